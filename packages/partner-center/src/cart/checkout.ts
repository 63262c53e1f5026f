import type { Cart, CheckoutResult, Customer } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { cartAt, cartParams } from '../locate.ts';
import { exampleOrderBody } from '../order/example.ts';
import { orderResource, orderSchema } from '../order/resource.ts';
import { buyingRefusals, cartRefusals, limitRefusals } from '../refusals.ts';
import { attributesSchema } from '../wire/link.ts';
import { attestationOf, attestationRefusal } from './attestation.ts';
import { failureFault } from './failure.ts';
import { whileHeld } from './held.ts';
import { groupErrors } from './line-refusals.ts';

const resultSchema = z
  .strictObject({
    orders: z.array(orderSchema),
    orderErrors: z
      .array(
        z.strictObject({
          orderGroupId: z.string(),
          code: z.int(),
          description: z.string().min(1),
          attributes: attributesSchema('OrderError'),
        }),
      )
      .min(1)
      .optional(),
    attributes: attributesSchema('CartCheckoutResult'),
  })
  .meta({ id: 'CartCheckoutResult' });

/** CRT-4: orders a cart, one order per group. Repeating it repeats the result; when all failed it is tried again (PUR-14). */
export const checkOutCart = endpoint({
  contract: {
    id: 'CRT-4',
    method: 'post',
    path: '/v1/customers/:customerId/carts/:cartId/checkout',
    summary: 'Check out a cart',
    source: 'PC 4.6',
    tag: 'Carts',
    access: 'A+U',
    right: 'buy',
    params: cartParams,
    query: z.object({}),
    replies: {
      201: {
        description: 'Orders of the groups that succeeded, errors of those that failed.',
        schema: resultSchema,
        example: { orders: [exampleOrderBody], attributes: { objectType: 'CartCheckoutResult' } },
      },
    },
    refusals: [
      ...cartRefusals,
      attestationRefusal,
      ...buyingRefusals,
      ...limitRefusals,
      ...groupErrors,
      {
        ...{ status: 400, code: 900142, when: 'a line names no catalog item' },
        onDemand: 'It is found out when the line is put into the cart.',
      },
      { status: 409, code: 800064, when: 'another checkout has the cart in hand' },
      { status: 400, code: 800009, when: 'lines of the cart carry errors' },
      { status: 409, code: 800060, when: 'the cart was ordered, and its orders are in progress' },
      { status: 400, code: 800065, when: 'the cart has been ordered, and repeating is switched off' },
    ],
  },
  locate: cartAt,
  handle: ({ found: { customer, cart } }, ctx) =>
    whileHeld(ctx, cart, () => {
      if (!cart.checkout) attestationOf({ partnerOnRecordAttestationAccepted: cart.attested }, ctx);
      execute(ctx, { type: 'CheckOutCart', customerId: customer.id, cartId: cart.id });
      const after = ctx.engine.state.carts.get(cart.id) ?? cart;
      const result = after.checkout ?? { orderIds: [], failures: after.failures ?? [] };
      return { status: 201, body: resultOf(result, { cart: after, customer }, ctx) };
    }),
});

function resultOf(
  { orderIds, failures }: CheckoutResult,
  { cart, customer }: { readonly cart: Cart; readonly customer: Customer },
  { engine }: PartnerContext,
) {
  const { state } = engine;
  const orders = orderIds.flatMap((id) => state.orders.get(id) ?? []);
  const orderErrors = failures.map((failure) => {
    const { code, description } = failureFault(failure, cart, state);
    return {
      orderGroupId: failure.orderGroup,
      code,
      description,
      attributes: { objectType: 'OrderError' },
    };
  });
  return {
    orders: orders.map((order) => orderResource(order, { state, now: engine.now(), customer })),
    ...(orderErrors.length > 0 && { orderErrors }),
    attributes: { objectType: 'CartCheckoutResult' },
  };
}
