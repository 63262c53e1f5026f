import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint } from '../context.ts';
import { read } from '../etag.ts';
import { examples } from '../examples.ts';
import { locateTolerated, subscriptionParams } from '../located.ts';
import { unknownSubscription } from '../refusals.ts';
import { availablePlans } from '../resources/available-plans.ts';
import { planBody, planResource } from '../resources/plan.ts';
import { soldOf } from '../resources/sold.ts';

/** The plans that a subscription's customer may move to, its own one included, stopped ones marked (SF 2.6). */
export const listAvailablePlans = endpoint({
  contract: {
    id: 'S4',
    method: 'get',
    path: '/api/saas/subscriptions/:subscriptionId/listAvailablePlans',
    summary: 'List the plans available to a subscription',
    source: 'SF 2.6',
    access: 'publisher',
    tag: 'Subscriptions',
    params: subscriptionParams,
    query: versionQuery.extend({ planId: z.string().optional() }),
    replies: {
      200: {
        description: 'The plans, or the one asked for; none, or an empty array, by plans.unknown',
        schema: z.union([z.strictObject({ plans: z.array(planResource) }), z.array(planResource).max(0)]),
        example: examples.plans,
      },
    },
    refusals: [unknownSubscription],
  },
  locate: (ctx, params) =>
    locateTolerated(ctx, params, ctx.engine.state.settings['plans.unknown'] !== '404' ? 'empty' : '404'),
  handle: ({ found, query: { planId } }, { engine }) => {
    if (!found) return read(engine.state.settings['plans.unknown'] === 'array' ? [] : { plans: [] });
    const sold = soldOf(found, engine.state);
    const wanted = availablePlans(sold).filter((plan) => planId === undefined || plan.planId === planId);
    return read({ plans: wanted.map((plan) => planBody(plan, sold)) });
  },
});
