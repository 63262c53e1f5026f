import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { customerProductParams, productPage, productParams } from './browse.ts';
import { exampleMarket, exampleOffer, examplePublisher } from './example.ts';
import { countryMarket, customerMarket } from './market.ts';
import { productResource, productSchema } from './product.ts';
import { countryQuery } from './query.ts';

const described = {
  source: 'PC 3.2',
  tag: 'Catalog',
  access: 'A+U',
  right: 'read',
  replies: {
    200: {
      description: 'The product.',
      schema: productSchema,
      example: productResource(exampleOffer, exampleMarket, {
        publishers: new Map([[examplePublisher.id, examplePublisher]]),
      }),
    },
  },
} as const;

const refusals = [{ status: 404, code: 400013, when: 'the market has no such product' }] as const;

/** CAT-2: one product as a country sees it. */
export const getProduct = endpoint({
  contract: {
    ...described,
    id: 'CAT-2',
    method: 'get',
    path: '/v1/products/:productId',
    summary: 'Get a product',
    params: productParams,
    query: countryQuery,
    refusals: [...refusals, { status: 403, code: 2030, when: 'nothing can be sold in the country' }],
  },
  handle: ({ params, query }, ctx) => {
    const market = countryMarket(query.country);
    return { status: 200, body: productPage({ market, ctx }, params) };
  },
});

/** CAT-5: one product as a customer sees it. GET as the examples have it, POST as the tables do (PC 3.5). */
export const getCustomerProduct = endpoint({
  contract: {
    ...described,
    source: 'PC 3.5',
    id: 'CAT-5.product',
    method: 'get',
    path: '/v1/customers/:customerId/products/:productId',
    summary: 'Get a product for a customer',
    params: customerProductParams,
    query: z.object({}),
    refusals: [...refusals, ...customerRefusals],
  },
  alsoMethods: ['post'],
  locate: customerAt,
  handle: ({ params, found }, ctx) => {
    const market = customerMarket(found.customer);
    return { status: 200, body: productPage({ market, ctx }, params) };
  },
});
