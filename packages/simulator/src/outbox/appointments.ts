import type { Instant } from '@marketsim/core';
import type { Appointment } from '@marketsim/http';
import type { Expectations } from './expectations.ts';
import type { TakeNote } from './notes.ts';

type Name = Pick<Appointment, 'publisherId' | 'name'>;

/** Instants at which an advance stops, because publishers want to do something there; not part of history. */
export interface Appointments {
  make(appointment: Appointment): void;
  /** It has been kept, or is not wanted any more: nobody waits for it. */
  kept(appointment: Name): void;
  /** Those that are not kept, in the order in which they were made. */
  all(): readonly Appointment[];
  /** The first one after an instant. */
  nextAfter(now: Instant): Instant | undefined;
  isDue(now: Instant): boolean;
  /** From now on those who have one at this instant are waited for, `graceMs` real milliseconds at most. */
  arrive(now: Instant, graceMs: number): void;
}

/** What tells an appointment from others. */
export const appointmentKey = ({ publisherId, name }: Name): string =>
  `appointment ${JSON.stringify([publisherId, name])}`;

/** What appointments work with, and those known from before. */
interface AppointmentParts {
  readonly expected: Expectations;
  readonly takeNote: TakeNote;
  readonly known: readonly Appointment[];
}

/** The appointments of the publishers of one world. */
export function createAppointments({ expected, takeNote, known }: AppointmentParts): Appointments {
  const open = new Map(known.map((appointment) => [appointmentKey(appointment), appointment]));
  const arrived = new Set<string>();
  const forget = (key: string): void => {
    open.delete(key);
    arrived.delete(key);
    expected.nothingMore(key);
  };
  const kept: Appointments['kept'] = ({ publisherId, name }) => {
    const key = appointmentKey({ publisherId, name });
    if (open.has(key)) takeNote({ kind: 'kept', publisherId, name }, 'safe');
    forget(key);
  };
  return {
    kept,
    make: (appointment) => {
      const key = appointmentKey(appointment);
      forget(key);
      open.set(key, appointment);
      takeNote({ kind: 'appointed', appointment }, 'safe');
    },
    all: () => [...open.values()],
    nextAfter: (now) =>
      [...open.values()].reduce<Instant | undefined>(
        (first, { at }) => (at > now && (first === undefined || at < first) ? at : first),
        undefined,
      ),
    isDue: (now) => [...open.values()].some(({ at }) => at === now),
    arrive: (now, graceMs) => {
      for (const [key, { publisherId, name, at }] of open) {
        // One that the clock has passed was kept without it, or nobody came.
        if (at < now) kept({ publisherId, name });
        if (at !== now || arrived.has(key)) continue;
        arrived.add(key);
        expected.add(key, publisherId, graceMs);
      }
    },
  };
}
