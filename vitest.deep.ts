import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/deep/*.test.ts', 'packages/*/test/deep/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/deep.json' },
  },
});
