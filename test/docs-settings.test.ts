import { expect, test } from 'vitest';
import { renderSettings } from '../scripts/docs/settings.ts';

const described = { description: 'What it does', source: 'Page 1' };
const text = renderSettings({
  settings: {
    'z.list': { kind: 'list', values: ['a', 'b'], default: ['a'], ...described },
    'a.choice': { kind: 'choice', values: ['x', 'y'], default: 'x', aliases: ['old.name'], ...described },
    'b.count': { kind: 'integer', minimum: 1, maximum: 9, default: 3, ...described },
    'c.flag': { kind: 'flag', default: false, ...described },
    'd.time': { kind: 'duration', default: 'PT1H', ...described },
  },
  profiles: { plain: {}, strict: { 'c.flag': true, 'b.count': 9 } },
  presets: { other: { 'a.choice': 'y' } },
  words: { plain: 'as it is', strict: 'as it should be', other: 'as it was' },
});
const rows = text.split('\n').filter((line) => line.startsWith('| `'));

test('every kind of setting has its default, values, meaning, other names and source, sorted', () => {
  expect(rows.slice(0, 5)).toEqual([
    '| `a.choice` | `x` | `x` `y` | What it does | `old.name` | Page 1 |',
    '| `b.count` | `3` | 1 to 9 | What it does |  | Page 1 |',
    '| `c.flag` | `false` | `true` `false` | What it does |  | Page 1 |',
    '| `d.time` | `PT1H` | ISO 8601 duration | What it does |  | Page 1 |',
    '| `z.list` | `["a"]` | any of `a` `b` | What it does |  | Page 1 |',
  ]);
});

test('profiles and presets tell what they stand for, and show only what they change', () => {
  expect(text).toContain('| Setting | `plain` | `strict` |');
  expect(rows.slice(5)).toEqual([
    '| `plain` | as it is |',
    '| `strict` | as it should be |',
    '| `b.count` |  | `9` |',
    '| `c.flag` |  | `true` |',
    '| `other` | as it was |',
    '| `a.choice` | `y` |',
  ]);
});
