import { setTimeout as pause } from 'node:timers/promises';
import { printed, type Remote } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { allDeliveries, checkState } from './pages.ts';
import { type Delivery, deliveryLine } from './view.ts';

/** Real milliseconds between two looks: single tries are not part of the history that can be followed. */
const lookEveryMs = 300;

/** What is shown of a webhook; a call under way is no news before its answer. */
const shownOf = ({ state, tried, lastStatus, lastError }: Delivery): string =>
  JSON.stringify([state === 'sending' ? 'waiting' : state, tried, lastStatus, lastError]);

const ended: ReadonlySet<string> = new Set(['accepted', 'refused', 'exhausted', 'cancelled']);

/** What is followed: webhooks of a selection, or of these only while they stand as `state` says. */
interface Followed {
  readonly selection: Readonly<Record<string, string>>;
  readonly state: string | undefined;
}

/**
 * Prints the webhooks that there are, then every change of one, until Ctrl-C. Tries by which one that has ended is
 * delivered again are shown only while an older one is still open.
 */
export async function followDeliveries(
  remote: Remote,
  { out, stopSignal }: Terminal,
  { selection, state }: Followed,
): Promise<void> {
  if (state !== undefined) await checkState(remote.control, state);
  const stop = stopSignal();
  const shown = new Map<string, string>();
  let after: string | undefined;
  while (!stop.aborted) {
    const deliveries = await allDeliveries(remote.control, selection, after);
    for (const delivery of deliveries) {
      if (state !== undefined && delivery.state !== state) continue;
      const looks = shownOf(delivery);
      if (shown.get(delivery.id) === looks) continue;
      shown.set(delivery.id, looks);
      out(printed(remote, delivery, deliveryLine));
    }
    // A list of one state only would hide that an older webhook is open, which may come to that state later.
    after = lastOfEnded(deliveries) ?? after;
    await pause(lookEveryMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Those up to this one have ended, and how they ended stays: they are not looked at again, redelivered or not. */
function lastOfEnded(deliveries: readonly Delivery[]): string | undefined {
  const open = deliveries.findIndex(({ state }) => !ended.has(state));
  return (open === -1 ? deliveries : deliveries.slice(0, open)).at(-1)?.id;
}
