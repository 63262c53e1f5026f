import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { isQuestion, type Operation, type Question } from '../operation/operation.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { durationMs, plusMs } from '../time.ts';
import type { AcknowledgeOperation, RecordDelivery } from './command.ts';
import { applyPlan } from './plan-change.ts';
import { applyQuantity } from './quantity.ts';
import { ask } from './question.ts';
import type { RunningSubscription, Subscription } from './subscription.ts';
import { applyReinstatement } from './suspension.ts';

export const consentRules = declareRules({
  'PLN-04': {
    says: 'A change of plan waits for its publisher as one of quantity does, and a refusal leaves the plan as it was.',
    parameters: ['op.ackTimeout', 'op.deliveryTimeout'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
  'QTY-08': {
    says: 'A change asks the publisher: success applies it, failure leaves everything as it was, silence until the deadline counts as success, or as failure where the world has it so. What the publisher itself asked for is applied whatever it answers.',
    parameters: ['op.ackTimeout', 'op.deliveryTimeout', 'op.silence'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
});

/** What each kind of question does once it is agreed to. */
const applied = {
  ChangeQuantity: applyQuantity,
  ChangePlan: applyPlan,
  Reinstate: applyReinstatement,
} as const satisfies Readonly<Record<Question, unknown>>;

interface Consent {
  readonly context: Context;
  readonly agreed: boolean;
}

/** A change that leaves everything as it is: the marketplace takes back what its publisher agreed to (SF 4.3). */
const isRevert = ({ skuId, quantity }: RunningSubscription, operation: Operation): boolean =>
  operation.action !== 'Reinstate' && operation.skuId === skuId && operation.quantity === quantity;

/** Applies what was agreed to; where the marketplace fails after that, what was before is asked for instead (SF 4.3). */
function agree(
  subscription: RunningSubscription,
  operation: Operation & { readonly action: Question },
  context: Context,
): readonly EventBody[] {
  const { id: subscriptionId, skuId, quantity } = subscription;
  const closed = (status: 'Succeeded' | 'Failed', { id: operationId }: Operation): EventBody => ({
    type: 'OperationClosed',
    ...{ subscriptionId, operationId, status },
  });
  if (isRevert(subscription, operation)) return [closed('Succeeded', operation)];
  const { action, source } = operation;
  const reverts = context.state.settings['op.revert'] && source === 'Azure' && action !== 'Reinstate';
  if (!reverts) return applied[action](subscription, operation, context);
  const apply = (revert: Operation) => [closed('Succeeded', revert)];
  return [
    closed('Failed', operation),
    ...ask(subscription, { action, source, skuId, quantity }, { context, apply }),
  ];
}

/** Ends an open operation, and makes the change that it asks for where it is agreed to. */
export function close(
  subscription: RunningSubscription,
  operation: Operation,
  { context, agreed }: Consent,
): readonly EventBody[] {
  const { action } = operation;
  if (agreed && isQuestion(action)) return agree(subscription, { ...operation, action }, context);
  return [
    { type: 'OperationClosed', subscriptionId: subscription.id, operationId: operation.id, status: 'Failed' },
  ];
}

/** Whether a change is made whatever its publisher answers: it asked for it itself (SF 4.4). */
export const isOwn = ({ source }: Operation): boolean => source === 'Partner';

/**
 * The publisher's answer ends an open operation (QTY-08; RB 14.3). Whether it can refuse a reinstatement is a setting;
 * a change of its own it cannot answer at all (SF 3.2).
 */
export function acknowledge(
  subscription: Subscription,
  { operationId, result }: AcknowledgeOperation,
  context: Context,
): Decision {
  const operation = context.state.operations.get(operationId);
  if (operation?.subscriptionId !== subscription.id)
    return reject({ code: 'operationNotFound', operationId });
  if (isOwn(operation)) return reject({ code: 'operationOwn', operationId });
  if (operation.status !== 'InProgress' || subscription.phase !== 'running') {
    return reject({ code: 'operationClosed', operationId });
  }
  const canRefuse = operation.action !== 'Reinstate' || context.state.settings['reinstate.ack'] === 'on';
  return accept(close(subscription, operation, { context, agreed: result === 'Success' || !canRefuse }));
}

/** How the sending of a webhook ended, and what that makes of its operation: a publisher's own change waits for no more (SF 4.4). */
export function recordDelivery(
  subscription: Subscription,
  { deliveryId, result }: RecordDelivery,
  context: Context,
): Decision {
  const { deliveries, operations, settings } = context.state;
  const delivery = deliveries.get(deliveryId);
  if (delivery?.subscriptionId !== subscription.id) return reject({ code: 'deliveryNotFound', deliveryId });
  if (delivery.result !== undefined) return reject({ code: 'deliveryEnded', deliveryId });
  const { operationId } = delivery;
  const operation = operations.get(operationId);
  const answered = {
    type: 'WebhookAnswered',
    subscriptionId: subscription.id,
    deliveryId,
    operationId,
    result,
  } as const;
  if (operation?.status !== 'InProgress' || subscription.phase !== 'running') return accept([answered]);
  const heard = result === 'accepted' || (result === 'refused' && operation.action === 'Reinstate');
  if (isOwn(operation))
    return accept([answered, ...close(subscription, operation, { context, agreed: true })]);
  if (!heard) return accept([answered, ...close(subscription, operation, { context, agreed: false })]);
  const acknowledgeBy = plusMs(context.now, durationMs(settings['op.ackTimeout']));
  return accept([{ ...answered, acknowledgeBy }]);
}
