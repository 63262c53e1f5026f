import { keyOf } from '@marketsim/http/fidelity';
import { describe, expect, test } from 'vitest';
import { apis } from '../scripts/docs/apis.ts';
import { gapShare, gapsInStory, renderFidelity } from '../scripts/docs/fidelity.ts';

const largestShare = 0.05;

describe.each([...apis.values()])('$name', (api) => {
  test('the user story meets no answer that is never given', () => {
    expect(gapsInStory(api).map(keyOf)).toEqual([]);
  });

  test('elsewhere at most one in twenty is never given', () => {
    expect(gapShare(api)).toBeLessThanOrEqual(largestShare);
  });

  test('each answer is listed once', () => {
    const keys = api.answers.map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test('a gap is told with its reason, in the row of its endpoint it is not', () => {
  const text = renderFidelity([
    {
      name: 'Sample',
      isInStory: () => true,
      answers: [
        { endpoint: 'S-1', status: 200, when: 'well' },
        { endpoint: 'S-1', status: 403, code: 7, when: 'blocked', onDemand: 'there is no policy' },
        {
          ...{ endpoint: 'S-1', status: 400, code: 8, when: 'odd' },
          gap: { status: 400, code: 8, when: 'odd', why: 'Nobody | asks.' },
        },
      ],
    },
  ]);
  expect(text).toContain('| Sample | 1 | 3 | 1 | 1 | 1 | 33.3 % | 33.3 % |');
  expect(text).toContain('| `S-1` | **200** | 403/7 |');
  expect(text).toContain('| `S-1` | 400/8 | odd | Nobody \\| asks. |');
});
