import { expect, test } from 'vitest';
import { relativeSpecifiers } from '../scripts/package/specifiers.mjs';

const entries = {
  '@marketsim/alpha': 'alpha/src/index.js',
  '@marketsim/beta': 'beta/src/index.js',
  '@marketsim/beta/main': 'beta/src/main.js',
};
const rewrite = (text: string, file = 'cli/src/commands/start.js') => relativeSpecifiers(text, file, entries);

test.each([
  [`import { a } from '@marketsim/alpha';`, `import { a } from '../../../alpha/src/index.js';`],
  [`export * from "@marketsim/beta";`, `export * from "../../../beta/src/index.js";`],
  [`import '@marketsim/alpha';`, `import '../../../alpha/src/index.js';`],
  [`import { a } from '@marketsim/beta/main';`, `import { a } from '../../../beta/src/main.js';`],
  [`let a: import("@marketsim/alpha").A;`, `let a: import("../../../alpha/src/index.js").A;`],
  [`declare module '@marketsim/alpha' {}`, `declare module '../../../alpha/src/index.js' {}`],
  [
    `import { a,\n  b } from\n  '@marketsim/alpha';`,
    `import { a,\n  b } from\n  '../../../alpha/src/index.js';`,
  ],
])('%j becomes %j', (before, after) => {
  expect(rewrite(before)).toBe(after);
});

test('a file beside the index gets a path that starts with a dot', () => {
  expect(rewrite(`import '@marketsim/alpha';`, 'alpha/src/other.js')).toBe(`import './index.js';`);
});

test('everything else stays as it is', () => {
  const text = `import express from 'express';\nimport { b } from './b.js'; // as @marketsim/alpha does\n`;
  expect(rewrite(text)).toBe(text);
});

test.each([
  [`import '@marketsim/gamma';`, /start\.js imports @marketsim\/gamma, which is not part/],
  [`import '@marketsim/alpha/deep';`, /start\.js imports @marketsim\/alpha\/deep, which is not part/],
  ['const name = `@marketsim/alpha`;', /start\.js still names @marketsim\/alpha/],
])('%j is refused', (text, reason) => {
  expect(() => rewrite(text)).toThrow(reason);
});
