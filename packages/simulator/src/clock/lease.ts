import type { Engine, Instant } from '@marketsim/core';
import type { Entry } from '@marketsim/http';
import type { WorldOutbox } from '../outbox/outbox.ts';
import { type Advance, startAdvance } from './advance.ts';
import { type AdvanceProgress, type AdvanceReport, type LastAdvance, lastOf } from './advance-report.ts';
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
  close(): void;
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
  let current: Advance | undefined;
  let last: LastAdvance | undefined;
  const remember = (how: LastAdvance): void => {
    last = how;
  };
  const progress = (): AdvanceProgress | undefined => current?.progress();
  const turn = createTurn({ outbox, running, turnstile, changed, progress });

  const arrive = (): void => {
    current = undefined;
    turn.giveBack();
  };

  const rest = async (): Promise<void> => {
    changed();
    turnstile.open();
    await new Promise((resolve) => setImmediate(resolve));
  };

  const start = (to: Instant, ended: (how: LastAdvance) => void): Advance => {
    const started = startAdvance({ engine, outbox: outbox(), to, rest, arrived: changed });
    const report = noting(started, ended).finally(arrive);
    report.catch(() => undefined);
    current = { ...started, report };
    changed();
    return current;
  };

  const standing: Lease['standing'] = async (act) => {
    await turn.take();
    try {
      return act();
    } finally {
      if (current === undefined) turn.giveBack();
    }
  };

  const calm = async (): Promise<void> => {
    await within(patienceMs, outbox().idle.drained());
    if (running.isHalted()) await turnstile.wait();
  };

  return {
    standing,
    progress,
    last: () => last,
    advance: (to) => standing(() => start(to, remember)),
    settle: (act) =>
      standing(() => {
        act?.();
        return start(engine.now(), () => undefined);
      }),
    cancel: () => {
      current?.cancel();
      return current !== undefined;
    },
    enter: (entry) => {
      if (entry === 'settled' && running.isHalted()) return turnstile.wait();
      // Where time stands still, what was told before is answered before anything else happens: sameness.
      if (entry === 'settled' && running.mode() === 'frozen' && outbox().idle.isBusy()) return calm();
      running.catchUp();
      return undefined;
    },
    close: () => {
      current?.cancel();
      turnstile.open();
    },
  };
}

/** The report of an advance, of which note is taken before anybody else hears of it. */
async function noting(
  { report, progress }: Advance,
  ended: (how: LastAdvance) => void,
): Promise<AdvanceReport> {
  try {
    const arrived = await report;
    ended(lastOf(arrived));
    return arrived;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    ended({ ...progress(), notSent: [], error: why });
    throw error;
  }
}
