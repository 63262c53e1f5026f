import { type OrderLineItem, type State, statusView } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { orderAt, orderParams } from '../locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { orderRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { isListed } from './resource.ts';

const lineStatus = z.enum(['prefulfillmentPending', 'fulfilled', 'unfulfilled']);

const provisioningSchema = z
  .strictObject({
    orderLineItemId: z.int(),
    lineItemNumber: z.int(),
    status: lineStatus,
    quantityProvisioningInformation: z.array(z.strictObject({ quantity: z.int(), status: lineStatus })),
  })
  .meta({ id: 'OrderLineItemProvisioningStatus' });

type Status = z.output<typeof lineStatus>;

const provisioningOf = (
  { lineItemNumber, quantity }: Pick<OrderLineItem, 'lineItemNumber' | 'quantity'>,
  status: Status,
) => ({
  orderLineItemId: lineItemNumber,
  lineItemNumber,
  status,
  quantityProvisioningInformation: [{ quantity, status }],
});

/** A line that changes a subscription is fulfilled with its order; one that made it when it is activated (RB 4.1). */
function statusOf(line: OrderLineItem, { subscriptions, settings }: State): Status {
  const subscription = subscriptions.get(line.subscriptionId);
  if (line.transaction !== 'new' || !subscription) return 'fulfilled';
  return statusView(subscription, settings).lineProvisioning;
}

/** ORD-5: how far the publisher is with each line of an order. */
export const getOrderProvisioning = endpoint({
  contract: {
    id: 'ORD-5',
    method: 'get',
    path: '/v1/customers/:customerId/orders/:orderId/provisioningstatus',
    summary: 'Get the provisioning status of an order',
    source: 'PC 5.5',
    tag: 'Orders',
    access: 'U',
    right: 'readProvisioning',
    params: orderParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'One entry per line.',
        schema: collectionSchema(provisioningSchema),
        example: exampleList(
          `/customers/${exampleIds.customer}/orders/${exampleIds.order}/provisioningstatus`,
          provisioningOf({ lineItemNumber: 0, quantity: 5 }, 'prefulfillmentPending'),
        ),
      },
    },
    refusals: [
      ...orderRefusals,
      {
        status: 404,
        code: 800007,
        when: 'the order is too new for anything to be known of its provisioning',
      },
    ],
  },
  locate: orderAt,
  handle: ({ found: { order }, request }, { engine }) => {
    const { state } = engine;
    if (!isListed(order, { state, now: engine.now() })) {
      refuseWith(
        commerceFault(404, 800007, `Nothing is known yet of the provisioning of order ${order.id}.`),
      );
    }
    const lines = order.lineItems.map((line) => provisioningOf(line, statusOf(line, state)));
    return { status: 200, body: collection(lines, request) };
  },
});
