import type { House } from '../house.ts';
import { isNotice, type KnownEvent, wantsAnswer } from './payload.ts';

/** How the change of an event stands: the publisher's answer is awaited, it holds, or it did not come about. */
export type Standing = 'awaited' | 'holds' | 'failed';

/** Whether the marketplace itself knows the event; otherwise the status to answer and why. */
export type Confirmed =
  | { readonly ok: true; readonly standing: Standing }
  | { readonly ok: false; readonly status: number; readonly reason: string };

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const unknownStatuses: readonly number[] = [400, 404];
const holds: Confirmed = { ok: true, standing: 'holds' };

const standings: Readonly<Record<string, Standing>> = {
  NotStarted: 'awaited',
  InProgress: 'awaited',
  Failed: 'failed',
  Conflict: 'failed',
};

/**
 * Asks for the operation before anything is believed (SF 3.2, 4.7). Notices may have none. An operation of
 * another subscription or action is refused; when the marketplace does not answer, the call is to come again.
 * The publisher's own change awaits no answer (F32, F33).
 */
export async function confirm({ marketplace }: House, event: KnownEvent): Promise<Confirmed> {
  const { id, subscriptionId, action } = event;
  if (id === undefined) {
    return isNotice(action) ? holds : { ok: false, status: 400, reason: 'it names no operation' };
  }
  const read = await marketplace.operation(subscriptionId, id);
  if (read.ok) {
    const { value } = read;
    if (!same(value.subscriptionId, subscriptionId) || !same(value.action, action)) {
      return { ok: false, status: 400, reason: 'the operation is about something else' };
    }
    const standing = standings[value.status] ?? 'holds';
    const own = value.operationRequestSource === 'Partner';
    return standing === 'awaited' && (own || !wantsAnswer(event)) ? holds : { ok: true, standing };
  }
  if (!unknownStatuses.includes(read.status)) {
    return { ok: false, status: 503, reason: `the operation cannot be read: ${read.message}` };
  }
  if (isNotice(action)) return holds;
  return { ok: false, status: 404, reason: 'the marketplace knows no such operation' };
}
