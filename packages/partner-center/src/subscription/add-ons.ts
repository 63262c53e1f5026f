import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { subscriptionRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { subscriptionSchema } from './schema.ts';

/** SUB-7: the add-ons of a subscription. Plans of vendors have none. */
export const listAddOns = endpoint({
  contract: {
    id: 'SUB-7',
    method: 'get',
    path: '/v1/customers/:customerId/subscriptions/:subscriptionId/addons',
    summary: 'List the add-ons of a subscription',
    source: 'PC 6.7',
    tag: 'Subscriptions',
    access: 'A+U',
    right: 'read',
    params: subscriptionParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'No add-ons.',
        schema: collectionSchema(subscriptionSchema),
        example: exampleList(
          `/customers/${exampleIds.customer}/subscriptions/${exampleIds.subscription}/addons`,
        ),
      },
    },
    refusals: subscriptionRefusals,
  },
  locate: subscriptionAt,
  handle: ({ request }) => ({ status: 200, body: collection([], request) }),
});
