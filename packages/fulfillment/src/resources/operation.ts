import {
  type OfferedPlan,
  type Operation,
  operationActions,
  type State,
  type Subscription,
} from '@marketsim/core';
import { z } from 'zod';
import { wireOfferId } from './offer-id.ts';
import { quantityResource } from './quantity.ts';
import { soldOf } from './sold.ts';
import { quantityOf } from './subscription.ts';
import { wireTime } from './time.ts';

/** What the publisher is asked about, or was (SF 3.1). */
export const operationResource = z
  .strictObject({
    id: z.guid(),
    activityId: z.guid(),
    publisherId: z.string(),
    offerId: z.string(),
    planId: z.string(),
    quantity: quantityResource.optional(),
    operationRequestSource: z.enum(['Azure', 'Partner']),
    subscriptionId: z.guid(),
    timeStamp: z.string(),
    action: z.enum(operationActions),
    status: z.enum(['NotStarted', 'InProgress', 'Succeeded', 'Failed', 'Conflict']),
  })
  .meta({ id: 'Operation' });

/** An operation of a reply. */
export type OperationResource = z.output<typeof operationResource>;

const planIdOf = ({ offer, plan }: OfferedPlan, { skuId }: Operation): string =>
  offer.plans.find((candidate) => candidate.skuId === skuId)?.planId ?? plan.planId;

/** An operation in the words of this API: plan and quantity are what was asked for (SF 3.1). */
export function operationBody(
  operation: Operation,
  subscription: Subscription,
  state: State,
): OperationResource {
  const sold = soldOf(subscription, state);
  return {
    id: operation.id,
    activityId: operation.id,
    publisherId: operation.publisherId,
    offerId: wireOfferId(sold.offer, state),
    planId: planIdOf(sold, operation),
    ...quantityOf(sold, operation.quantity, state),
    operationRequestSource: operation.source,
    subscriptionId: subscription.id,
    timeStamp: wireTime(operation.openedAt),
    action: operation.action,
    status: operation.status,
  };
}
