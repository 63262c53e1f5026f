import type { Day, Instant } from '@marketsim/core';
import fc from 'fast-check';
import { after, dateOf, daysAfter, lengthOf, midnight, monthsAfter } from '../calendar.ts';
import { firstRun } from '../chronicle/invoice-run.ts';
import { nextPastDue } from '../model/bills.ts';
import { graceEnd, type Modelled } from '../model/modelled.ts';
import type { Stage } from '../suite/stage.ts';
import { target, targetOn } from './change.ts';
import { doing } from './doing.ts';

const day = 86_400_000;

/** Beyond this an edge is not gone to: some profiles let a purchase wait for a century. */
const farthest = 1600 * day;

const monthEnd = (now: Instant): Instant => midnight(monthsAfter(`${now.slice(0, 7)}-01` as Day, 1));

function leapDay(now: Instant): Instant | undefined {
  const year = Number(now.slice(0, 4));
  const next = [0, 1, 2, 3, 4].map((n) => midnight(daysAfter(`${year + n}-02-28` as Day, 1)));
  return next.find((at) => at > now && at.slice(5, 10) === '02-29');
}

/** Instants at which something changes, by name. */
const edges = {
  'window end': (x: Modelled) => x.windowEndsAt,
  'period end': ({ pace }: Modelled) => pace && midnight(pace.periodEnd),
  'last day of the period': ({ pace }: Modelled) => pace && midnight(daysAfter(pace.periodEnd, -1)),
  'term end': ({ pace }: Modelled) => pace && midnight(pace.termEnd),
  'grace end': ({ causes }: Modelled) => causes && graceEnd(causes),
  'put-off activation': ({ putOff }: Modelled) => putOff?.at,
  'pending expiry': (x: Modelled) => (x.pace || x.ended ? undefined : x.lapsesAt),
  'operation deadline': ({ open }: Modelled) => open?.deadline,
  'month end': (_: Modelled, now: Instant) => monthEnd(now),
  'past due': (_: Modelled, __: Instant, { model }: Stage) => nextPastDue(model.bills)?.pastDueAt,
  'invoice run': (_: Modelled, now: Instant, { engine }: Stage) =>
    firstRun(now, engine.state.settings).nextAt,
  midnight: (_: Modelled, now: Instant) => midnight(daysAfter(dateOf(now), 1)),
  '29 February': (_: Modelled, now: Instant) => leapDay(now),
} as const;

const edgeNames = Object.keys(edges) as readonly (keyof typeof edges)[];

const isAsked = ({ open }: Modelled): boolean => open !== undefined;

const often = [
  'window end',
  'period end',
  'term end',
  'operation deadline',
  'grace end',
  'midnight',
  'past due',
] as const;

/** The clock goes to a named instant, just before or after it, or so far before that no answer comes until then. */
export const advanceToEdge = doing({
  name: 'advance to an edge',
  weight: 20,
  args: fc.record({
    of: target,
    edge: fc.constantFrom(...edgeNames, ...often, ...often),
    shift: fc.constantFrom(0, 0, -1, -1, 1, 1, 'unanswered' as const),
  }),
  deed: ({ of, edge, shift }, stage) => {
    const found = targetOn(stage, of, edge === 'operation deadline' ? isAsked : undefined);
    const now = stage.engine.now();
    const { settings } = stage.engine.state;
    const at = found && edges[edge](found[1], now, stage);
    const to = at && after(at, shift === 'unanswered' ? -lengthOf(settings['op.ackTimeout']) : shift);
    return to && to >= now && to <= after(now, farthest) ? { to } : undefined;
  },
});

/** The clock goes on for a while. */
export const advanceBy = doing({
  name: 'advance',
  weight: 10,
  args: fc.oneof(
    fc.nat(2),
    fc.integer({ min: 1, max: 48 }).map((hours) => hours * 3_600_000),
    fc.integer({ min: 1, max: 45 }).map((days) => days * day),
    fc.integer({ min: 0, max: 400 * day }),
  ),
  deed: (ms, { engine }) => ({ to: after(engine.now(), ms) }),
});
