import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { customerSkuParams, skuPage, skuParams } from './browse.ts';
import { exampleItem, exampleMarket, exampleSettings } from './example.ts';
import { countryMarket, customerMarket } from './market.ts';
import { countryQuery } from './query.ts';
import { skuResource, skuSchema } from './sku.ts';

const described = {
  source: 'PC 3.3',
  tag: 'Catalog',
  access: 'A+U',
  right: 'read',
  replies: {
    200: {
      description: 'The SKU.',
      schema: skuSchema,
      example: skuResource(exampleItem, exampleMarket, exampleSettings),
    },
  },
} as const;

const refusals = [
  { status: 404, code: 400013, when: 'the market has no such product' },
  { status: 404, code: 400018, when: 'the product has no such SKU' },
] as const;

/** CAT-3, by id: one plan as a country sees it. */
export const getSku = endpoint({
  contract: {
    ...described,
    id: 'CAT-3.sku',
    method: 'get',
    path: '/v1/products/:productId/skus/:skuId',
    summary: 'Get a SKU',
    params: skuParams,
    query: countryQuery,
    refusals: [...refusals, { status: 403, code: 2030, when: 'nothing can be sold in the country' }],
  },
  handle: ({ params, query }, ctx) => {
    const market = countryMarket(query.country);
    return { status: 200, body: skuPage({ market, ctx }, params) };
  },
});

/** CAT-5: one plan as a customer sees it. GET as the examples have it, POST as the tables do (PC 3.5). */
export const getCustomerSku = endpoint({
  contract: {
    ...described,
    source: 'PC 3.5',
    id: 'CAT-5.sku',
    method: 'get',
    path: '/v1/customers/:customerId/products/:productId/skus/:skuId',
    summary: 'Get a SKU for a customer',
    params: customerSkuParams,
    query: z.object({}),
    refusals: [...refusals, ...customerRefusals],
  },
  alsoMethods: ['post'],
  locate: customerAt,
  handle: ({ params, found }, ctx) => {
    const market = customerMarket(found.customer);
    return { status: 200, body: skuPage({ market, ctx }, params) };
  },
});
