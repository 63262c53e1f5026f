import { type SubscriptionChange, statusView } from '@marketsim/core';
import { orRefuse, refuse } from '@marketsim/http';
import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint, type PublisherContext } from '../context.ts';
import { locateSubscription, subscriptionParams } from '../located.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { unknownSubscription } from '../refusals.ts';
import { soldOf } from '../resources/sold.ts';
import { acceptedReply } from './accepted.ts';
import { type Asked, changeRefusal } from './change-checks.ts';

/**
 * A publisher asks for another plan or quantity of what a customer bought itself; the webhook that follows is told,
 * not asked. What a partner sold it may not change (SF 2.8, QTY-17).
 */
export const change = endpoint({
  contract: {
    id: 'S6',
    method: 'patch',
    path: '/api/saas/subscriptions/:subscriptionId',
    summary: 'Change the plan or the quantity of a subscription',
    source: 'SF 2.8, QTY-17',
    access: 'publisher',
    tag: 'Subscriptions',
    params: subscriptionParams,
    query: versionQuery,
    body: z.object({ planId: z.string().nullish(), quantity: z.int().nullish() }),
    replies: { 202: { description: 'Accepted; `Operation-Location` says where to follow it; no body' } },
    refusals: [
      { status: 400, code: 'BadRequest', when: 'the subscription is not active' },
      {
        status: 400,
        code: 'BadRequest',
        when: 'the body says neither plan nor quantity, or not in their types',
      },
      {
        status: 400,
        when: 'the body says both, or a value that is there already or not allowed by the plan',
      },
      { status: 400, code: 'BadRequest', when: 'Update is not among the allowedCustomerOperations' },
      { status: 400, code: 'Failed', when: 'an operation is pending' },
      { status: 409, code: 'Failed', when: 'an operation is pending and patch.locked is 409' },
      unknownSubscription,
    ],
  },
  locate: (ctx, params) => {
    const subscription = locateSubscription(ctx, params);
    const { fulfillment } = statusView(subscription, ctx.engine.state.settings);
    if (fulfillment !== 'Subscribed') refuse<FulfillmentProblem>({ code: 'notActive', target: 'update' });
    return subscription;
  },
  handle: ({ found, body: { planId, quantity }, request }, ctx) => {
    const asked = { ...(planId != null && { planId }), ...(quantity != null && { quantity }) };
    const problem = changeRefusal(asked, soldOf(found, ctx.engine.state));
    if (problem) return refuse(problem);
    return acceptedReply(execute(found.id, asked, ctx), request, ctx.engine.state);
  },
});

/** Makes the change; a pending operation is answered as the setting `patch.locked` says (SF 9 C8). */
function execute(subscriptionId: string, asked: Asked, { engine }: PublisherContext) {
  const changes = changesOf(asked);
  const outcome = engine.execute({ type: 'ChangeSubscription', subscriptionId, changes });
  if (!outcome.ok && outcome.error.code === 'operationInProgress') {
    const status = engine.state.settings['patch.locked'];
    return refuse<FulfillmentProblem>({ code: 'subscriptionLocked', status });
  }
  return orRefuse(outcome).value;
}

const changesOf = ({ planId, quantity }: Asked): readonly SubscriptionChange[] => [
  ...(planId === undefined ? [] : [{ type: 'ChangePlan', planId, source: 'Partner' } as const]),
  ...(quantity === undefined ? [] : [{ type: 'SetQuantity', quantity, source: 'Partner' } as const]),
];
