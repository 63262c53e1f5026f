import { createHash } from 'node:crypto';
import type { Behaviour } from '../behaviour.ts';
import type { House } from '../house.ts';
import type { KnownEvent } from './payload.ts';

/** What is waited before. */
type Moment = 'reply' | 'answer';

/**
 * A whole number from 0 to `max` that depends on what it is drawn for and on nothing else, so that parallel
 * calls do not disturb each other's.
 */
function drawn(max: number, ...from: readonly (string | number)[]): number {
  const digest = createHash('sha256').update(JSON.stringify(from)).digest();
  return Math.floor((digest.readUIntBE(0, 6) / 2 ** 48) * (max + 1));
}

/** An event that is being answered. */
export interface Waiting {
  readonly house: House;
  readonly event: KnownEvent;
  readonly behaviour: Behaviour;
}

const slowMs = 3000;

/** What a behaviour waits before its reply whatever the jitter; before its answer it is world time that counts. */
const ownDelay = ({ behaviour, replyDelayMs = behaviour === 'slow' ? slowMs : 0 }: Behaviour): number =>
  replyDelayMs;

/** Waits, in real time, what the behaviour wants before its reply, and its jitter before its reply or its answer. */
export async function pause({ house, event, behaviour }: Waiting, moment: Moment): Promise<void> {
  const { id, subscriptionId, action } = event;
  const about = id?.toLowerCase() ?? `${subscriptionId.toLowerCase()} ${action}`;
  const base = moment === 'reply' ? ownDelay(behaviour) : 0;
  const ms = base + drawn(behaviour.jitterMs ?? 0, house.account.seed, about, moment);
  if (ms > 0) await house.environment.delay(ms);
}
