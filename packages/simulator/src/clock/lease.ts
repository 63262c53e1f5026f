import type { Engine, Instant } from '@marketsim/core';
import type { Entry } from '@marketsim/http';
import type { WorldOutbox } from '../outbox/outbox.ts';
import { type Advance, startAdvance } from './advance.ts';
import type { AdvanceProgress, LastAdvance } from './advance-report.ts';
import { createCurrentAdvance } from './current-advance.ts';
import type { RunningClock } from './running-clock.ts';
import { createTurn } from './turn.ts';
import { createTurnstile } from './turnstile.ts';
import { patienceMs, within } from './within.ts';

/** The right to move a world's clock: one advance at a time has it, and callers from outside wait meanwhile. */
export interface Lease {
  advance(to: Instant): Promise<Advance>;
  /** Does something, then what is due where the clock stands. */
  settle(act?: () => void): Promise<Advance>;
  /** Does something while nothing moves and no webhook is under way. */
  standing<T>(act: () => T): Promise<T>;
  cancel(): boolean;
  progress(): AdvanceProgress | undefined;
  /** How the last advance ended. */
  last(): LastAdvance | undefined;
  enter(entry: Entry): Promise<void> | undefined;
  /** Ends the advance that is on its way as `Advance.finish` does, and all later ones; resolves when it has ended. */
  drain(): Promise<void>;
  /** Ends it at once, and lets everybody through who waits. */
  close(): Promise<void>;
}

/** What a lease works with. */
export interface LeaseParts {
  readonly engine: Engine;
  readonly outbox: () => WorldOutbox;
  readonly running: RunningClock;
  readonly changed: () => void;
}

/** The lease of one clock. */
export function createLease({ engine, outbox, running, changed }: LeaseParts): Lease {
  const turnstile = createTurnstile();
  let last: LastAdvance | undefined;
  const remember = (how: LastAdvance): void => {
    last = how;
  };

  const rest = async (): Promise<void> => {
    changed();
    turnstile.open();
    await new Promise((resolve) => setImmediate(resolve));
  };

  const begin = (to: Instant): Advance =>
    startAdvance({ engine, outbox: outbox(), to, rest, arrived: changed });
  const current = createCurrentAdvance({ begin, begun: changed, over: () => turn.giveBack() });
  const turn = createTurn({ outbox, running, turnstile, changed, progress: current.progress });

  const standing: Lease['standing'] = async (act) => {
    await turn.take();
    try {
      return act();
    } finally {
      if (!current.isUnderway()) turn.giveBack();
    }
  };

  const calm = async (entry: Entry): Promise<void> => {
    await within(patienceMs, outbox().idle.drained());
    if (entry === 'settled') await within(patienceMs, outbox().parts.notices.drained());
    if (running.isHalted()) await turnstile.wait();
  };

  return {
    standing,
    progress: current.progress,
    last: () => last,
    advance: (to) => standing(() => current.start(to, remember)),
    settle: (act) =>
      standing(() => {
        act?.();
        return current.start(engine.now(), () => undefined);
      }),
    cancel: current.cancel,
    enter: (entry) => {
      const { idle, parts } = outbox();
      // Partners that are told last may look at what has settled by then.
      if (entry === 'reading' && parts.notices.isBusy() && !idle.isBusy()) return undefined;
      if (entry !== 'anytime' && running.isHalted()) return turnstile.wait();
      // Where time stands still, what was told before is answered before anything else happens: sameness.
      const isBusy = idle.isBusy() || (entry === 'settled' && parts.notices.isBusy());
      if (entry !== 'anytime' && running.mode() === 'frozen' && isBusy) return calm(entry);
      running.catchUp();
      return undefined;
    },
    drain: () => {
      current.finish();
      return current.ended();
    },
    close: () => {
      current.cancel();
      turnstile.open();
      return current.ended();
    },
  };
}
