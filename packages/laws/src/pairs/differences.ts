import { type Charge, type DomainEvent, type EngineState, stateOf } from '@marketsim/core';
import type { Finding } from '../law.ts';
import type { Stage } from '../suite/stage.ts';

/** The lines of a world's ledger. */
export const ledgerOf = ({ engine }: Stage): readonly Charge[] => engine.state.ledger.charges;

/** The state of every subscription, in the order in which they were bought. */
export const statesOf = ({ engine, ids }: Stage): readonly (EngineState | undefined)[] =>
  ids.map((id) => {
    const subscription = engine.state.subscriptions.get(id);
    return subscription && stateOf(subscription);
  });

/** What happened, without the marks that only tell that the clock was moved, and without numbers. */
export const happened = ({ engine }: Stage): readonly Omit<DomainEvent, 'seq'>[] =>
  engine
    .events()
    .filter(({ type }) => type !== 'ClockAdvanced')
    .map(({ seq: _, ...fact }) => fact);

/** The first place at which two lists differ. */
export function firstDifference(
  subject: string,
  first: readonly unknown[],
  second: readonly unknown[],
): readonly Finding[] {
  for (let place = 0; place < Math.max(first.length, second.length); place++) {
    const [a, b] = [JSON.stringify(first[place]), JSON.stringify(second[place])];
    if (a !== b)
      return [{ subject, found: `number ${place + 1} is ${a ?? 'missing'}, or ${b ?? 'missing'}` }];
  }
  return [];
}

/** Ledger and states must be the same in both. */
export const sameOutcome = (first: Stage, second: Stage): readonly Finding[] => [
  ...firstDifference('ledger', ledgerOf(first), ledgerOf(second)),
  ...firstDifference('states', statesOf(first), statesOf(second)),
];
