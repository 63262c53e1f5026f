import type { OrderLineItem } from '@marketsim/core';
import { z } from 'zod';
import { activationLinkSchema, exampleActivationLinks } from '../activation/links.ts';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { orderAt, orderParams } from '../locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { orderRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { lineLinks, lineOf } from './line-links.ts';

const lineParams = orderParams.extend({ lineItemNumber: z.string() });

/** ORD-6: the activation links of one line of an order (ACT-02). */
export const getLineActivationLinks = endpoint({
  contract: {
    id: 'ORD-6',
    method: 'get',
    path: '/v1/customers/:customerId/orders/:orderId/lineitems/:lineItemNumber/activationlinks',
    summary: 'Get the activation links of an order line',
    source: 'PC 5.6',
    tag: 'Orders',
    access: 'A+U',
    right: 'read',
    params: lineParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The link with a fresh token; nothing once the subscription has ended.',
        schema: collectionSchema(activationLinkSchema),
        example: exampleActivationLinks,
      },
    },
    refusals: [...orderRefusals, { status: 400, code: 800071, when: 'the order has no such line' }],
  },
  locate: lineAt,
  handle: ({ found, request }, ctx) => ({ status: 200, body: collection(lineLinks(ctx, found), request) }),
});

function lineAt(ctx: PartnerContext, params: z.output<typeof lineParams>): OrderLineItem {
  const { order } = orderAt(ctx, params);
  const { lineItemNumber } = params;
  const text = `Line item number ${lineItemNumber} is out of range; line items: ${order.lineItems.length}.`;
  return lineOf(order, lineItemNumber) ?? refuseWith(commerceFault(400, 800071, text));
}
