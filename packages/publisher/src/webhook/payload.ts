import { z } from 'zod';
import { seats } from '../client/resources.ts';

const text = z.string().optional().catch(undefined);
const count = seats.catch(undefined);
const sold = z.object({ planId: text, quantity: count }).optional().catch(undefined);

/** A webhook body as far as it is used; members that are missing or odd are left out (SF 4.3). */
export const payloadSchema = z
  .object({
    id: text,
    subscriptionId: text,
    action: text,
    operationType: text,
    status: text,
    operationRequestSource: text,
    planId: text,
    quantity: count,
    timeStamp: text,
    subscription: sold,
  })
  .transform(({ operationType, action, ...rest }) => ({ ...rest, action: action ?? operationType }));

/** A webhook call's content. */
export type Payload = z.output<typeof payloadSchema>;

/** Actions that only inform: there may be no operation to ask for (SF 3.2, F22). */
const notices = ['Subscribe', 'Renew', 'Suspend', 'Reinstate', 'Unsubscribe'] as const;

/** Actions that wait for the publisher's consent (SF 4.2). */
const requests = ['ChangePlan', 'ChangeQuantity'] as const;

/** An action that is understood. */
export type Action = (typeof notices)[number] | (typeof requests)[number];

/** A call that can be acted on. */
export interface KnownEvent {
  readonly id: string | undefined;
  readonly subscriptionId: string;
  readonly action: Action;
  readonly payload: Payload;
}

const actionSchema = z.enum([...notices, ...requests]);

/** The call as something to act on; `undefined` for an action that is not known (F15). */
export function knownEvent(payload: Payload): KnownEvent | undefined {
  const action = actionSchema.safeParse(payload.action);
  const { id, subscriptionId } = payload;
  return action.success && subscriptionId ? { id, subscriptionId, action: action.data, payload } : undefined;
}

/** Whether there may be no operation behind the call. */
export const isNotice = (action: Action): boolean => notices.some((notice) => notice === action);

const openStatuses: readonly (string | undefined)[] = [undefined, 'inprogress', 'notstarted'];

/**
 * Whether the call asks for an answer: it is about something that can be refused, not over, and not the
 * publisher's own change (F32, F33). Old samples write the status with a blank, stubs leave it out (SF 4.3).
 */
export const wantsAnswer = ({ payload, action }: KnownEvent): boolean =>
  openStatuses.includes(payload.status?.replaceAll(' ', '').toLowerCase()) &&
  payload.operationRequestSource !== 'Partner' &&
  (action === 'Reinstate' || !isNotice(action));

/** Whether the call takes an accepted change back: its value is the one that already holds (SF 4.3, F21). */
export function isRevert({ action, payload }: KnownEvent): boolean {
  const { subscription, planId, quantity } = payload;
  if (!subscription) return false;
  if (action === 'ChangePlan') return planId !== undefined && planId === subscription.planId;
  return action === 'ChangeQuantity' && quantity !== undefined && quantity === subscription.quantity;
}
