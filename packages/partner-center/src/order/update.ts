import type { Order } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { etagFit } from '../etag.ts';
import { execute } from '../execute.ts';
import { orderAt, orderParams } from '../locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { onDemand, orderRefusals } from '../refusals.ts';
import { billingCycleSchema, wireCycle } from '../wire/values.ts';
import { exampleOrderBody } from './example.ts';
import { orderEtag, orderResource, orderSchema, shownStatus } from './resource.ts';

/** What the status of an order can be (PC 5.1). */
const statuses = [
  'completed',
  'pending',
  'cancelled',
  'suspended',
  'pending review',
  'pending po upload',
  'po upload complete',
  'po review rejected',
  'partial success',
  'error',
] as const;

/** What of an order an update is about; the rest is read-only and ignored (PC 5.4). */
const updateBody = z
  .strictObject({
    status: z.enum(statuses).optional(),
    billingCycle: billingCycleSchema.optional(),
    lineItems: z.array(z.strictObject({ parentSubscriptionId: z.string().optional() })).optional(),
    attributes: z.strictObject({ etag: z.string().optional() }).optional(),
  })
  .meta({ id: 'OrderUpdate' });

type Update = z.output<typeof updateBody>;

/** ORD-4: cancels an order of a sandbox account; in production the subscription is changed instead. */
export const updateOrder = endpoint({
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
    headers: { 'If-Match': 'the etag that the change is based on, with or without quotes' },
    body: updateBody,
    replies: { 200: { description: 'The order.', schema: orderSchema, example: exampleOrderBody } },
    refusals: [
      ...orderRefusals,
      { status: 400, code: 2055, when: 'the etag is not the current one' },
      { status: 400, code: 800029, when: 'a line is an add-on to a subscription' },
      { status: 400, code: 6000, when: 'the billing cycle is to change' },
      { status: 400, code: 800063, when: 'the order is to be suspended' },
      { status: 400, code: 800061, when: 'the order is cancelled, no purchase, or older than 60 days' },
      ...onDemand(409, { 800014: 'an adjustment of the order is pending' }),
      ...onDemand(400, {
        900117: 'the window for cancelling has passed',
        900213: 'the window for cancelling has passed (newer codes)',
        6001: 'the billing cycle is not offered for the term',
        800072: 'the billing cycle cannot change now',
        800080: 'the billing cycle of the offer cannot change',
        800085: 'the billing cycle cannot change so',
      }),
      { status: 400, code: 800042, when: 'the order is to have another status' },
      {
        status: 403,
        code: 800077,
        when: 'seats are sold, and the account is no sandbox or may not cancel orders',
      },
      { status: 403, code: 800019, when: 'the plan has a flat rate, and the account is no sandbox' },
    ],
  },
  locate: orderAt,
  handle: ({ found: { customer, order }, body, request }, ctx) => {
    const sent = { ifMatch: request.header('If-Match'), inBody: body.attributes?.etag };
    if (etagFit(sent, orderEtag(order)) === 'stale') {
      refuseWith(commerceFault(400, 2055, `Order ${order.id} has changed since its etag was read.`));
    }
    change(ctx, order, body);
    const { engine } = ctx;
    const after = engine.state.orders.get(order.id) ?? order;
    return {
      status: 200,
      body: orderResource(after, { state: engine.state, now: engine.now(), customer }),
    };
  },
});

function change(ctx: PartnerContext, order: Order, { status, billingCycle, lineItems = [] }: Update): void {
  if (lineItems.some(({ parentSubscriptionId }) => parentSubscriptionId)) {
    refuseWith(commerceFault(400, 800029, 'The offer is no add-on to another subscription.'));
  }
  if (billingCycle && billingCycle !== wireCycle(order.billingCycle)) {
    refuseWith(commerceFault(400, 6000, 'The billing cycle of an order of SaaS cannot change.'));
  }
  const shown = shownStatus(order, { state: ctx.engine.state, now: ctx.engine.now() });
  if (status === 'cancelled') cancel(ctx, order);
  else if (status !== undefined && status !== shown) refuseStatus(status);
}

function cancel(ctx: PartnerContext, { id: orderId }: Order): void {
  if (!ctx.engine.state.settings['order.sandboxCancel']) {
    const text = 'An order of SaaS is not cancelled here; set the status of its subscription to deleted.';
    refuseWith(commerceFault(403, 800077, text));
  }
  execute(ctx, { type: 'CancelOrder', orderId });
}

function refuseStatus(wanted: string): never {
  return wanted === 'suspended'
    ? refuseWith(commerceFault(400, 800063, 'An order is not suspended; suspend its subscription.'))
    : refuseWith(commerceFault(400, 800042, `The status of an order cannot be set to ${wanted}.`));
}
