import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { orderAt, orderParams } from '../locate.ts';
import { orderRefusals } from '../refusals.ts';
import { exampleOrderBody } from './example.ts';
import { orderResource, orderSchema } from './resource.ts';

/** ORD-2: one order. */
export const getOrder = endpoint({
  contract: {
    id: 'ORD-2',
    method: 'get',
    path: '/v1/customers/:customerId/orders/:orderId',
    summary: 'Get an order',
    source: 'PC 5.2',
    tag: 'Orders',
    access: 'A+U',
    right: 'read',
    params: orderParams,
    query: z.object({ include_price: z.boolean().optional() }),
    replies: { 200: { description: 'The order.', schema: orderSchema, example: exampleOrderBody } },
    refusals: orderRefusals,
  },
  locate: orderAt,
  handle: ({ found: { order, customer } }, { engine }) => ({
    status: 200,
    body: orderResource(order, { state: engine.state, now: engine.now(), customer }),
  }),
});
