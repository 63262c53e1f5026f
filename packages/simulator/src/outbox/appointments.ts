import type { Instant } from '@marketsim/core';
import type { Expectations } from './expectations.ts';

/** An instant at which a publisher wants to do something of its own. */
interface Appointment {
  readonly publisherId: string;
  /** The publisher's own name for it; another one of the name takes its place. */
  readonly name: string;
  readonly at: Instant;
}

/** Instants at which an advance stops, because publishers want to do something there; not part of history. */
export interface Appointments {
  make(appointment: Appointment): void;
  /** It has been kept, or is not wanted any more: nobody waits for it. */
  kept(appointment: Pick<Appointment, 'publisherId' | 'name'>): void;
  /** The first one after an instant. */
  nextAfter(now: Instant): Instant | undefined;
  isDue(now: Instant): boolean;
  /** From now on those who have one at this instant are waited for, `graceMs` real milliseconds at most. */
  arrive(now: Instant, graceMs: number): void;
}

const keyOf = ({ publisherId, name }: Pick<Appointment, 'publisherId' | 'name'>): string =>
  `appointment ${JSON.stringify([publisherId, name])}`;

/** No appointments yet. */
export function createAppointments(expected: Expectations): Appointments {
  const ahead = new Map<string, Appointment>();
  const kept: Appointments['kept'] = (appointment) => {
    const key = keyOf(appointment);
    ahead.delete(key);
    expected.nothingMore(key);
  };
  return {
    kept,
    make: (appointment) => {
      kept(appointment);
      ahead.set(keyOf(appointment), appointment);
    },
    nextAfter: (now) =>
      [...ahead.values()].reduce<Instant | undefined>(
        (first, { at }) => (at > now && (first === undefined || at < first) ? at : first),
        undefined,
      ),
    isDue: (now) => [...ahead.values()].some(({ at }) => at === now),
    arrive: (now, graceMs) => {
      for (const [key, { publisherId, at }] of ahead) {
        if (at > now) continue;
        ahead.delete(key);
        // One that a running clock has passed was kept without it.
        if (at === now) expected.add(key, publisherId, graceMs);
      }
    },
  };
}
