export default {
  paths: ['features/**/*.feature'],
  import: ['packages/test-kit/src/steps/**/*.ts'],
  format: ['summary', 'json:reports/cucumber.json'],
  strict: true,
};
