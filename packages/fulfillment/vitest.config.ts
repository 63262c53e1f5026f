import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What the run before observed is no proof of this one.
    globalSetup: ['test/support/forget-observed.ts'],
    // What ends a test that hangs; nothing is measured by it, so a busy machine may take its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/vitest.json' },
  },
});
