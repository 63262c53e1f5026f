import { type Engine, plusMs, type Subscription, termMonths } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import type { FulfillmentProblem } from '../problem.ts';

const windowHours = 72;

/** Ends the request when a running term is too long to be cancelled so late (SF 2.9, SF 9 C33). */
export function refuseLate(subscription: Subscription, { state, now }: Engine): void {
  const rule = state.settings['cancel.after72h'];
  if (rule === 'allow' || subscription.phase !== 'running' || subscription.term.trial) return;
  const isLate = now() >= plusMs(subscription.orderedAt, windowHours * 3_600_000);
  const months = termMonths[subscription.term.duration];
  const isLong = rule === 'rejectMultiYear' ? months > 12 : months >= 12;
  if (isLate && isLong) refuse<FulfillmentProblem>({ code: 'cancelledTooLate', windowHours });
}
