import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { whyTooOld } from '../src/node-version.ts';

test.each(['20.20.2', '22.17.1', '18.0.0'])('Node.js %s is told to be too old', (version) => {
  expect(whyTooOld(version)).toBe(`marketsim needs Node.js 22.18 or later; this is ${version}`);
});

test.each(['22.18.0', '22.20.1', '24.0.0', process.versions.node])('Node.js %s will do', (version) => {
  expect(whyTooOld(version)).toBeUndefined();
});

test('the package asks for the same', () => {
  expect(packageJson.engines.node).toBe('>=22.18');
});
