import type { Delivery, State } from '@marketsim/core';
import { type WebhookPayload, webhookPayloadOf } from './payload.ts';

/** A bare notice before a renewal, as there was in 2021 (SF 4.3). */
type Stub = Pick<
  WebhookPayload,
  'id' | 'activityId' | 'operationRequestSource' | 'subscriptionId' | 'timeStamp' | 'action'
>;

/** What earlier years sent: a reinstatement by two members, a renewal that hardly says of what (SF 4.3). */
function legacyBody(payload: WebhookPayload): object {
  const { action, subscriptionId, subscription } = payload;
  if (action === 'Reinstate') return { subscriptionId, operationType: action };
  if (action !== 'Renew') return payload;
  const { id, publisherId, offerId, name } = subscription;
  return { ...payload, subscription: { id, publisherId, offerId, name } };
}

/** The body of the call that tells a publisher of an operation, in the form that the world has (setting `webhook.format`). */
export function webhookBodyOf(delivery: Delivery, state: State): object {
  const payload = webhookPayloadOf(delivery, state);
  return state.settings['webhook.format'] === 'full' ? payload : legacyBody(payload);
}

/** The body of a call that comes before the one that tells of an operation, if any (setting `webhook.renewStub`). */
export function webhookStubBefore(delivery: Delivery, state: State): Stub | undefined {
  if (delivery.action !== 'Renew' || !state.settings['webhook.renewStub']) return undefined;
  const payload = webhookPayloadOf(delivery, state);
  const { id, activityId, operationRequestSource, subscriptionId, timeStamp } = payload;
  return { id, activityId, operationRequestSource, subscriptionId, timeStamp, action: 'Subscribe' };
}
