import type { UsageEvent } from '../client/metering.ts';
import type { ReportedUse } from './usage-log.ts';

const hourMs = 3_600_000;

/** How long after its hour the marketplace takes use (SF 6.1); what is older is refused for ever (F47). */
const takenMs = 24 * hourMs;

/** The full hour at or before an instant, in milliseconds since 1970 UTC. */
export const hourOf = (at: number): number => Math.floor(at / hourMs) * hourMs;

/** The oldest hour that can still be reported. */
const oldestHour = (now: number): number => Math.ceil((now - takenMs) / hourMs) * hourMs;

/** The full hour after an instant. */
export const nextHour = (at: number): number => hourOf(at) + hourMs;

/** A dimension that is used steadily, and how far its use has been reported. */
export interface Meter {
  readonly subscriptionId: string;
  readonly dimension: string;
  readonly perHour: number;
  /** The plan that was bought when the next hour began. */
  readonly planId: string;
  /** The first hour that is not reported yet: milliseconds since 1970 UTC. */
  readonly nextHour: number;
  /** What could not be reported for its own hour and goes to the next (F46). */
  readonly left: number;
  /** What nobody can report any more. */
  readonly lost: number;
}

/** The events of the hours that are over, the oldest first; what is left from before goes with the first of them. */
export function dueEvents(meter: Meter, now: number): readonly UsageEvent[] {
  const { subscriptionId, dimension, perHour, planId, left } = meter;
  const from = Math.max(meter.nextHour, oldestHour(now));
  const count = Math.max(0, (hourOf(now) - from) / hourMs);
  return Array.from({ length: count }, (_, index) => ({
    resourceId: subscriptionId,
    planId,
    dimension,
    quantity: perHour + (index === 0 ? left : 0),
    effectiveStartTime: new Date(from + index * hourMs).toISOString(),
  }));
}

/** A meter whose oldest hours are too old to be reported, without them; a clock that went back begins anew. */
export function withoutOld(meter: Meter, now: number): Meter {
  if (meter.nextHour > hourOf(now)) return { ...meter, nextHour: hourOf(now) };
  const hours = Math.max(0, (oldestHour(now) - meter.nextHour) / hourMs);
  return { ...meter, nextHour: meter.nextHour + hours * hourMs, lost: meter.lost + hours * meter.perHour };
}

/**
 * A meter after what became of an event. Accepted: on to the next hour. Duplicate: the hour was reported before, by
 * this very event if the quantity is the same; otherwise this quantity goes to the next hour. No usable answer: the
 * same again later, for an hour can be reported for a day. Refused: the quantity is lost.
 */
export function after(
  meter: Meter,
  { status, quantity, acceptedQuantity, effectiveStartTime }: ReportedUse,
): Meter {
  // After one that got no answer those behind it come again too, as duplicates of themselves.
  if (status === 'NotSent' || Date.parse(effectiveStartTime) !== meter.nextHour) return meter;
  const reported = { ...meter, left: 0, nextHour: meter.nextHour + hourMs };
  if (status === 'Accepted' || (status === 'Duplicate' && acceptedQuantity === quantity)) return reported;
  if (status === 'Duplicate') return { ...reported, left: quantity };
  return { ...reported, lost: meter.lost + quantity };
}
