import { endpoint } from '../contract.ts';
import { customerAt } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { customerProductParams, productParams, skusPage } from './browse.ts';
import { exampleItem, exampleMarket, exampleSettings } from './example.ts';
import { countryMarket, customerMarket } from './market.ts';
import { countryQuery, segmentQuery, sellsIn } from './query.ts';
import { skuResource, skuSchema } from './sku.ts';

const described = {
  source: 'PC 3.3',
  tag: 'Catalog',
  access: 'A+U',
  right: 'read',
  replies: {
    200: {
      description: 'SKUs of the product.',
      schema: collectionSchema(skuSchema),
      example: exampleList(
        `/products/${exampleIds.product}/skus?country=US`,
        skuResource(exampleItem, exampleMarket, exampleSettings),
      ),
    },
  },
} as const;

const refusals = [
  { status: 404, code: 400013, when: 'the market has no such product' },
  { status: 403, code: 400030, when: 'nothing is sold in the segment' },
] as const;

/** CAT-3: the plans of a product that a country sees. */
export const listSkus = endpoint({
  contract: {
    ...described,
    id: 'CAT-3',
    method: 'get',
    path: '/v1/products/:productId/skus',
    summary: 'List the SKUs of a product',
    params: productParams,
    query: countryQuery.extend(segmentQuery.shape),
    refusals: [...refusals, { status: 403, code: 2030, when: 'nothing can be sold in the country' }],
  },
  handle: ({ params, query, request }, ctx) => {
    sellsIn(query);
    const market = countryMarket(query.country);
    return { status: 200, body: skusPage({ market, ctx }, params, request) };
  },
});

/** CAT-5: the plans of a product that a customer sees. GET as the examples have it, POST as the tables do (PC 3.5). */
export const listCustomerSkus = endpoint({
  contract: {
    ...described,
    source: 'PC 3.5',
    id: 'CAT-5.skus',
    method: 'get',
    path: '/v1/customers/:customerId/products/:productId/skus',
    summary: 'List the SKUs of a product for a customer',
    params: customerProductParams,
    query: segmentQuery,
    refusals: [...refusals, ...customerRefusals],
  },
  alsoMethods: ['post'],
  locate: customerAt,
  handle: ({ params, query, request, found }, ctx) => {
    const market = customerMarket(found.customer);
    if (!sellsIn(query, found.customer)) return { status: 200, body: collection([], request) };
    return { status: 200, body: skusPage({ market, ctx }, params, request) };
  },
});
