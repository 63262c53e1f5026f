import { z } from 'zod';
import { activationLinkSchema, activationLinksOf, exampleActivationLinks } from '../activation/links.ts';
import { endpoint } from '../contract.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { subscriptionRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';

/** SUB-5: the activation link of the line that made a subscription (ACT-02). */
export const getSubscriptionActivationLinks = endpoint({
  contract: {
    id: 'SUB-5',
    method: 'get',
    path: '/v1/customers/:customerId/subscriptions/:subscriptionId/activationlinks',
    summary: 'Get the activation links of a subscription',
    source: 'PC 5.6',
    tag: 'Subscriptions',
    access: 'A+U',
    right: 'read',
    params: subscriptionParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The link with a fresh token; nothing once the subscription has ended.',
        schema: collectionSchema(activationLinkSchema),
        example: exampleActivationLinks,
      },
    },
    refusals: subscriptionRefusals,
  },
  locate: subscriptionAt,
  handle: ({ found: { subscription }, request }, ctx) => ({
    status: 200,
    body: collection(activationLinksOf(ctx, subscription), request),
  }),
});
