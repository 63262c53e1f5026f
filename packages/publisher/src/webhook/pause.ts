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

/** Waits what the behaviour's jitter adds before its reply or its answer, on top of `baseMs`. */
export async function pause({ house, event, behaviour }: Waiting, moment: Moment, baseMs = 0): Promise<void> {
  const { id, subscriptionId, action } = event;
  const about = id?.toLowerCase() ?? `${subscriptionId.toLowerCase()} ${action}`;
  const ms = baseMs + drawn(behaviour.jitterMs ?? 0, house.account.seed, about, moment);
  if (ms > 0) await house.environment.delay(ms);
}
