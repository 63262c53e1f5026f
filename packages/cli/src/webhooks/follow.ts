import { setTimeout as pause } from 'node:timers/promises';
import { printed, type Remote } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { allDeliveries } from './pages.ts';
import { type Delivery, deliveryLine } from './view.ts';

/** Real milliseconds between two looks: single tries are not part of the history that can be followed. */
const lookEveryMs = 300;

/** What is shown of a webhook; a call under way is no news before its answer. */
const shownOf = ({ state, tried, lastStatus, lastError }: Delivery): string =>
  JSON.stringify([state === 'sending' ? 'waiting' : state, tried, lastStatus, lastError]);

const ended: ReadonlySet<string> = new Set(['accepted', 'refused', 'exhausted', 'cancelled']);

/** Prints the webhooks that there are, then every change of one, until Ctrl-C. */
export async function followDeliveries(
  remote: Remote,
  { out, stopSignal }: Terminal,
  selection: Readonly<Record<string, string>>,
): Promise<void> {
  const stop = stopSignal();
  const shown = new Map<string, string>();
  let after: string | undefined;
  while (!stop.aborted) {
    const deliveries = await allDeliveries(remote.control, selection, after);
    for (const delivery of deliveries) {
      const looks = shownOf(delivery);
      if (shown.get(delivery.id) === looks) continue;
      shown.set(delivery.id, looks);
      out(printed(remote, delivery, deliveryLine));
    }
    after = lastOfEnded(deliveries) ?? after;
    await pause(lookEveryMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Those up to this one have ended: they need not be looked at again. */
function lastOfEnded(deliveries: readonly Delivery[]): string | undefined {
  const open = deliveries.findIndex(({ state }) => !ended.has(state));
  return (open === -1 ? deliveries : deliveries.slice(0, open)).at(-1)?.id;
}
