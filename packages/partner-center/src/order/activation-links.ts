import { z } from 'zod';
import { activationLinkSchema, exampleActivationLinks } from '../activation/links.ts';
import { endpoint } from '../contract.ts';
import { orderAt, orderParams } from '../locate.ts';
import { orderRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { lineLinks } from './line-links.ts';

/** ORD-7: the activation links of all lines of an order (ACT-02). */
export const getOrderActivationLinks = endpoint({
  contract: {
    id: 'ORD-7',
    method: 'get',
    path: '/v1/customers/:customerId/orders/:orderId/activationlinks',
    summary: 'Get the activation links of an order',
    source: 'PC 5.6',
    tag: 'Orders',
    access: 'A+U',
    right: 'read',
    params: orderParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The links with fresh tokens; nothing for lines whose subscription has ended.',
        schema: collectionSchema(activationLinkSchema),
        example: exampleActivationLinks,
      },
    },
    refusals: orderRefusals,
  },
  locate: orderAt,
  handle: ({ found: { order }, request }, ctx) => ({
    status: 200,
    body: collection(
      order.lineItems.flatMap((line) => lineLinks(ctx, line)),
      request,
    ),
  }),
});
