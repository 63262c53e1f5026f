import { type Customer, declareRules, type Subscription } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams, isSoldBy, orderOf } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { exampleSubscriptionBody } from './example.ts';
import { subscriptionResource } from './resource.ts';
import { subscriptionSchema } from './schema.ts';

export const subscriptionListRules = declareRules({
  'ACT-18': {
    says: 'A customer has its subscriptions listed, each with what is edited of it: nickname, licences, auto-renew, reseller, and whether it can be cancelled.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
});

const listQuery = z.object({ order_id: z.string().optional(), mpn_id: z.string().optional() });

/** SUB-1: a customer's subscriptions in every state; of one order, or of one reseller. */
export const listSubscriptions = endpoint({
  contract: {
    id: 'SUB-1',
    method: 'get',
    path: '/v1/customers/:customerId/subscriptions',
    summary: 'List the subscriptions of a customer',
    source: 'PC 6.2',
    tag: 'Subscriptions',
    access: 'A+U',
    right: 'read',
    params: customerParams,
    query: listQuery,
    replies: {
      200: {
        description: 'All subscriptions that were asked for.',
        schema: collectionSchema(subscriptionSchema),
        example: exampleList(`/customers/${exampleIds.customer}/subscriptions`, exampleSubscriptionBody),
      },
    },
    refusals: [
      ...customerRefusals,
      { status: 404, code: 20000, when: 'order_id is no order of the customer' },
    ],
  },
  locate: customerAt,
  handle: ({ found: { customer }, query, request }, ctx) => {
    const { engine } = ctx;
    const view = { state: engine.state, now: engine.now(), customer };
    const found = subscriptionsOf(ctx, customer, query);
    return {
      status: 200,
      body: collection(
        found.map((subscription) => subscriptionResource(subscription, view)),
        request,
      ),
    };
  },
});

/** In the order of purchase. A reseller's subscriptions are looked up among all of the partner's, then narrowed. */
function subscriptionsOf(
  ctx: PartnerContext,
  customer: Customer,
  { order_id: orderId, mpn_id: mpnId }: z.output<typeof listQuery>,
): readonly Subscription[] {
  const { state } = ctx.engine;
  const ids =
    orderId === undefined
      ? state.subscriptionsByCustomer.of(customer.id)
      : new Set(orderOf(ctx, customer, orderId).lineItems.map(({ subscriptionId }) => subscriptionId));
  const resold = mpnId === undefined ? ids : state.subscriptionsByReseller.of(`${ctx.partner.id} ${mpnId}`);
  return [...ids]
    .filter((id) => resold.has(id))
    .flatMap((id) => state.subscriptions.get(id) ?? [])
    .filter((subscription) => isSoldBy(ctx, subscription));
}
