export default {
  paths: ['features/**/*.feature'],
  import: ['packages/test-kit/src/cucumber.ts'],
  format: ['summary', 'json:reports/cucumber.json'],
  strict: true,
};
