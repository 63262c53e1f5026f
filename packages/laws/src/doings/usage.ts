import type { Instant } from '@marketsim/core';
import fc from 'fast-check';
import { after } from '../calendar.ts';
import type { Modelled } from '../model/modelled.ts';
import { isFlat } from '../world/plans.ts';
import { publisherNames } from '../world/publishers.ts';
import { target, targetOn } from './change.ts';
import { doing } from './doing.ts';

const hour = 3_600_000;

/** How long ago something was used: mostly lately, now and then on the edge of what is accepted, or to come. */
const ago = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 23 * hour }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }).map((hours) => hours * hour) },
  { weight: 1, arbitrary: fc.constantFrom(24 * hour, 24 * hour + 1, -1) },
  { weight: 2, arbitrary: fc.constantFrom('edge' as const, 'before the edge' as const) },
);

/** When something was used: an edge is a change of plan, the end or the beginning, or now. */
function instantOf(when: number | 'edge' | 'before the edge', x: Modelled, now: Instant): Instant {
  if (typeof when === 'number') return after(now, -when);
  const edge = x.earlier.at(-1)?.until ?? x.endedAt ?? x.startedAt ?? now;
  return when === 'edge' ? edge : after(edge, -1);
}

/** Whether nothing of its use can be reported any more. */
const isLongOver = ({ endedAt }: Modelled, now: Instant): boolean =>
  endedAt !== undefined && endedAt < after(now, -24 * hour);

/** The publisher reports use of what it meters. */
export const reportingUsage = doing({
  name: 'report use',
  weight: 8,
  args: fc.record({
    of: target,
    by: fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...publisherNames) },
    ),
    events: fc.array(
      fc.record({
        dimension: fc.constantFrom('email100', 'email100', 'audit', 'audit', 'unknown'),
        quantity: fc.constantFrom(1, 0.1, 0.2, 37.2, 100.1, 33.333, 1.5e-7, 1000, 0, -1),
        ago,
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  deed: ({ of, by, events }, stage) => {
    const now = stage.engine.now();
    const found = targetOn(stage, of, (x) => isFlat(x.plan) && !isLongOver(x, now));
    return (
      found && {
        report: {
          of: found[0],
          ...(by && { by }),
          events: events.map(({ ago: when, ...event }) => ({
            ...event,
            usedAt: instantOf(when, found[1], now),
          })),
        },
      }
    );
  },
});
