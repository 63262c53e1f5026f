import type { Day } from '@marketsim/core';
import { expect, test, vi } from 'vitest';
import { aHistory, judge } from './support/history.ts';

vi.mock(import('@marketsim/core'), async (original) => ({
  ...(await original()),
  wireEnd: (end: Day) => end,
}));

test('INV-18: the wire calls the first day that no longer belongs the end', () => {
  const history = aHistory();
  expect(() => history.start()).toThrow('INV-18');
  const violations = judge(history.engine.events(), history);
  expect(violations.map(({ law, found }) => [law, found])).toEqual([
    ['INV-18', '2020-08-14 is shown as 2020-08-14'],
  ]);
});
