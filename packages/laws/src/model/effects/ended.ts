import type { Situation } from '../effect.ts';
import type { Modelled } from '../modelled.ts';
import { answered } from './question.ts';

/** What is over: nothing waits, nothing renews. */
export function ended(x: Modelled, as: 'CA' | 'EX', { now }: Situation): Modelled {
  const {
    causes: _,
    skipped: __,
    cancelledFor: ___,
    renewalQuantity: ____,
    putOff: _____,
    ...rest
  } = answered(x);
  return { ...rest, ended: as, endedAt: now, autoRenew: false };
}
