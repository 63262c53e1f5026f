import { z } from 'zod';
import { exampleSettings } from '../catalog/example.ts';
import { endpoint } from '../contract.ts';
import { execute, refuseDomain } from '../execute.ts';
import { cartAt, cartParams } from '../locate.ts';
import { cartRefusals } from '../refusals.ts';
import { attestationOf, attestationRefusal } from './attestation.ts';
import { refuseHeld } from './held.ts';
import { cartBody, linesFrom } from './input.ts';
import { lineErrors, lineGaps } from './line-refusals.ts';
import { cartResource, cartSchema, exampleCart } from './resource.ts';

/** CRT-3: replaces the lines of a cart; its end of life stays. The real service answers 201, and so does this (PC 4.4). */
export const replaceCart = endpoint({
  contract: {
    id: 'CRT-3',
    method: 'put',
    path: '/v1/customers/:customerId/carts/:cartId',
    summary: 'Replace the lines of a cart',
    source: 'PC 4.4',
    tag: 'Carts',
    access: 'A+U',
    right: 'buy',
    params: cartParams,
    query: z.object({}),
    body: cartBody,
    replies: {
      201: {
        description: 'The cart with its new lines.',
        schema: cartSchema,
        example: cartResource(exampleCart, exampleSettings),
      },
    },
    refusals: [
      ...cartRefusals,
      attestationRefusal,
      ...lineErrors,
      { status: 400, code: 800009, when: 'there is no line' },
      { status: 409, code: 800064, when: 'a checkout has the cart in hand' },
      { status: 400, code: 800065, when: 'the cart has been ordered' },
      { status: 400, code: 900142, when: 'a line names no catalog item' },
    ],
    gaps: lineGaps,
  },
  locate: cartAt,
  handle: ({ found: { customer, cart }, body }, ctx) => {
    refuseHeld(ctx, cart);
    if (cart.checkout) refuseDomain(ctx, { code: 'cartAlreadyOrdered', cartId: cart.id });
    const lines = linesFrom(body);
    const events = execute(ctx, {
      type: 'ReplaceCart',
      customerId: customer.id,
      cartId: cart.id,
      by: ctx.callerId,
      lines,
      ...attestationOf(body, ctx),
    });
    const replaced = events.find((event) => event.type === 'CartReplaced');
    if (!replaced) throw new Error('ReplaceCart was accepted without CartReplaced');
    return { status: 201, body: cartResource(replaced.cart, ctx.engine.state.settings) };
  },
});
