import { declareRules } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams, isSoldBy } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { billingCycleSchema, wireCycle } from '../wire/values.ts';
import { exampleOrderBody } from './example.ts';
import { isListed, orderResource, orderSchema } from './resource.ts';

export const orderListRules = declareRules({
  'PUR-16': {
    says: 'The list of orders may lag behind; an order is shown at once unless a lag is set.',
    parameters: ['order.listDelay'],
    source:
      'https://learn.microsoft.com/partner-center/developer/create-subscription-azure-marketplace-products',
    confidence: 'D/P',
  },
});

/** What can be asked for; nothing that is sold here is billed every three years (PC 3.3). */
const billingTypeSchema = z.enum([...billingCycleSchema.options, 'triennial']);

/** ORD-1: a customer’s orders as they were made; `billingType` picks those of one billing cycle (PC 5.2). */
export const listOrders = endpoint({
  contract: {
    id: 'ORD-1',
    method: 'get',
    path: '/v1/customers/:customerId/orders',
    summary: 'List the orders of a customer',
    source: 'PC 5.2',
    tag: 'Orders',
    access: 'A+U',
    right: 'read',
    params: customerParams,
    query: z.object({ billingType: billingTypeSchema.optional(), include_price: z.boolean().optional() }),
    replies: {
      200: {
        description: 'All orders, or those of one billing cycle.',
        schema: collectionSchema(orderSchema),
        example: exampleList(`/customers/${exampleIds.customer}/orders`, exampleOrderBody),
      },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found: { customer }, query: { billingType }, request }, ctx) => {
    const { state } = ctx.engine;
    const now = ctx.engine.now();
    const orders = [...state.ordersOf.of(customer.id)]
      .flatMap((id) => state.orders.get(id) ?? [])
      .filter((order) => isSoldBy(ctx, order) && isListed(order, { state, now }))
      .filter(({ billingCycle }) => billingType === undefined || wireCycle(billingCycle) === billingType);
    return {
      status: 200,
      body: collection(
        orders.map((order) => orderResource(order, { state, now, customer })),
        request,
      ),
    };
  },
});
