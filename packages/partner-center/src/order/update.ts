import type { Order } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { etagFit } from '../etag.ts';
import { execute } from '../execute.ts';
import { orderAt, orderParams } from '../locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { orderRefusals } from '../refusals.ts';
import { billingCycleSchema, wireCycle } from '../wire/values.ts';
import { cycleRefusals, orderedIn, refuseCycle } from './billing-cycle.ts';
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
      ...cycleRefusals,
      { status: 400, code: 800063, when: 'the order is to be suspended' },
      { status: 400, code: 800061, when: 'the order is cancelled, no purchase, or older than 60 days' },
      { status: 409, code: 800014, when: 'a change of what was ordered waits for its publisher' },
      ...[
        { status: 400, code: 900117, when: 'the window for cancelling has passed' },
        { status: 400, code: 900213, when: 'the window for cancelling has passed (newer codes)' },
      ].map((refusal) => ({
        ...refusal,
        onDemand: 'An order is cancelled for 60 days, whatever the window; later it is told as 800061.',
      })),
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
  if (billingCycle && billingCycle !== wireCycle(order.billingCycle)) refuseCycle(ctx, order);
  const shown = shownStatus(order, { state: ctx.engine.state, now: ctx.engine.now() });
  if (status === 'cancelled') cancel(ctx, order);
  else if (status !== undefined && status !== shown) refuseStatus(status);
}

function cancel(ctx: PartnerContext, order: Order): void {
  const { id: orderId } = order;
  if (orderedIn(order, ctx.engine.state).some(({ openOperationId }) => openOperationId)) {
    refuseWith(commerceFault(409, 800014, `A change of order ${orderId} waits for the publisher.`));
  }
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
