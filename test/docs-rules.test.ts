import { expect, test } from 'vitest';
import {
  declarations,
  renderRules,
  repeatedRules,
  testsNaming,
  untestedRules,
} from '../scripts/docs/rules.ts';

// Ids of no real group: this file must not count as a test of a real rule.
const rule = (id: string) => ({
  id,
  says: `What ${id} says | in full`,
  parameters: ['knob.a', 'knob.b'],
  source: 'https://learn.example.org/page',
  confidence: 'D/P' as const,
});
const rules = [rule('ZZZ-10'), rule('YYY-01'), rule('ZZZ-2')];
const source = {
  path: 'packages/core/src/zzz.ts',
  text: "export const zzzRules = declareRules({\n  'ZZZ-10': {\n    says: '' },\n  // see 'ZZZ-2': no\n  'ZZZ-2': {},\n});",
};
const tests = [
  { path: 'features/zzz.feature', text: 'Scenario: ZZZ-10 holds' },
  { path: 'test/a.test.ts', text: "test('ZZZ-10, and ZZZ-10 again'); // XZZZ-2 and ZZZ-20 are others" },
];

test('a declaration is the line of the key', () => {
  expect([...declarations([source])]).toEqual([
    ['ZZZ-10', { path: source.path, line: 2 }],
    ['ZZZ-2', { path: source.path, line: 5 }],
  ]);
});

test('an id is named once per file, and a longer id is another', () => {
  const named = testsNaming(tests);
  expect(named.get('ZZZ-10')).toEqual(['features/zzz.feature', 'test/a.test.ts']);
  expect(named.get('ZZZ-2')).toBeUndefined();
});

test('rules that no test names are listed in order', () => {
  expect(untestedRules({ rules, tests })).toEqual(['YYY-01', 'ZZZ-2']);
});

test('a rule declared twice is found', () => {
  expect(repeatedRules([...rules, rule('YYY-01')])).toEqual(['YYY-01']);
  expect(repeatedRules(rules)).toEqual([]);
});

test('groups and rules are sorted, numbers as numbers', () => {
  const text = renderRules({ rules, sources: [source], tests });
  expect(text.match(/^(## \w+|\| [YZ]+-\d+)/gm)).toEqual([
    '## YYY',
    '| YYY-01',
    '## ZZZ',
    '| ZZZ-2',
    '| ZZZ-10',
  ]);
});

test('a row has what the rule says, its settings, source, declaration and tests', () => {
  const row = renderRules({ rules, sources: [source], tests })
    .split('\n')
    .find((line) => line.startsWith('| ZZZ-10'));
  expect(row).toBe(
    '| ZZZ-10 | What ZZZ-10 says \\| in full | `knob.a` `knob.b` | [learn.example.org](https://learn.example.org/page)' +
      ' | D/P | [zzz.ts](../packages/core/src/zzz.ts#L2)' +
      ' | [zzz.feature](../features/zzz.feature) [a.test.ts](../test/a.test.ts) |',
  );
});
