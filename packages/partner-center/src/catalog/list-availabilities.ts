import { endpoint } from '../contract.ts';
import { customerAt } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleIds, exampleList } from '../wire/example.ts';
import { availabilitySchema } from './availability.ts';
import { availabilitiesPage, customerSkuParams, skuParams } from './browse.ts';
import { exampleAvailability } from './example-availability.ts';
import { countryMarket, customerMarket } from './market.ts';
import { countryQuery, segmentQuery, sellsIn } from './query.ts';

const described = {
  source: 'PC 3.4',
  tag: 'Catalog',
  access: 'A+U',
  right: 'read',
  replies: {
    200: {
      description: 'Availabilities of the SKU.',
      schema: collectionSchema(availabilitySchema),
      example: exampleList(
        `/products/${exampleIds.product}/skus/${exampleIds.sku}/availabilities?country=US`,
        exampleAvailability,
      ),
    },
  },
} as const;

const refusals = [
  { status: 404, code: 400013, when: 'the market has no such product' },
  { status: 404, code: 400018, when: 'the product has no such SKU' },
  { status: 403, code: 400030, when: 'nothing is sold in the segment' },
] as const;

/** CAT-4: how a plan can be bought in a country. */
export const listAvailabilities = endpoint({
  contract: {
    ...described,
    id: 'CAT-4',
    method: 'get',
    path: '/v1/products/:productId/skus/:skuId/availabilities',
    summary: 'List the availabilities of a SKU',
    params: skuParams,
    query: countryQuery.extend(segmentQuery.shape),
    refusals: [...refusals, { status: 403, code: 2030, when: 'nothing can be sold in the country' }],
  },
  handle: ({ params, query, request }, ctx) => {
    sellsIn(query);
    const market = countryMarket(query.country);
    return { status: 200, body: availabilitiesPage({ market, ctx }, params, request) };
  },
});

/** CAT-5: how a customer can be sold a plan. GET as the examples have it, POST as the tables do (PC 3.5). */
export const listCustomerAvailabilities = endpoint({
  contract: {
    ...described,
    source: 'PC 3.5',
    id: 'CAT-5.availabilities',
    method: 'get',
    path: '/v1/customers/:customerId/products/:productId/skus/:skuId/availabilities',
    summary: 'List the availabilities of a SKU for a customer',
    params: customerSkuParams,
    query: segmentQuery,
    refusals: [...refusals, ...customerRefusals],
  },
  alsoMethods: ['post'],
  locate: customerAt,
  handle: ({ params, query, request, found }, ctx) => {
    const market = customerMarket(found.customer);
    if (!sellsIn(query, found.customer)) return { status: 200, body: collection([], request) };
    return { status: 200, body: availabilitiesPage({ market, ctx }, params, request) };
  },
});
