import type { Checkpoint } from './checkpoint.ts';
import { type EventLog, isDomainEvent, type LogEntry } from './event-log.ts';
import { stateBefore } from './machine.ts';
import type { Settings } from './settings/registry.ts';
import { evolve } from './state/evolve.ts';
import { sectionsOf } from './state/sections.ts';
import type { State } from './state/state.ts';
import type { Instant } from './time.ts';

/**
 * A world's history gone through once more, for whoever has to see how things stood before and after each fact. It
 * holds a state of its own and does not change the world.
 */
export interface Replay {
  readonly state: State;
  /** What was written since it was asked last, oldest first; take it, all of it, before asking again. */
  unread(): readonly LogEntry[];
  take(entry: LogEntry): void;
  /** The world as all entries made it that were taken, without a gap. */
  checkpoint(): Checkpoint;
}

/** Stands before the first entry of a log. `settings` are those with which its world began. */
export function startReplay(
  log: EventLog,
  begun: { readonly startsAt: Instant; readonly settings: Settings },
): Replay {
  const state = stateBefore(begun);
  let place = 0;
  let taken: Omit<Checkpoint, 'sections'> = { place, seq: 0, now: begun.startsAt };
  return {
    state,
    unread: () => {
      const entries = log.entries(place).slice();
      place += entries.length;
      return entries;
    },
    take: (entry) => {
      const { seq, at: now } = isDomainEvent(entry) ? entry : { seq: taken.seq, at: taken.now };
      taken = { place: taken.place + 1, seq, now };
      if (isDomainEvent(entry)) evolve(state, entry);
    },
    checkpoint: () => ({ ...taken, sections: sectionsOf(state) }),
  };
}
