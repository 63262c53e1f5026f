import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { orderAt, orderParams } from '../locate.ts';
import { orderRefusals } from '../refusals.ts';
import { exampleOrderBody } from './example.ts';
import { orderResource, orderSchema } from './resource.ts';

/** What may change of an order: its status, and that to one value only. Other members are the order's own. */
const cancellationBody = z
  .object({ id: z.string().optional(), status: z.enum(['cancelled']) })
  .meta({ id: 'OrderCancellation' });

/** ORD-4: cancels an order of a sandbox account, and what was bought with it (CAN-25). */
export const cancelOrder = endpoint({
  contract: {
    id: 'ORD-4',
    method: 'patch',
    path: '/v1/customers/:customerId/orders/:orderId',
    summary: 'Cancel an order of a sandbox account',
    source: 'PC 5.4',
    tag: 'Orders',
    access: 'A+U',
    right: 'manageSubscription',
    params: orderParams,
    query: z.object({}),
    body: cancellationBody,
    replies: {
      200: { description: 'The order, cancelled.', schema: orderSchema, example: exampleOrderBody },
    },
    refusals: [
      ...orderRefusals,
      { status: 403, code: 800077, when: 'the account is no sandbox, and the plan is sold per user' },
      { status: 403, code: 800019, when: 'the account is no sandbox, and the plan has a flat rate' },
      { status: 400, code: 800061, when: 'the order is cancelled, over, or older than 60 days' },
    ],
  },
  locate: orderAt,
  handle: ({ found: { order, customer } }, ctx) => {
    execute(ctx, { type: 'CancelOrder', orderId: order.id });
    const { state } = ctx.engine;
    const after = state.orders.get(order.id) ?? order;
    return { status: 200, body: orderResource(after, { state, customer }) };
  },
});
