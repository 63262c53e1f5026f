import { statusView } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint } from '../context.ts';
import { locateSubscription, subscriptionParams } from '../located.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { unknownSubscription } from '../refusals.ts';
import { soldOf } from '../resources/sold.ts';
import { changeRefusal } from './change-checks.ts';

/** A publisher asks for another plan or quantity; what a partner sold it may not change (SF 2.8, QTY-17). */
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
    replies: { 202: { description: 'Accepted, for a purchase made without a partner; no body' } },
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
      unknownSubscription,
    ],
  },
  locate: (ctx, params) => {
    const subscription = locateSubscription(ctx, params);
    const { fulfillment } = statusView(subscription, ctx.engine.state.settings);
    if (fulfillment !== 'Subscribed') refuse<FulfillmentProblem>({ code: 'notActive', target: 'update' });
    return subscription;
  },
  handle: ({ found, body: { planId, quantity } }, { engine }) => {
    const asked = { ...(planId != null && { planId }), ...(quantity != null && { quantity }) };
    const problem = changeRefusal(asked, soldOf(found, engine.state));
    return refuse<FulfillmentProblem>(problem ?? { code: 'publisherChangeNotAllowed' });
  },
});
