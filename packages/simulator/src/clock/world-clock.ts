import type { Engine, Instant } from '@marketsim/core';
import type { Entry } from '@marketsim/http';
import type { Timekeeper, WorldOutbox } from '../outbox/outbox.ts';
import type { Advance } from './advance.ts';
import type { AdvanceReport } from './advance-report.ts';
import type { ClockMode, ClockView } from './clock-view.ts';
import { createLease } from './lease.ts';
import { createRunningClock } from './running-clock.ts';

/** The clock of one world: it alone moves the engine in time. */
export interface WorldClock extends Timekeeper {
  view(): ClockView;
  setMode(mode: ClockMode): void;
  /**
   * Moves the clock to an instant that is not past, doing what is due on the way. Rejects with a `WorldError` when it
   * moves already, when a webhook is not answered yet, or when the world is gone.
   */
  advance(to: Instant): Promise<Advance>;
  /** Does something, then what is due now, as an advance that goes nowhere. Rejects as `advance` does. */
  settle(act?: () => void): Promise<AdvanceReport>;
  /** Does something between two instants: nothing moves, no webhook is under way. Rejects as `advance` does. */
  standing<T>(act: () => T): Promise<T>;
  /** Stops the advance that is on its way; false when there is none. */
  cancel(): boolean;
  /** See `ServedWorld.enter`. */
  enter(entry: Entry): Promise<void> | undefined;
  /** Lets a clock that was made earlier run from now on. */
  begin(): void;
  /** Calls back whenever the clock has moved; the result ends that. */
  watch(changed: () => void): () => void;
  /**
   * Does nothing more by itself: no work that comes due, and of the advance that is on its way only what is under way.
   * Resolves when that has ended.
   */
  drain(): Promise<void>;
  /** Ends an advance at once; resolves when it has ended. */
  close(): Promise<void>;
}

/** What a clock is made from. `outbox` is asked for late: it needs the clock itself. */
export interface ClockParts {
  readonly engine: Engine;
  readonly outbox: () => WorldOutbox;
  readonly mode: ClockMode;
  /** Real milliseconds that never go back. */
  readonly monotonicMs?: () => number;
  /** Called when it was told to run, or to stand still. */
  readonly modeChanged?: () => void;
}

/** The clock of a world. */
export function createWorldClock({ engine, outbox, modeChanged, ...parts }: ClockParts): WorldClock {
  const { mode, monotonicMs = () => performance.now() } = parts;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  const nextTryAt = (): Instant | undefined => outbox().nextTryAfter(engine.now());
  const wake = (): void => {
    outbox().idle.kick();
    outbox().parts.notices.kickSoon();
    changed();
  };
  const running = createRunningClock({ engine, mode, monotonicMs, nextTryAt, wake });
  const lease = createLease({ engine, outbox, running, changed });

  return {
    view: () => {
      running.catchUp();
      const [nextDueAt, tryAt] = [engine.nextDueAt(), nextTryAt()];
      const [advance, lastAdvance] = [lease.progress(), lease.last()];
      return {
        ...{ now: engine.now(), mode: running.mode(), startsAt: engine.startsAt },
        ...(nextDueAt && { nextDueAt }),
        ...(tryAt && { nextTryAt: tryAt }),
        ...(advance && { advance }),
        ...(lastAdvance && { lastAdvance }),
      };
    },
    setMode: (wanted) => {
      running.setMode(wanted);
      modeChanged?.();
      changed();
    },
    settle: async (act) => (await lease.settle(act)).report,
    ...{ advance: lease.advance, standing: lease.standing, cancel: lease.cancel, enter: lease.enter },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    begin: running.resume,
    noted: running.rearmSoon,
    isMoving: running.isHalted,
    catchUp: running.catchUp,
    runs: () => running.mode() === 'live',
    drain: () => {
      running.silence();
      return lease.drain();
    },
    close: () => {
      running.close();
      return lease.close();
    },
  };
}
