import type { Subscription } from '../client/resources.ts';
import type { House } from '../house.ts';
import { after, dueEvents, hourOf, type Meter, withoutOld } from './meter.ts';
import { reportUsage } from './report.ts';

/** Meters by subscription and dimension. */
export type Meters = Map<string, Meter>;

/** The key of a meter; ids of subscriptions are compared without regard to case. */
export const meterKey = ({
  subscriptionId,
  dimension,
}: Pick<Meter, 'subscriptionId' | 'dimension'>): string => `${subscriptionId.toLowerCase()} ${dimension}`;

type Known = ReadonlyMap<string, Subscription | undefined>;

async function subscriptionsOf({ marketplace }: House, meters: Meters): Promise<Known> {
  const known = new Map<string, Subscription | undefined>();
  for (const { subscriptionId } of meters.values()) {
    if (known.has(subscriptionId)) continue;
    const read = await marketplace.get(subscriptionId);
    known.set(subscriptionId, read.ok ? read.value : undefined);
  }
  return known;
}

/** A meter that was taken away meanwhile stays away. */
function renew(meters: Meters, meter: Meter): void {
  if (meters.has(meterKey(meter))) meters.set(meterKey(meter), meter);
}

/**
 * Reports the hours that are over by `now`, in milliseconds since 1970 UTC. Nothing is used while access is off; what
 * was used before an end can be reported for a day, and then its meter is taken away (F51).
 */
export async function reportDue(house: House, meters: Meters, now: number): Promise<void> {
  const subscriptions = await subscriptionsOf(house, meters);
  const statusOf = ({ subscriptionId }: Meter): string | undefined =>
    subscriptions.get(subscriptionId)?.saasSubscriptionStatus;
  for (const meter of meters.values()) {
    const isPaused = statusOf(meter) === 'Suspended';
    renew(meters, isPaused ? { ...meter, nextHour: hourOf(now) } : withoutOld(meter, now));
  }
  const events = [...meters.values()].flatMap((meter) => dueEvents(meter, now));
  for (const reported of await reportUsage(house, events, { as: 'batch', by: 'clock' })) {
    const meter = meters.get(meterKey({ ...reported, subscriptionId: reported.resourceId }));
    if (meter) renew(meters, after(meter, reported));
  }
  for (const [key, meter] of meters) {
    if (statusOf(meter) === 'Unsubscribed') meters.delete(key);
    else renew(meters, { ...meter, planId: subscriptions.get(meter.subscriptionId)?.planId ?? meter.planId });
  }
}
