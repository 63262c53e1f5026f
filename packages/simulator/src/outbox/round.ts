import type { Reply } from './attempt.ts';
import type { Carrier } from './carrier.ts';
import type { Parcel } from './parcel.ts';
import type { PassSignals } from './pass.ts';
import { verdictOf } from './verdict.ts';

/** Calls under way at once. */
export const atOnce = 64;

/**
 * Makes the calls of one round, side by side. One that is not in the answer was not made: there was enough before, or
 * its address had failed so often in a row meanwhile that the breaker has to hear of it before anything else is sent
 * there.
 */
export async function callAll(
  carrier: Carrier,
  tries: readonly Parcel[],
  { enough, stop }: PassSignals,
): Promise<ReadonlyMap<Parcel, Reply>> {
  const replies = new Map<Parcel, Reply>();
  const failures = new Map<string, number>();
  const inRow = (url: string): number => failures.get(url) ?? 0;
  const queue = tries.values();
  const caller = async (): Promise<void> => {
    for (const parcel of queue) {
      if (enough.aborted) return;
      const url = carrier.addressOf(parcel.delivery);
      if (inRow(url) >= atOnce) continue;
      const reply = await carrier.carry(parcel, stop);
      replies.set(parcel, reply);
      failures.set(url, isFailure(reply, parcel) ? inRow(url) + 1 : 0);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tries.length) }, caller));
  return replies;
}

const isFailure = (reply: Reply, { delivery }: Parcel): boolean =>
  reply.kind !== 'stopped' && verdictOf(reply, delivery.action) === 'again';
