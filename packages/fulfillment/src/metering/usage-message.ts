import { planOf, type State, type UsageEvent } from '@marketsim/core';
import { z } from 'zod';
import { wireTime } from '../resources/time.ts';
import { resourceUri } from './resource-uri.ts';

/** An accepted event: right away, and again for whoever reports the same hour once more (SF 6.2). */
export const usageMessage = z
  .strictObject({
    usageEventId: z.guid(),
    status: z.enum(['Accepted', 'Duplicate']),
    messageTime: z.string(),
    resourceId: z.guid(),
    resourceUri: z.string(),
    quantity: z.number(),
    dimension: z.string(),
    effectiveStartTime: z.string(),
    planId: z.string(),
  })
  .meta({ id: 'UsageMessage' });

/** An accepted event of a reply. */
export type UsageMessage = z.output<typeof usageMessage>;

/** An accepted event in the words of this API. */
export function usageMessageBody(
  event: UsageEvent,
  status: UsageMessage['status'],
  state: State,
): UsageMessage {
  const subscription = state.subscriptions.get(event.subscriptionId);
  if (!subscription) throw new Error(`use of ${event.subscriptionId}, which is not there`);
  return {
    usageEventId: event.id,
    status,
    messageTime: wireTime(event.acceptedAt),
    resourceId: event.subscriptionId,
    resourceUri: resourceUri(subscription, state),
    quantity: Number(event.quantity),
    dimension: event.dimensionId,
    effectiveStartTime: wireTime(event.usedAt),
    planId: planOf(event, state)?.planId ?? '',
  };
}
