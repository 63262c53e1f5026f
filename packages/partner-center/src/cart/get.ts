import { z } from 'zod';
import { exampleSettings } from '../catalog/example.ts';
import { endpoint } from '../contract.ts';
import { cartAt, cartParams } from '../locate.ts';
import { cartRefusals } from '../refusals.ts';
import { cartResource, cartSchema, exampleCart } from './resource.ts';

/** CRT-2: a cart that has not expired (PUR-13). */
export const getCart = endpoint({
  contract: {
    id: 'CRT-2',
    method: 'get',
    path: '/v1/customers/:customerId/carts/:cartId',
    summary: 'Get a cart',
    source: 'PC 4.3',
    tag: 'Carts',
    access: 'A+U',
    right: 'read',
    params: cartParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The cart.',
        schema: cartSchema,
        example: cartResource(exampleCart, exampleSettings),
      },
    },
    refusals: cartRefusals,
  },
  locate: cartAt,
  handle: ({ found }, { engine }) => ({
    status: 200,
    body: cartResource(found.cart, engine.state.settings),
  }),
});
