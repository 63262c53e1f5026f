import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const features = globSync('features/**/*.feature').map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));

test('each of the 28 statements of the managing page has its scenario', () => {
  const tags = features.flatMap(({ text }) =>
    [...text.matchAll(/@fact-(\d\d)\b/g)].map(([, number]) => number),
  );
  expect([...new Set(tags)].toSorted()).toEqual(
    Array.from({ length: 28 }, (_, i) => String(i + 1).padStart(2, '0')),
  );
});

test.each(features)('$file names the page it comes from', ({ text }) => {
  expect(text).toMatch(/^# Source: https:\/\/learn\.microsoft\.com\//);
});
