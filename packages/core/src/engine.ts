import type { Checkpoint } from './checkpoint.ts';
import type { Command } from './command.ts';
import { decide } from './decide.ts';
import type { Context, Decision } from './decision.ts';
import type { DomainEvent, EventBody } from './event.ts';
import { type EventLog, memoryLog } from './event-log.ts';
import { createIds } from './ids.ts';
import { checkpointOf, fold, startMachine } from './machine.ts';
import { accept, type Outcome, reject } from './outcome.ts';
import { withReactions } from './react.ts';
import { type Replay, startReplay } from './replay.ts';
import { runDue } from './run-due.ts';
import { resolveSettings } from './settings/profiles.ts';
import type { SettingOverrides, Settings } from './settings/registry.ts';
import { stamped } from './stamp.ts';
import { type State, stateUnder } from './state/state.ts';
import { type Instant, instant, later } from './time.ts';

/** What a world is made from. The same options and commands give the same history, byte for byte. */
export interface EngineOptions {
  readonly seed?: number;
  readonly world?: string;
  /** Instant at which the world begins, UTC. */
  readonly startsAt?: Instant;
  /** What the settings are at that instant; the defaults unless given. */
  readonly settings?: Settings;
  /** Where history is kept; entries already in it are replayed first. */
  readonly log?: EventLog;
  /** Of this very history: only what comes after it is replayed. */
  readonly checkpoint?: Checkpoint;
}

/**
 * One world's marketplace: commands in, facts out. Synchronous: one command is one indivisible turn. The clock
 * stands still until `advanceTo` moves it, and every piece of due work on the way runs at its own instant.
 */
export interface Engine {
  readonly seed: number;
  readonly world: string;
  readonly startsAt: Instant;
  /** As they were at that instant; the state has those of now. */
  readonly settings: Settings;
  readonly state: State;
  readonly log: EventLog;
  now(): Instant;
  /** Runs a command now. A refusal changes nothing. */
  execute(command: Command): Outcome<readonly DomainEvent[]>;
  /** What the command would lead to now, without doing it: its facts, or the refusal. What is due by now is done. */
  check(command: Command): Decision;
  /**
   * The same world as it is where some settings are others, for a request that a fault strikes: reads and commands go by
   * them, due work and the settings themselves do not.
   */
  under(settings: SettingOverrides): Engine;
  /** Moves the clock, running due work up to and including `to`; refuses to go back. The history remembers the move. */
  advanceTo(to: Instant): Outcome<readonly DomainEvent[]>;
  /**
   * As `advanceTo`, but an instant at which nothing happens leaves no trace: for whoever stops on the way to an
   * instant, or follows a running clock. A replay stands at the last fact, so end a way with `advanceTo`.
   */
  stepTo(to: Instant): Outcome<readonly DomainEvent[]>;
  /** When the next piece of work is due. */
  nextDueAt(): Instant | undefined;
  /** Number of the last fact; 0 before the first. */
  seq(): number;
  /**
   * Facts with a greater number than `after`, oldest first; without one all of them, in a list that may grow. Those
   * from before the engine's checkpoint are read from the log each time.
   */
  events(after?: number): readonly DomainEvent[];
  /** The world as its facts made it so far. Cheap: its values are shared. */
  checkpoint(): Checkpoint;
  /** Its history from the beginning, to be gone through once more. */
  replay(): Replay;
}

/** Where worlds begin unless told otherwise. */
export const defaultStart = instant('2026-01-05T09:00:00Z');

/** Builds a world, replaying the log's history if it has one, or what of it comes after the checkpoint. */
export function createEngine(options: EngineOptions = {}): Engine {
  const { seed = 1, world = 'default', startsAt = defaultStart, log = memoryLog() } = options;
  const { settings = resolveSettings({}), checkpoint } = options;
  const machine = startMachine({ startsAt, settings, log, checkpoint });
  const { state, history } = machine;
  const ids = createIds(seed, world);
  const contextOf = (view: State): Context => ({ now: machine.now, state: view, ids });
  const context = (): Context => contextOf(state);

  const commit = (decided: readonly EventBody[], view: State = state): readonly DomainEvent[] => {
    const bodies = withReactions(decided, contextOf(view));
    const next = history.seq() + 1;
    const events = bodies.map((body, i) => stamped(body, next + i, machine.now));
    log.append(events);
    for (const event of events) fold(machine, event);
    return events;
  };

  const turn = { context, commit };

  const decideNow = (command: Command, view: State): Decision => {
    runDue(machine, machine.now, turn);
    return decide(command, contextOf(view));
  };

  const commandsOn = (view: State): Pick<Engine, 'state' | 'execute' | 'check'> => ({
    state: view,
    execute: (command) => {
      const decision = decideNow(command, view);
      return decision.ok ? accept(commit(decision.value, view)) : decision;
    },
    check: (command) => decideNow(command, view),
  });

  const stepTo = (to: Instant): Outcome<readonly DomainEvent[]> => {
    if (to < machine.now) return reject({ code: 'clockBackwards', now: machine.now, to });
    const events = runDue(machine, to, turn);
    machine.now = to;
    return accept(events);
  };

  const engine: Engine = {
    ...{ seed, world, startsAt, settings, log },
    ...commandsOn(state),
    now: () => machine.now,
    seq: history.seq,
    events: (after) => (after === undefined ? history.all() : history.after(after)),
    checkpoint: () => checkpointOf(machine),
    replay: () => startReplay(log, { startsAt, settings }),
    nextDueAt: () => {
      // What an older history left undone was due in the past: it comes now.
      const at = machine.schedule.nextAt();
      return at && later(at, machine.now);
    },
    under: (overrides) => ({ ...engine, ...commandsOn(stateUnder(state, overrides)) }),
    stepTo,
    advanceTo: (to) => {
      const stepped = stepTo(to);
      // Due work may have led to nothing: what the log remembers last decides whether the time must be noted.
      if (!stepped.ok || to === machine.lastAt) return stepped;
      return accept([...stepped.value, ...commit([{ type: 'ClockAdvanced' }])]);
    },
  };
  return engine;
}
