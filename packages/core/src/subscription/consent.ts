import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import type { AcknowledgeOperation } from './command.ts';
import { applyQuantity } from './quantity.ts';
import type { Subscription } from './subscription.ts';

export const consentRules = declareRules({
  'QTY-08': {
    says: 'A change asks the publisher: success applies it, failure leaves everything as it was, silence until the deadline counts as success.',
    parameters: ['op.ackTimeout'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
});

/** The publisher's answer, or its silence, ends an open operation (QTY-08; RB 14.3). */
export function acknowledge(
  subscription: Subscription,
  { operationId, result }: AcknowledgeOperation,
  context: Context,
): Decision {
  const operation = context.state.operations.get(operationId);
  if (operation?.subscriptionId !== subscription.id)
    return reject({ code: 'operationNotFound', operationId });
  if (operation.status !== 'InProgress' || subscription.phase !== 'running') {
    return reject({ code: 'operationClosed', operationId });
  }
  if (result === 'Success') return accept(applyQuantity(subscription, operation, context));
  return accept([
    { type: 'OperationClosed', subscriptionId: subscription.id, operationId, status: 'Failed' },
  ]);
}

/** Ends an open operation because the subscription itself ended (RB 14.3). */
export const abandonOperation = ({ id, openOperationId }: Subscription): readonly EventBody[] =>
  openOperationId
    ? [{ type: 'OperationClosed', subscriptionId: id, operationId: openOperationId, status: 'Conflict' }]
    : [];
