import { multiMap } from '../state/multi-map.ts';
import { monthOf } from '../time.ts';
import type { UsageEvent } from './usage.ts';

/**
 * Accepted events, each for as long as another of its hour may be reported: those with use in the month that was billed
 * last, and later. What goes before lives on in the daily sums.
 */
export interface AcceptedEvents {
  /** By their ids (`usageEventId`), in the order in which they were accepted. */
  readonly usageEvents: ReadonlyMap<string, UsageEvent>;
  /** Those of a subscription, in the order in which they were accepted. */
  usageEventsOf(subscriptionId: string): ReadonlySet<UsageEvent>;
}

/** Accepted events as the fold of facts sees them. */
export interface AcceptedEventsFold extends AcceptedEvents {
  keepUsageEvent(event: UsageEvent): void;
  /** Lets go of all events with use before a month, `YYYY-MM`. */
  forgetUsageBefore(month: string): void;
}

/** No events. */
export function createAcceptedEvents(): AcceptedEventsFold {
  const usageEvents = new Map<string, UsageEvent>();
  const bySubscription = multiMap<UsageEvent>();
  const byMonth = new Map<string, UsageEvent[]>();

  const forget = (event: UsageEvent): void => {
    usageEvents.delete(event.id);
    bySubscription.remove(event.subscriptionId, event);
  };

  return {
    usageEvents,
    usageEventsOf: bySubscription.of,
    keepUsageEvent: (event) => {
      const { id, subscriptionId, usedAt } = event;
      usageEvents.set(id, event);
      bySubscription.add(subscriptionId, event);
      const month = byMonth.get(monthOf(usedAt));
      if (month) month.push(event);
      else byMonth.set(monthOf(usedAt), [event]);
    },
    forgetUsageBefore: (month) => {
      for (const [earlier, events] of byMonth) {
        if (earlier >= month) continue;
        for (const event of events) forget(event);
        byMonth.delete(earlier);
      }
    },
  };
}
