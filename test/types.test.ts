import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('scripts, benches and repository tests have no type error', () => {
  const { stdout, error } = spawnSync('tsc', ['-p', 'test'], { encoding: 'utf8' });
  expect(error).toBeUndefined();
  // A package's own errors are reported by its own type check.
  const ours = stdout
    .split('\n')
    .filter((line) => line.includes('error TS') && !line.startsWith('packages/'));
  expect(ours).toEqual([]);
});
