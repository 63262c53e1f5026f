import { type Delivery, isQuestion, type State } from '@marketsim/core';
import { z } from 'zod';
import { operationBody, operationResource } from '../resources/operation.ts';
import { quantityResource, wireQuantity } from '../resources/quantity.ts';
import { subscriptionBody, subscriptionResource, termResource } from '../resources/subscription.ts';
import { wireTick } from '../resources/time.ts';

const snapshotResource = subscriptionResource.omit({ quantity: true, term: true }).extend({
  quantity: quantityResource.nullable(),
  term: termResource.extend({ chargeDuration: z.null() }),
});

/** What a publisher is sent (SF 4.3). */
export const webhookPayload = operationResource.omit({ quantity: true, status: true }).extend({
  quantity: quantityResource,
  status: z.enum(['InProgress', 'Succeeded']),
  subscription: snapshotResource,
  purchaseToken: z.null(),
});

/** The body of a webhook call. */
export type WebhookPayload = z.output<typeof webhookPayload>;

/**
 * The body of the call that tells a publisher of an operation: what was asked for at the top, the subscription as
 * it was queued below; a flat-rate plan has quantity 1 above and null below (SF 4.3). It is the same at each try.
 */
export function webhookPayloadOf(delivery: Delivery, state: State): WebhookPayload {
  const { operationId, action, queuedAt, snapshot } = delivery;
  const operation = state.operations.get(operationId);
  if (!operation) throw new Error(`delivery ${delivery.id} is about no operation`);
  const body = operationBody(operation, snapshot, state);
  return {
    id: body.id,
    activityId: body.activityId,
    publisherId: body.publisherId,
    offerId: body.offerId,
    planId: body.planId,
    quantity: body.quantity ?? wireQuantity(1, state),
    subscriptionId: body.subscriptionId,
    timeStamp: wireTick(queuedAt),
    action,
    status: isQuestion(action) ? 'InProgress' : 'Succeeded',
    operationRequestSource: body.operationRequestSource,
    subscription: snapshotBody(delivery, state),
    purchaseToken: null,
  };
}

function snapshotBody(
  { snapshot, queuedAt, action }: Delivery,
  state: State,
): WebhookPayload['subscription'] {
  const body = subscriptionBody(snapshot, state);
  return {
    id: body.id,
    name: body.name,
    publisherId: body.publisherId,
    offerId: body.offerId,
    planId: body.planId,
    quantity: body.quantity ?? null,
    beneficiary: body.beneficiary,
    purchaser: body.purchaser,
    allowedCustomerOperations: body.allowedCustomerOperations,
    sessionMode: body.sessionMode,
    isFreeTrial: body.isFreeTrial,
    isTest: body.isTest,
    sandboxType: body.sandboxType,
    saasSubscriptionStatus:
      action === 'Suspend' ? state.settings['webhook.suspendSnapshot'] : body.saasSubscriptionStatus,
    term: { ...body.term, chargeDuration: null },
    autoRenew: body.autoRenew,
    created: body.created,
    lastModified: wireTick(queuedAt),
  };
}
