import { durationMs } from '@marketsim/core';
import { after, dateOf } from '../../calendar.ts';
import { becomes, type Effect, type Effected, refuses, type Situation } from '../effect.ts';
import type { Modelled } from '../modelled.ts';
import { paidPace } from '../pace.ts';
import { windowFrom } from './activation.ts';
import { answered, ask } from './question.ts';

/** E20: access is off, whatever was open is over. */
export const suspend: Effect<'Suspend'> = (x, _, { now, settings }) => {
  const graceEndsAt = after(now, durationMs(settings['suspend.grace.partner']));
  return becomes('E20', { ...answered(x), graceEndsAt });
};

/** E18: access is back; a term that passed meanwhile begins anew, without a trial (SUS-09 to SUS-13). */
export function reinstate(x: Modelled, situation: Situation): Effected {
  const { graceEndsAt: _, skipped, ...rest } = answered(x);
  if (skipped !== 'term') return becomes('E18', rest);
  const window = windowFrom(['termStart'], x, situation);
  return becomes('E18', { ...rest, ...window, trial: false, pace: paidPace(x.term, dateOf(situation.now)) });
}

/** E21. */
export const reactivate: Effect<'Reactivate'> = (x, _, situation) => {
  if (x.open) return refuses('operationInProgress');
  const asked = { action: 'Reinstate', quantity: x.quantity, plan: x.plan, own: false } as const;
  return ask(x, asked, { situation, opens: 'E21', apply: (y) => reinstate(y, situation) });
};
