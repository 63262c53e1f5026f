import type { Engine, Instant } from '@marketsim/core';
import type { Entry } from '@marketsim/http';
import type { WorldOutbox } from '../outbox/outbox.ts';
import { WorldError } from '../worlds/world-error.ts';
import { type Advance, startAdvance } from './advance.ts';
import type { AdvanceProgress } from './advance-report.ts';
import type { RunningClock } from './running-clock.ts';
import { createTurnstile } from './turnstile.ts';

/** The right to move a world's clock: one advance at a time has it, and callers from outside wait meanwhile. */
export interface Lease {
  advance(to: Instant): Promise<Advance>;
  /** Does something while nothing moves and no webhook is under way. */
  standing<T>(act: () => T): Promise<T>;
  cancel(): boolean;
  progress(): AdvanceProgress | undefined;
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

  const giveBack = (): void => {
    const { answers, parcels } = outbox().parts;
    // What was said while an advance was being stopped must not be lost.
    answers.applyHeld((id) => parcels.ofOperation(id)?.phase !== 'sending');
    current = undefined;
    running.resume();
    turnstile.open();
    outbox().idle.kickSoon();
    changed();
  };

  const take = async (): Promise<void> => {
    if (running.isHalted()) throw moving(current?.progress());
    running.halt();
    try {
      await allAnswered(outbox());
    } catch (error) {
      giveBack();
      throw error;
    }
  };

  const calm = async (): Promise<void> => {
    await within(patienceMs, outbox().idle.drained());
    if (running.isHalted()) await turnstile.wait();
  };

  const rest = async (): Promise<void> => {
    changed();
    turnstile.open();
    await new Promise((resolve) => setImmediate(resolve));
  };

  return {
    advance: async (to) => {
      await take();
      const started = startAdvance({ engine, outbox: outbox(), to, rest, arrived: changed });
      const report = started.report.finally(giveBack);
      report.catch(() => undefined);
      current = { ...started, report };
      changed();
      return current;
    },
    standing: async (act) => {
      await take();
      try {
        return act();
      } finally {
        giveBack();
      }
    },
    cancel: () => {
      current?.cancel();
      return current !== undefined;
    },
    progress: () => current?.progress(),
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

/** Real milliseconds that others wait for the answer to a webhook which is under way. */
const patienceMs = 5000;

async function allAnswered({ idle }: WorldOutbox): Promise<void> {
  if (!idle.isBusy() || (await within(patienceMs, idle.drained()))) return;
  throw underway(idle.underway().map(({ delivery }) => delivery));
}

/** Whether something comes to pass within so many real milliseconds. */
async function within(ms: number, event: Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, ms, false);
  const inTime = await Promise.race([event.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

const moving = (progress: AdvanceProgress | undefined): WorldError => {
  const where = progress ? `: it is at ${progress.now} on its way to ${progress.to}` : '';
  return new WorldError(
    'clockMoving',
    `the clock is moving already${where}; one advance at a time, and none from inside a webhook`,
  );
};

function underway(
  deliveries: readonly { readonly action: string; readonly subscriptionId: string }[],
): WorldError {
  const [first] = deliveries;
  const which = first ? `${first.action} for subscription ${first.subscriptionId}` : 'a delivery';
  const message = `the webhook of ${which} is not answered yet; the clock does not move before, and so cannot be moved from inside a webhook`;
  return new WorldError('deliveryUnderway', message);
}
