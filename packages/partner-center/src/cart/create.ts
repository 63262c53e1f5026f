import { z } from 'zod';
import { exampleSettings } from '../catalog/example.ts';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { attestationOf, attestationRefusal } from './attestation.ts';
import { cartBody, linesFrom } from './input.ts';
import { lineErrors, lineGaps } from './line-refusals.ts';
import { cartResource, cartSchema, exampleCart } from './resource.ts';

/** CRT-1: puts lines into a new cart; a line that cannot be bought is kept, with its error (PC 4.1). */
export const createCart = endpoint({
  contract: {
    id: 'CRT-1',
    method: 'post',
    path: '/v1/customers/:customerId/carts',
    summary: 'Create a cart',
    source: 'PC 4.2',
    tag: 'Carts',
    access: 'A+U',
    right: 'buy',
    params: customerParams,
    query: z.object({}),
    body: cartBody,
    replies: {
      201: {
        description: 'The cart; lines may carry an error.',
        schema: cartSchema,
        example: cartResource(exampleCart, exampleSettings),
      },
    },
    refusals: [
      ...customerRefusals,
      attestationRefusal,
      ...lineErrors,
      { status: 400, code: 800009, when: 'there is no line' },
      { status: 400, code: 900142, when: 'a line names no catalog item' },
    ],
    gaps: lineGaps,
  },
  locate: customerAt,
  handle: ({ found, body }, ctx) => {
    const events = execute(ctx, {
      type: 'CreateCart',
      customerId: found.customer.id,
      by: ctx.callerId,
      lines: linesFrom(body),
      ...attestationOf(body, ctx),
    });
    const created = events.find((event) => event.type === 'CartCreated');
    if (!created) throw new Error('CreateCart was accepted without CartCreated');
    return { status: 201, body: cartResource(created.cart, ctx.engine.state.settings) };
  },
});
