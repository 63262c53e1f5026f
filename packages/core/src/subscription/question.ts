import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { Operation, OperationAction, OperationSource } from '../operation/operation.ts';
import { durationMs, plusMs } from '../time.ts';
import type { Subscription } from './subscription.ts';

/** What a change would make of the subscription, and who asks for it. */
export interface Asked {
  readonly action: OperationAction;
  readonly source: OperationSource;
  readonly skuId: string;
  readonly quantity: number;
}

/** What the operations of one subscription have in common. */
const operationOf = (subscription: Subscription, asked: Asked, { now, ids }: Context): Operation => ({
  id: ids.guid('operation', subscription.id, subscription.operationsOpened),
  subscriptionId: subscription.id,
  publisherId: subscription.publisherId,
  ...asked,
  status: 'InProgress',
  openedAt: now,
});

/** An operation about something that has happened: nobody is asked (SF 4.2). */
export const doneOperation = (
  subscription: Subscription,
  { action, source }: Pick<Asked, 'action' | 'source'>,
  context: Context,
): Operation => {
  const { skuId, quantity } = subscription;
  return {
    ...operationOf(subscription, { action, source, skuId, quantity }, context),
    status: 'Succeeded',
    closedAt: context.now,
  };
};

/** A change that its publisher has ruled out beforehand: it is opened, and has failed (PLN-07). */
export function refuseAtOnce(
  subscription: Subscription,
  asked: Asked,
  context: Context,
): readonly EventBody[] {
  const operation = operationOf(subscription, asked, context);
  const { id: subscriptionId } = subscription;
  return [
    { type: 'OperationOpened', subscriptionId, operation },
    { type: 'OperationClosed', subscriptionId, operationId: operation.id, status: 'Failed' },
  ];
}

/** Whether anybody is told of what happens to a subscription: not without a webhook, and not from a sandbox (PC 1.6). */
export const isTold = ({ productId, partnerId = '' }: Subscription, { state }: Context): boolean =>
  state.offers.get(productId)?.webhookUrl !== undefined && !state.partners.get(partnerId)?.sandbox;

/**
 * Opens a change that its publisher may refuse, and applies it at once when there is nobody to ask: neither a
 * webhook to tell, nor a publisher that looks for open operations by itself (QTY-08). A publisher's own change is
 * only told.
 */
export function ask(
  subscription: Subscription,
  asked: Asked,
  {
    context,
    apply,
  }: { readonly context: Context; readonly apply: (operation: Operation) => readonly EventBody[] },
): readonly EventBody[] {
  const { settings, publishers } = context.state;
  const operation = operationOf(subscription, asked, context);
  const after = (setting: 'op.deliveryTimeout' | 'op.ackTimeout') =>
    plusMs(context.now, durationMs(settings[setting]));
  const open = (deadline: Partial<Operation>): EventBody => ({
    type: 'OperationOpened',
    subscriptionId: subscription.id,
    operation: { ...operation, ...deadline },
  });
  if (isTold(subscription, context)) return [open({ deliverBy: after('op.deliveryTimeout') })];
  const looks = publishers.get(subscription.publisherId)?.answersOperations ?? false;
  return looks && asked.source === 'Azure'
    ? [open({ acknowledgeBy: after('op.ackTimeout') })]
    : [open({}), ...apply(operation)];
}
