import { endpoint } from '../contract.ts';
import { customerAt, customerParams, noParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { productsPage } from './browse.ts';
import { exampleMarket, exampleOffer, examplePublisher } from './example.ts';
import { countryMarket, customerMarket } from './market.ts';
import { productResource, productSchema } from './product.ts';
import { countryQuery, heldBy, sellsIn, viewQuery } from './query.ts';

const described = {
  source: 'PC 3.1',
  tag: 'Catalog',
  access: 'A+U',
  right: 'read',
  replies: {
    200: {
      description: 'Products of the view.',
      schema: collectionSchema(productSchema),
      example: exampleList(
        '/products?country=US&targetView=MarketplaceSaaS',
        productResource(exampleOffer, exampleMarket, {
          publishers: new Map([[examplePublisher.id, examplePublisher]]),
        }),
      ),
    },
  },
} as const;

const refusals = [
  { status: 403, code: 400036, when: 'there is no such view' },
  { status: 403, code: 400030, when: 'nothing is sold in the segment' },
] as const;

/** CAT-1: the products that are sold in a country. */
export const listProducts = endpoint({
  contract: {
    ...described,
    id: 'CAT-1',
    method: 'get',
    path: '/v1/products',
    summary: 'List products',
    params: noParams,
    query: countryQuery.extend(viewQuery.shape),
    refusals: [...refusals, { status: 403, code: 2030, when: 'nothing can be sold in the country' }],
  },
  handle: ({ query, request }, ctx) => {
    sellsIn(query);
    const holds = heldBy(query);
    const market = countryMarket(query.country);
    return { status: 200, body: productsPage({ market, ctx }, request, holds) };
  },
});

/** CAT-5: the products that are sold to a customer, private ones among them. GET as the examples have it, POST as the tables do (PC 3.5). */
export const listCustomerProducts = endpoint({
  contract: {
    ...described,
    source: 'PC 3.5',
    id: 'CAT-5.products',
    method: 'get',
    path: '/v1/customers/:customerId/products',
    summary: 'List products for a customer',
    params: customerParams,
    query: viewQuery,
    refusals: [...refusals, ...customerRefusals],
  },
  alsoMethods: ['post'],
  locate: customerAt,
  handle: ({ query, request, found }, ctx) => {
    const holds = sellsIn(query, found.customer) ? heldBy(query) : 'nothing';
    const market = customerMarket(found.customer);
    return { status: 200, body: productsPage({ market, ctx }, request, holds) };
  },
});
