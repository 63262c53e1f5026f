import { expect, test } from 'vitest';
import { renderInvariants, untoldLaws } from '../scripts/docs/invariants.ts';

const law = (id: string) => ({
  id,
  kind: 'step' as const,
  says: `What ${id} says | in full`,
  rules: ['AAA-01'],
});
// Put together from pieces: this file must not count as a test of a real law.
const [one, other] = ['INV-' + '901', 'INV-' + '902'];
const inputs = {
  laws: [law(one), law(other)],
  sources: [
    { path: 'packages/laws/src/laws/x.ts', text: `const laws = [\n  {\n    id: '${one}',\n  },\n];` },
  ],
  tests: [{ path: 'packages/laws/test/x.test.ts', text: `test('${one}: fires')` }],
};

test('a row has the law, its words, its rules, and links to its declaration and its tests', () => {
  expect(renderInvariants(inputs)).toContain(
    `| ${one} | step | What ${one} says \\| in full | AAA-01 | [x.ts](../packages/laws/src/laws/x.ts#L3) | [x.test.ts](../packages/laws/test/x.test.ts) |`,
  );
});

test('a law that no test names, or that is declared nowhere, is found', () => {
  expect(untoldLaws(inputs)).toEqual([other]);
});
