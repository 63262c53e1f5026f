import type { Command } from './command.ts';
import { decide } from './decide.ts';
import { decideDue } from './decide-due.ts';
import type { Context } from './decision.ts';
import { type Due, nextInvoiceRun } from './due.ts';
import type { DomainEvent, EventBody } from './event.ts';
import { type EventLog, isDomainEvent, memoryLog } from './event-log.ts';
import { createIds } from './ids.ts';
import { accept, type Outcome, reject } from './outcome.ts';
import { withReactions } from './react.ts';
import { createSchedule, type Schedule } from './schedule.ts';
import { resolveSettings } from './settings/profiles.ts';
import type { Settings } from './settings/registry.ts';
import { evolve } from './state/evolve.ts';
import { emptyState, type State, type StateFold } from './state/state.ts';
import { addMonths, dayOf, type Instant, instant } from './time.ts';

/** What a world is made from. The same options and commands give the same history, byte for byte. */
export interface EngineOptions {
  readonly seed?: number;
  readonly world?: string;
  /** Instant at which the world begins, UTC. */
  readonly startsAt?: Instant;
  readonly settings?: Settings;
  /** Where history is kept; entries already in it are replayed first. */
  readonly log?: EventLog;
}

/**
 * One world's marketplace: commands in, facts out. Synchronous: one command is one indivisible turn. The clock
 * stands still until `advanceTo` moves it, and every piece of due work on the way runs at its own instant.
 */
export interface Engine {
  readonly seed: number;
  readonly world: string;
  readonly startsAt: Instant;
  readonly state: State;
  readonly log: EventLog;
  now(): Instant;
  /** Runs a command now. A refusal changes nothing. */
  execute(command: Command): Outcome<readonly DomainEvent[]>;
  /** What the command would lead to now, without doing it: nothing, or the refusal. What is due by now is done. */
  check(command: Command): Outcome<void>;
  /** Moves the clock, running due work up to and including `to`; refuses to go back. The history remembers the move. */
  advanceTo(to: Instant): Outcome<readonly DomainEvent[]>;
  /**
   * As `advanceTo`, but an instant at which nothing happens leaves no trace: for whoever stops on the way to an
   * instant, or follows a running clock. A replay stands at the last fact, so end a way with `advanceTo`.
   */
  stepTo(to: Instant): Outcome<readonly DomainEvent[]>;
  /** When the next piece of work is due. */
  nextDueAt(): Instant | undefined;
  /** Facts so far, oldest first. */
  events(): readonly DomainEvent[];
}

/** Where worlds begin unless told otherwise. */
export const defaultStart = instant('2026-01-05T09:00:00Z');

interface Machine {
  now: Instant;
  seq: number;
  readonly state: StateFold;
  readonly history: DomainEvent[];
  readonly schedule: Schedule;
}

function createMachine(startsAt: Instant, settings: Settings): Machine {
  const state = emptyState(settings);
  const schedule = createSchedule(state);
  const monthBefore = addMonths(dayOf(startsAt), -1).slice(0, 7);
  schedule.plan(nextInvoiceRun(monthBefore, settings['invoice.day']));
  return { now: startsAt, seq: 0, state, history: [], schedule };
}

function fold(machine: Machine, event: DomainEvent): void {
  evolve(machine.state, event);
  machine.history.push(event);
  machine.now = event.at;
  machine.seq = event.seq;
  machine.schedule.note(event);
}

/** Builds a world, replaying the log's history if it has one. */
export function createEngine(options: EngineOptions = {}): Engine {
  const { seed = 1, world = 'default', startsAt = defaultStart, log = memoryLog() } = options;
  const machine = createMachine(startsAt, options.settings ?? resolveSettings({}));
  const ids = createIds(seed, world);
  const context = (): Context => ({ now: machine.now, state: machine.state, ids });

  const commit = (decided: readonly EventBody[]): readonly DomainEvent[] => {
    const bodies = withReactions(decided, context());
    const stamp = { at: machine.now, v: 1 } as const;
    const events = bodies.map((body, i) => ({ ...body, seq: machine.seq + i + 1, ...stamp }));
    log.append(events);
    for (const event of events) fold(machine, event);
    return events;
  };

  /** Due work that cannot be written stays ahead, and the clock where it was. */
  const commitDue = (due: Due): readonly DomainEvent[] => {
    const before = machine.now;
    try {
      if (due.at > machine.now) machine.now = due.at;
      return commit(decideDue(due, context()));
    } catch (error) {
      machine.now = before;
      machine.schedule.plan(due);
      throw error;
    }
  };

  const runDue = (until: Instant): DomainEvent[] => {
    const events: DomainEvent[] = [];
    for (let due = machine.schedule.take(until); due; due = machine.schedule.take(until)) {
      for (const event of commitDue(due)) events.push(event);
    }
    return events;
  };

  const stepTo = (to: Instant): Outcome<readonly DomainEvent[]> => {
    if (to < machine.now) return reject({ code: 'clockBackwards', now: machine.now, to });
    const events = runDue(to);
    machine.now = to;
    return accept(events);
  };

  for (const entry of log.entries()) if (isDomainEvent(entry)) fold(machine, entry);

  return {
    ...{ seed, world, startsAt, log, state: machine.state },
    now: () => machine.now,
    events: () => machine.history,
    nextDueAt: () => machine.schedule.nextAt(),
    execute: (command) => {
      runDue(machine.now);
      const decision = decide(command, context());
      return decision.ok ? accept(commit(decision.value)) : decision;
    },
    check: (command) => {
      runDue(machine.now);
      const decision = decide(command, context());
      return decision.ok ? accept(undefined) : decision;
    },
    stepTo,
    advanceTo: (to) => {
      const stepped = stepTo(to);
      // Due work may have led to nothing: what the log remembers last decides whether the time must be noted.
      if (!stepped.ok || to === (machine.history.at(-1)?.at ?? startsAt)) return stepped;
      return accept([...stepped.value, ...commit([{ type: 'ClockAdvanced' }])]);
    },
  };
}
