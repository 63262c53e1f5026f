import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { foundOut, givenSubstitution } from './substitution.ts';

const [cacheDir = '', ...files] = process.argv.slice(2);
const substitution = givenSubstitution();

/** The tests of packages that a mutant of core may not pass; the search itself has been before. */
const suites = [
  { folder: 'packages/laws', exclude: ['test/search.test.ts', 'test/pairs.test.ts', 'test/explain.test.ts'] },
  { folder: 'packages/core', exclude: [] },
] as const;

const mutant = {
  name: 'mutant',
  enforce: 'pre' as const,
  load: (id: string) => (id === substitution?.path ? substitution.text : undefined),
};

for (const { folder, exclude } of suites) {
  const root = join(import.meta.dirname, '../..', folder);
  const vitest = await startVitest('test', files, {
    ...{ root, watch: false, bail: 1, passWithNoTests: true, reporters: [{}], fsModuleCache: false },
    // A faulty module may stay nowhere: the next process would take it for the source. Threads end with this process, even where a mutant has them run for ever.
    ...{ pool: 'threads', maxWorkers: 1, exclude: [...exclude] },
    projects: [{ extends: join(root, 'vitest.config.ts'), root, cacheDir, plugins: [mutant] }],
  });
  await vitest.close();
  const failed = vitest.state.getTestModules().find((module) => !module.ok());
  if (failed || vitest.state.getUnhandledErrors().length > 0) {
    console.log(failed?.relativeModuleId ?? 'an error outside of a test');
    process.exit(foundOut);
  }
}
process.exit(0);
