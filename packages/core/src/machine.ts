import type { Checkpoint } from './checkpoint.ts';
import { invoiceRunAfter } from './due.ts';
import type { DomainEvent } from './event.ts';
import { type EventLog, isDomainEvent } from './event-log.ts';
import { createHistory, type History } from './history.ts';
import { createSchedule, type Schedule } from './schedule.ts';
import type { Settings } from './settings/registry.ts';
import { evolve } from './state/evolve.ts';
import { restoreSections, sectionsOf } from './state/sections.ts';
import { emptyState, type StateFold } from './state/state.ts';
import { addMonths, dayOf, type Instant } from './time.ts';
import { createSequence, UnreadableHistory } from './upcast.ts';

/** What an engine moves: all of it follows from the history, but that the clock may have gone on since. */
export interface Machine {
  now: Instant;
  /** Instant of the last fact, or of the beginning. */
  lastAt: Instant;
  readonly log: EventLog;
  readonly state: StateFold;
  readonly history: History;
  readonly schedule: Schedule;
}

/** Where a machine starts: with nothing, or from a checkpoint. */
interface Beginning {
  readonly startsAt: Instant;
  readonly settings: Settings;
  readonly log: EventLog;
  readonly checkpoint?: Checkpoint | undefined;
}

/**
 * A machine that has gone through the entries of its log, or through those after its checkpoint. Throws an
 * `UnreadableHistory` when its facts do not follow one another, or the checkpoint.
 */
export function startMachine({ startsAt, settings, log, checkpoint }: Beginning): Machine {
  const monthBefore = addMonths(dayOf(startsAt), -1).slice(0, 7);
  const state = emptyState({ settings, invoiceRunAt: invoiceRunAfter(monthBefore, settings['invoice.day']) });
  if (checkpoint) restoreSections(state, checkpoint.sections);
  const { place, seq, now } = checkpoint ?? { place: 0, seq: 0, now: startsAt };
  if (place > log.length)
    throw new UnreadableHistory(`a checkpoint after ${place} entries, of which there are ${log.length}`);
  const history = createHistory(log, seq);
  const machine: Machine = { now, lastAt: now, log, state, history, schedule: createSchedule(state) };
  const check = createSequence(seq);
  for (const entry of log.entries(place)) {
    check(entry);
    if (isDomainEvent(entry)) fold(machine, entry);
  }
  return machine;
}

/** Takes in a fact that the log has. */
export function fold(machine: Machine, event: DomainEvent): void {
  evolve(machine.state, event);
  machine.history.add(event);
  machine.now = event.at;
  machine.lastAt = event.at;
  machine.schedule.note(event);
}

/** The machine as its facts made it. */
export const checkpointOf = ({ log, history, lastAt, state }: Machine): Checkpoint => ({
  place: log.length,
  seq: history.seq(),
  now: lastAt,
  sections: sectionsOf(state),
});
