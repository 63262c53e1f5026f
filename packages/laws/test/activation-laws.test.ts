import type { Charge, DomainEvent } from '@marketsim/core';
import { expect, test } from 'vitest';
import { aHistory, judge } from './support/history.ts';

/** The facts with every line changed. */
const withLines = (facts: readonly DomainEvent[], change: (charge: Charge) => Partial<Charge>) =>
  facts.map((fact) =>
    fact.type === 'Charged'
      ? { ...fact, charges: fact.charges.map((charge) => ({ ...charge, ...change(charge) })) }
      : fact,
  );

test('INV-01: a line that covers the day before billing starts', () => {
  const history = aHistory();
  history.start();
  const facts = history.engine.events();
  expect(judge(facts, history)).toEqual([]);
  const early = withLines(facts, () => ({ start: '2020-07-13' as Charge['start'] }));
  expect(judge(early, history)).toContainEqual(
    expect.objectContaining({
      law: 'INV-01',
      found: 'covers 2020-07-13, billing starts 2020-07-14T10:00:00.000Z',
    }),
  );
});
