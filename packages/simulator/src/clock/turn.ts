import type { WorldOutbox } from '../outbox/outbox.ts';
import { WorldError, worldGone } from '../worlds/world-error.ts';
import type { AdvanceProgress } from './advance-report.ts';
import type { RunningClock } from './running-clock.ts';
import type { Turnstile } from './turnstile.ts';
import { patienceMs, within } from './within.ts';

/** The right to say how a clock stands; one at a time has it. */
export interface Turn {
  /** Stops the clock once no webhook is under way; rejects with a `WorldError` when that cannot be. */
  take(): Promise<void>;
  /** Lets it go on, and others take their turn. */
  giveBack(): void;
}

/** What a turn works with. */
export interface TurnParts {
  readonly outbox: () => WorldOutbox;
  readonly running: RunningClock;
  readonly turnstile: Turnstile;
  readonly changed: () => void;
  /** The advance that has the turn now. */
  readonly progress: () => AdvanceProgress | undefined;
}

/** The turns of one clock. */
export function createTurn({ outbox, running, turnstile, changed, progress }: TurnParts): Turn {
  const giveBack = (): void => {
    const { answers, parcels } = outbox().parts;
    try {
      // What was said while an advance was being stopped must not be lost.
      answers.applyHeld((id) => parcels.ofOperation(id)?.phase !== 'sending');
    } finally {
      running.resume();
      turnstile.open();
      outbox().idle.kickSoon();
      outbox().parts.notices.kickSoon();
      changed();
    }
  };
  const take = async (): Promise<void> => {
    if (running.isHalted()) throw taken(progress());
    running.halt();
    try {
      await allAnswered(outbox());
      if (running.isClosed()) throw worldGone();
    } catch (error) {
      giveBack();
      throw error;
    }
  };
  return { take, giveBack };
}

async function allAnswered({ idle, parts }: WorldOutbox): Promise<void> {
  await within(patienceMs, parts.notices.drained());
  if (!idle.isBusy() || (await within(patienceMs, idle.drained()))) return;
  throw underway(idle.underway().map(({ delivery }) => delivery));
}

const taken = (progress: AdvanceProgress | undefined): WorldError =>
  new WorldError(
    'clockMoving',
    progress
      ? `the clock is moving already: it is at ${progress.now} on its way to ${progress.to}; one advance at a time, and none from inside a webhook`
      : 'another advance, snapshot, restore or fork waits for webhooks to be answered; one at a time',
  );

function underway(
  deliveries: readonly { readonly action: string; readonly subscriptionId: string }[],
): WorldError {
  const [first] = deliveries;
  const which = first ? `${first.action} for subscription ${first.subscriptionId}` : 'a delivery';
  const message = `the webhook of ${which} is not answered yet; the clock does not move before, and so cannot be moved from inside a webhook`;
  return new WorldError('deliveryUnderway', message);
}
