import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileWords, type Setting, settingsRegistry } from '@marketsim/core';
import { allLaws } from '@marketsim/laws';
import { allPitfalls, everyRule } from '@marketsim/simulator';
import { expect, onTestFinished, test } from 'vitest';
import { generatedDocuments } from '../scripts/docs/all.ts';
import { outdated } from '../scripts/docs/document.ts';
import { unshownPitfalls } from '../scripts/docs/faults.ts';
import { untoldLaws } from '../scripts/docs/invariants.ts';
import { declarations, repeatedRules, untestedRules } from '../scripts/docs/rules.ts';
import { sourceFiles, testFiles } from '../scripts/docs/workspace-text.ts';

const root = process.cwd();

test('the generated documents are up to date (else: npm run docs)', () => {
  expect(outdated(root, generatedDocuments(root))).toEqual([]);
});

test('the readme tells of every profile what the settings do', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const missing = Object.entries(profileWords).filter(
    ([name, words]) => !readme.includes(`| \`${name}\` | ${words} |\n`),
  );
  expect(missing).toEqual([]);
});

test('the page of differences names every setting that stands for a contradiction, and no rule that is none', () => {
  const page = readFileSync(join(root, 'docs/differences.md'), 'utf8');
  const settings: readonly (readonly [string, Setting])[] = Object.entries(settingsRegistry);
  const contradictory = settings.filter(([, { source }]) =>
    /SF 9|PC 1[23]|RB 1\.1|RB 4\.1|RB 17/.test(source),
  );
  expect(contradictory.length).toBeGreaterThan(40);
  expect(contradictory.map(([id]) => id).filter((id) => !new RegExp(`\`${id}[\`=]`).test(page))).toEqual([]);
  const rules = [...page.matchAll(/\b[A-Z]{3}-\d\d\b/g)].map(([id]) => id);
  expect(rules.filter((id) => !everyRule.some((rule) => rule.id === id))).toEqual([]);
});

test('every declared rule is named by a test', () => {
  expect(everyRule.length).toBeGreaterThan(0);
  expect(untestedRules({ rules: everyRule, tests: testFiles(root) })).toEqual([]);
});

test('every law is declared in a place of its own, and named by a test', () => {
  const [sources, tests] = [sourceFiles(root), testFiles(root)];
  expect(allLaws.length).toBeGreaterThan(0);
  expect(new Set(allLaws.map(({ id }) => id)).size).toBe(allLaws.length);
  expect(untoldLaws({ laws: allLaws, sources, tests })).toEqual([]);
});

test('every documented pitfall is there once, and its symptom shown by a test of its name', () => {
  const numbers = Array.from({ length: 58 }, (_, i) => `F${String(i + 1).padStart(2, '0')}`);
  expect(allPitfalls.map(({ id }) => id)).toEqual([...numbers, 'F36b'].sort());
  expect(unshownPitfalls({ pitfalls: allPitfalls, tests: testFiles(root) })).toEqual([]);
});

test('every contradiction between the sources of the fulfillment API has a test of its name', () => {
  const numbers = Array.from({ length: 41 }, (_, i) => `C${i + 1}`);
  const named = testFiles(root)
    .filter(({ path }) => /^packages\/(fulfillment|simulator)\//.test(path))
    .flatMap(({ text }) => [...text.matchAll(/["'`](C\d+): /g)].map(([, id]) => id));
  expect(numbers.filter((id) => !named.includes(id))).toEqual([]);
});

test('the list of rules is what the code declares, each once', () => {
  expect(repeatedRules(everyRule)).toEqual([]);
  const declared = [...declarations(sourceFiles(root)).keys()];
  expect(declared.sort()).toEqual(everyRule.map(({ id }) => id).sort());
});

test('a missing and a changed document are out of date', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'docs/same.md'), 'same');
  writeFileSync(join(folder, 'docs/changed.md'), 'before');
  const documents = [
    { path: 'docs/same.md', text: 'same' },
    { path: 'docs/changed.md', text: 'after' },
    { path: 'docs/missing.md', text: 'new' },
  ];
  expect(outdated(folder, documents)).toEqual(['docs/changed.md', 'docs/missing.md']);
});
