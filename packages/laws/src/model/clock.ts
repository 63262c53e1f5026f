import type { Instant } from '@marketsim/core';
import { midnight } from '../calendar.ts';
import { planNamed } from '../world/plans.ts';
import { type Bills, pastDueSince } from './bills.ts';
import type { ClockRow } from './clock-table.ts';
import { becomes, type Effected, type Situation } from './effect.ts';
import { comeAbout, windowFrom } from './effects/activation.ts';
import { passDeadline } from './effects/answer.ts';
import { withNextSeats } from './effects/change.ts';
import { ended } from './effects/ended.ts';
import { boundaryFrom, isPastDue, suspendUnpaid } from './effects/non-payment.ts';
import { graceEnd, type Modelled, type Pace } from './modelled.ts';
import { nextPeriod, renewedPace } from './pace.ts';

/** Something that the clock brings to a subscription. */
export interface Coming {
  readonly at: Instant;
  /** Order at one instant (GEN-03). */
  readonly rank: number;
  readonly row: ClockRow;
}

const coming = (at: Instant, rank: number, row: ClockRow): Coming => ({ at, rank, row });

function boundary(x: Modelled, pace: Pace): Coming {
  const at = midnight(pace.periodEnd);
  if (pace.periodEnd < pace.termEnd) return coming(at, 6, 'period boundary inside the term');
  const name = x.trial ? 'trial end' : 'term end';
  return coming(at, 5, x.autoRenew ? `${name}, auto-renew on` : `${name}, auto-renew off`);
}

/** What comes to a subscription that is suspended: the end of its grace, or a missed payment as a second cause. */
function whileSuspended(x: Modelled, pace: Pace, bills: Bills): readonly Coming[] {
  const { causes } = x;
  const end = causes && graceEnd(causes);
  if (!causes || !end) return [];
  const since = causes.payment ? undefined : pastDueSince(x.payer, bills);
  return [
    coming(end, 3, 'suspension grace end'),
    ...(since ? [coming(boundaryFrom(x, pace, since), 4, 'account past due')] : []),
  ];
}

function allComing(x: Modelled, bills: Bills): readonly Coming[] {
  if (x.ended) return [];
  if (!x.pace) {
    const { at } = x.putOff ?? {};
    const lapse = coming(x.lapsesAt, 4, 'pending expiry');
    return at ? [coming(at, 1, 'put-off activation'), lapse] : [lapse];
  }
  const { open } = x;
  return [
    ...(open
      ? [coming(open.deadline, 1, open.heard ? 'operation ack timeout' : 'operation delivery timeout')]
      : []),
    ...whileSuspended(x, x.pace, bills),
    ...(x.skipped === 'term' ? [] : [boundary(x, x.pace)]),
  ];
}

export const isEarlier = (a: Coming, b: Coming): boolean => a.at < b.at || (a.at === b.at && a.rank < b.rank);

/** What comes first to a subscription. */
export const nextComing = (x: Modelled, bills: Bills): Coming | undefined =>
  allComing(x, bills).reduce<Coming | undefined>(
    (first, one) => (first && !isEarlier(one, first) ? first : one),
    undefined,
  );

/** The end of a term that goes on: at once, once the suspension is over, or once the payment has come (REN-05, REN-08). */
function renew(x: Modelled, pace: Pace, situation: Situation): Effected {
  if (!planNamed(x.plan).isRenewable) return becomes('E26', ended(x, 'EX', situation));
  if (x.causes) return becomes('E25', { ...x, skipped: 'term' });
  if (isPastDue(x, situation)) return suspendUnpaid({ ...x, skipped: 'term' }, situation);
  const window = windowFrom(['termStart'], x, situation);
  const next = { ...withNextSeats(x), ...window, trial: false, pace: renewedPace(x.term, pace) };
  return becomes(x.trial ? 'E24' : 'E28', next);
}

/** A boundary inside the term (E25, E27, SUS-02). */
function goOn(x: Modelled, pace: Pace, situation: Situation): Effected {
  const next = { ...x, pace: nextPeriod(x, pace) };
  if (x.causes) return becomes('E25', { ...next, skipped: 'period' });
  if (isPastDue(x, situation)) return suspendUnpaid({ ...next, skipped: 'period' }, situation);
  return becomes('E27', next);
}

/** What comes of it (RB 14.2). */
export function pass(x: Modelled, row: ClockRow, situation: Situation): Effected {
  const { open, pace } = x;
  switch (row) {
    case 'pending expiry':
      return becomes('E23', ended(x, 'EX', situation));
    case 'put-off activation':
      return comeAbout(x, situation);
    case 'operation ack timeout':
    case 'operation delivery timeout':
      return open ? passDeadline(x, open, situation) : becomes('E11', x);
    case 'suspension grace end':
      return becomes('E29', ended(x, 'CA', situation));
    case 'trial end, auto-renew on':
    case 'term end, auto-renew on':
      return pace ? renew(x, pace, situation) : becomes('E28', x);
    case 'trial end, auto-renew off':
    case 'term end, auto-renew off':
      return becomes('E26', ended(x, 'EX', situation));
    case 'period boundary inside the term':
      return pace ? goOn(x, pace, situation) : becomes('E27', x);
    case 'account past due':
      return suspendUnpaid(x, situation);
    case 'invoice run':
      return becomes('E30', x);
  }
}
