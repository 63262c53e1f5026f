import type { Operation, State, Subscription } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import type { PublisherContext } from './context.ts';
import type { FulfillmentProblem } from './problem.ts';

/** Ids are texts: one that is no GUID is merely unknown. */
export const subscriptionParams = z.object({ subscriptionId: z.string() });

/** An operation is addressed below its subscription. */
export const operationParams = z.object({ subscriptionId: z.string(), operationId: z.string() });

/** The caller's subscription: 404 for what does not exist, 403 for somebody else's (SF 1.5). */
export function ownSubscription(ctx: PublisherContext, subscriptionId: string): Subscription {
  const subscription = ctx.engine.state.subscriptions.get(subscriptionId.toLowerCase());
  if (!subscription) return refuse<FulfillmentProblem>({ code: 'subscriptionNotFound', subscriptionId });
  if (subscription.publisherId !== ctx.publisher.id) {
    return refuse<FulfillmentProblem>({ code: 'subscriptionForeign', subscriptionId });
  }
  return subscription;
}

/** The caller's subscription by the parameters of a route. */
export const locateSubscription = (
  ctx: PublisherContext,
  { subscriptionId }: z.output<typeof subscriptionParams>,
): Subscription => ownSubscription(ctx, subscriptionId);

/** The caller's subscription, or nothing where a setting tolerates one that does not exist (SF 9 C12, C16). */
export const locateTolerated = (
  ctx: PublisherContext,
  { subscriptionId }: z.output<typeof subscriptionParams>,
  unknown: '404' | 'empty',
): Subscription | undefined =>
  unknown === 'empty' && !ctx.engine.state.subscriptions.has(subscriptionId.toLowerCase())
    ? undefined
    : ownSubscription(ctx, subscriptionId);

/** An operation with the subscription that it is about. */
export type LocatedOperation = { readonly subscription: Subscription; readonly operation: Operation };

/** Whether operations of this kind cannot be read, though their webhooks come (SF 9 C22). */
export const isMissing = ({ action }: Operation, { settings }: Pick<State, 'settings'>): boolean =>
  settings['ops.missingFor'].includes(action);

/** An operation of the caller's subscription; `ops.unknown` decides how an unknown one is answered (SF 9 C15). */
export function locateOperation(
  ctx: PublisherContext,
  { subscriptionId, operationId }: z.output<typeof operationParams>,
): LocatedOperation {
  const { state } = ctx.engine;
  const status = state.settings['ops.unknown'];
  const unknown: FulfillmentProblem = { code: 'operationUnknown', operationId, status };
  const exists = state.subscriptions.has(subscriptionId.toLowerCase());
  if (!exists && status === '400') return refuse(unknown);
  const subscription = ownSubscription(ctx, subscriptionId);
  const operation = state.operations.get(operationId.toLowerCase());
  const isThere = operation?.subscriptionId === subscription.id && !isMissing(operation, state);
  return isThere ? { subscription, operation } : refuse(unknown);
}
