import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { subscriptionRefusals } from '../refusals.ts';
import { exampleSubscriptionBody } from './example.ts';
import { subscriptionResource } from './resource.ts';
import { subscriptionSchema } from './schema.ts';

/** SUB-2: one subscription. */
export const getSubscription = endpoint({
  contract: {
    id: 'SUB-2',
    method: 'get',
    path: '/v1/customers/:customerId/subscriptions/:subscriptionId',
    summary: 'Get a subscription',
    source: 'PC 6.2',
    tag: 'Subscriptions',
    access: 'A+U',
    right: 'read',
    params: subscriptionParams,
    query: z.object({}),
    replies: {
      200: { description: 'The subscription.', schema: subscriptionSchema, example: exampleSubscriptionBody },
    },
    refusals: subscriptionRefusals,
  },
  // What webhooks name (PC 8.2).
  alsoAt: ['/webhooks/v1/customers/:customerId/subscriptions/:subscriptionId'],
  locate: subscriptionAt,
  handle: ({ found: { customer, subscription } }, { engine }) => ({
    status: 200,
    body: subscriptionResource(subscription, { state: engine.state, now: engine.now(), customer }),
  }),
});
