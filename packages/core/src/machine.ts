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

/** A world as its history made it. */
interface Past {
  now: Instant;
  /** Instant of the last fact, or of the beginning; the clock may have gone on since. */
  lastAt: Instant;
  readonly log: EventLog;
  readonly state: StateFold;
  readonly history: History;
}

/** What an engine moves: a past, and the work that lies ahead of it. */
export interface Machine extends Past {
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
export function startMachine(beginning: Beginning): Machine {
  const { log, checkpoint } = beginning;
  const { place, seq, now } = checkpoint ?? { place: 0, seq: 0, now: beginning.startsAt };
  if (place > log.length)
    throw new UnreadableHistory(`a checkpoint after ${place} entries, of which there are ${log.length}`);
  const state = stateBefore(beginning);
  const past: Past = { now, lastAt: now, log, state, history: createHistory(log, seq) };
  const check = createSequence(seq);
  for (const entry of log.entries(place)) {
    check(entry);
    if (isDomainEvent(entry)) remember(past, entry);
  }
  return { ...past, schedule: createSchedule(state) };
}

/** The state with which a history begins. */
export function stateBefore({ startsAt, settings, checkpoint }: Omit<Beginning, 'log'>): StateFold {
  const monthBefore = addMonths(dayOf(startsAt), -1).slice(0, 7);
  const state = emptyState({ settings, invoiceRunAt: invoiceRunAfter(monthBefore, settings['invoice.day']) });
  if (checkpoint) restoreSections(state, checkpoint.sections);
  return state;
}

function remember(past: Past, event: DomainEvent): void {
  evolve(past.state, event);
  past.history.add(event);
  past.now = event.at;
  past.lastAt = event.at;
}

/** Takes in a fact that the log has. */
export function fold(machine: Machine, event: DomainEvent): void {
  remember(machine, event);
  machine.schedule.note(event);
}

/** The machine as its facts made it. */
export const checkpointOf = ({ log, history, lastAt, state }: Machine): Checkpoint => ({
  place: log.length,
  seq: history.seq(),
  now: lastAt,
  sections: sectionsOf(state),
});
