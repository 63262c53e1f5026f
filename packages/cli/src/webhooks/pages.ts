import { z } from 'zod';
import type { Control } from '../api/control.ts';
import { type Delivery, deliveryReply } from './view.ts';

const page = z.looseObject({ deliveries: z.array(deliveryReply), next: z.string().optional() });

/** Webhooks in a page; the most that the API gives. */
const perPage = '1000';

/** All webhooks that fit, oldest first; `after` is the id of the last one that is not wanted any more. */
export async function allDeliveries(
  control: Control,
  selection: Readonly<Record<string, string>>,
  after?: string,
): Promise<readonly Delivery[]> {
  const found: Delivery[] = [];
  let from = after;
  do {
    const query = new URLSearchParams({ ...selection, limit: perPage, ...(from && { after: from }) });
    const { deliveries, next } = await control.call({ path: `/_sim/deliveries?${query}`, reply: page });
    found.push(...deliveries);
    from = next;
  } while (from !== undefined);
  return found;
}

/** Rejects in the API's own words when no webhook can stand so. */
export async function checkState(control: Control, state: string): Promise<void> {
  const query = new URLSearchParams({ state, limit: '1' });
  await control.call({ path: `/_sim/deliveries?${query}`, reply: page });
}
