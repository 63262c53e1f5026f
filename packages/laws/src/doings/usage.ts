import type { Instant } from '@marketsim/core';
import fc from 'fast-check';
import { after } from '../calendar.ts';
import type { Modelled } from '../model/modelled.ts';
import type { ReportStep } from '../scenario/step.ts';
import type { Stage } from '../suite/stage.ts';
import { isFlat } from '../world/plans.ts';
import { publisherNames } from '../world/publishers.ts';
import { type Target, target, targetOn } from './change.ts';
import { doing } from './doing.ts';

const hour = 3_600_000;

/** How long ago something was used: mostly lately, now and then on the edge of what is accepted, or to come. */
const ago = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 23 * hour }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }).map((hours) => hours * hour) },
  { weight: 1, arbitrary: fc.constantFrom(24 * hour, 24 * hour + 1, -1) },
  { weight: 2, arbitrary: fc.constantFrom('edge' as const, 'before the edge' as const) },
);

/** Mostly what is used; now and then what is none, what is written with too many digits, or what costs too much. */
const quantities = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(1, 0.1, 0.2, 37.2, 100.1, 33.333, 1.5e-7, 1000) },
  { weight: 2, arbitrary: fc.constantFrom(0, -1, 1e-21, 1e15, 2e10, 20_000_000_001) },
);

/** When something was used: an edge is a change of plan, the end or the beginning, or now. */
type Ago = number | 'edge' | 'before the edge';

function instantOf(when: Ago, x: Modelled, now: Instant): Instant {
  if (typeof when === 'number') return after(now, -when);
  const edge = x.earlier.at(-1)?.until ?? x.endedAt ?? x.startedAt ?? now;
  return when === 'edge' ? edge : after(edge, -1);
}

/** Whether nothing of its use can be reported any more. */
const isLongOver = ({ endedAt }: Modelled, now: Instant): boolean =>
  endedAt !== undefined && endedAt < after(now, -24 * hour);

interface Told {
  readonly dimension: string;
  readonly quantity: number;
  readonly ago: Ago;
  /** Another subscription that it is about. */
  readonly of: Target | undefined;
  /** Whether the same is told once more in one report. */
  readonly repeats: boolean;
}

function eventsOf(
  { ago: when, of, repeats, ...event }: Told,
  [, own]: readonly [number, Modelled],
  stage: Stage,
): ReportStep['events'] {
  const other = of && targetOn(stage, of, ({ plan }) => isFlat(plan));
  const usedAt = instantOf(when, other?.[1] ?? own, stage.engine.now());
  const one = { ...(other && { of: other[0] }), ...event, usedAt };
  return repeats ? [one, one] : [one];
}

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
        quantity: quantities,
        ago,
        of: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: target }),
        repeats: fc.nat(5).map((n) => n === 5),
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
          events: events.flatMap((event) => eventsOf(event, found, stage)),
        },
      }
    );
  },
});
