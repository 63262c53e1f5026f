import type { Instant } from '@marketsim/core';
import { after, lengthOf, midnight } from '../../calendar.ts';
import { pastDueSince } from '../bills.ts';
import { becomes, type Effected, type Situation } from '../effect.ts';
import type { Modelled, Pace } from '../modelled.ts';
import { nextPeriod, renewedPace } from '../pace.ts';
import { answered, ask } from './question.ts';
import { reinstate } from './suspension.ts';

export const isPastDue = ({ payer }: Modelled, { bills }: Pick<Situation, 'bills'>): boolean =>
  pastDueSince(payer, bills) !== undefined;

/** E20 for a missed payment, which a suspension by the partner can be joined by (SUS-01, SUS-02). */
export function suspendUnpaid(x: Modelled, { now, settings }: Situation): Effected {
  const payment = after(now, lengthOf(settings['suspend.grace.payment']));
  return becomes('E20', { ...answered(x), causes: { ...x.causes, payment } });
}

/** The first boundary from a date on at which a suspended subscription would have been charged (SUS-02). */
export function boundaryFrom(x: Modelled, pace: Pace, since: Instant): Instant {
  let next = pace;
  while (midnight(next.periodEnd) < since)
    next = next.periodEnd < next.termEnd ? nextPeriod(x, next) : renewedPace(x.term, next);
  return midnight(next.periodEnd);
}

/** E21 when the payment has arrived: the publisher is asked, unless the partner wants it suspended too (SUS-07). */
export function paymentArrived(x: Modelled, situation: Situation): Effected | undefined {
  if (!x.causes?.payment || x.open) return undefined;
  const { payment: _, ...causes } = x.causes;
  if (causes.partner) return becomes('E21', { ...x, causes });
  const asked = { action: 'Reinstate', quantity: x.quantity, plan: x.plan, own: false } as const;
  return ask(x, asked, { situation, opens: 'E21', apply: (y) => reinstate(y, situation) });
}
