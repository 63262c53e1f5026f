import type { Instant } from '@marketsim/core';
import { midnight } from '../calendar.ts';
import { planNamed } from '../world/plans.ts';
import type { ClockRow } from './clock-table.ts';
import { becomes, type Effected, type Situation } from './effect.ts';
import { windowFrom } from './effects/activation.ts';
import { passDeadline } from './effects/answer.ts';
import { ended } from './effects/cancel.ts';
import type { Modelled, Pace } from './modelled.ts';
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

function allComing(x: Modelled): readonly Coming[] {
  if (x.ended) return [];
  if (!x.pace) return [coming(x.lapsesAt, 4, 'pending expiry')];
  const { open, graceEndsAt } = x;
  return [
    ...(open
      ? [coming(open.deadline, 2, open.heard ? 'operation ack timeout' : 'operation delivery timeout')]
      : []),
    ...(graceEndsAt ? [coming(graceEndsAt, 3, 'suspension grace end')] : []),
    ...(x.skipped === 'term' ? [] : [boundary(x, x.pace)]),
  ];
}

export const isEarlier = (a: Coming, b: Coming): boolean => a.at < b.at || (a.at === b.at && a.rank < b.rank);

/** What comes first to a subscription. */
export const nextComing = (x: Modelled): Coming | undefined =>
  allComing(x).reduce<Coming | undefined>(
    (first, one) => (first && !isEarlier(one, first) ? first : one),
    undefined,
  );

/** The end of a term that goes on: at once, or once the suspension is over (REN-05, E25). */
function renew(x: Modelled, pace: Pace, situation: Situation): Effected {
  if (!planNamed(x.plan).isRenewable) return becomes('E26', ended(x, 'EX', situation));
  if (x.graceEndsAt) return becomes('E25', { ...x, skipped: 'term' });
  const window = windowFrom(['termStart'], x, situation);
  const next = { ...x, ...window, trial: false, pace: renewedPace(x.term, pace) };
  return becomes(x.trial ? 'E24' : 'E28', next);
}

/** What comes of it (RB 14.2). */
export function pass(x: Modelled, row: ClockRow, situation: Situation): Effected {
  const { open, pace } = x;
  switch (row) {
    case 'pending expiry':
      return becomes('E23', ended(x, 'EX', situation));
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
    case 'period boundary inside the term': {
      const next = pace ? { ...x, pace: nextPeriod(x, pace) } : x;
      return x.graceEndsAt ? becomes('E25', { ...next, skipped: 'period' }) : becomes('E27', next);
    }
    case 'invoice run':
      return becomes('E30', x);
  }
}
