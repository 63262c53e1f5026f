import type { House } from '../house.ts';
import { isNotice, type KnownEvent } from './payload.ts';

/** Whether the marketplace itself knows the event; otherwise the status to answer and why. */
export type Confirmed =
  | { readonly ok: true; readonly open: boolean }
  | { readonly ok: false; readonly status: number; readonly reason: string };

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const unknownStatuses: readonly number[] = [400, 404];

/**
 * Asks for the operation before anything is believed (SF 3.2, 4.7). Notices may have none. An operation of
 * another subscription or action is refused; when the marketplace does not answer, the call is to come again.
 */
export async function confirm({ marketplace }: House, event: KnownEvent): Promise<Confirmed> {
  const { id, subscriptionId, action } = event;
  if (id === undefined) {
    if (isNotice(action)) return { ok: true, open: false };
    return { ok: false, status: 400, reason: 'it names no operation' };
  }
  const read = await marketplace.operation(subscriptionId, id);
  if (read.ok) {
    const { value } = read;
    if (same(value.subscriptionId, subscriptionId) && same(value.action, action)) {
      return { ok: true, open: value.status === 'InProgress' || value.status === 'NotStarted' };
    }
    return { ok: false, status: 400, reason: 'the operation is about something else' };
  }
  if (!unknownStatuses.includes(read.status)) {
    return { ok: false, status: 503, reason: `the operation cannot be read: ${read.message}` };
  }
  if (isNotice(action)) return { ok: true, open: false };
  return { ok: false, status: 404, reason: 'the marketplace knows no such operation' };
}
