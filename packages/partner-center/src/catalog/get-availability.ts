import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { availabilitySchema } from './availability.ts';
import { availabilityPage, availabilityParams, customerAvailabilityParams } from './browse.ts';
import { exampleAvailability } from './example-availability.ts';
import { countryMarket, customerMarket } from './market.ts';
import { countryQuery } from './query.ts';

const described = {
  source: 'PC 3.4',
  tag: 'Catalog',
  access: 'A+U',
  right: 'read',
  replies: {
    200: { description: 'The availability.', schema: availabilitySchema, example: exampleAvailability },
  },
} as const;

const refusals = [
  { status: 404, code: 400013, when: 'the market has no such product' },
  { status: 404, code: 400018, when: 'the product has no such SKU' },
  { status: 404, code: 400019, when: 'the SKU has no such availability' },
] as const;

/** CAT-4, by id: one availability of a plan in a country. */
export const getAvailability = endpoint({
  contract: {
    ...described,
    id: 'CAT-4.availability',
    method: 'get',
    path: '/v1/products/:productId/skus/:skuId/availabilities/:availabilityId',
    summary: 'Get an availability',
    params: availabilityParams,
    query: countryQuery,
    refusals: [...refusals, { status: 403, code: 2030, when: 'nothing can be sold in the country' }],
  },
  handle: ({ params, query }, ctx) => {
    const market = countryMarket(query.country);
    return { status: 200, body: availabilityPage({ market, ctx }, params) };
  },
});

/** CAT-5: one availability of a plan for a customer. GET as the examples have it, POST as the tables do (PC 3.5). */
export const getCustomerAvailability = endpoint({
  contract: {
    ...described,
    source: 'PC 3.5',
    id: 'CAT-5.availability',
    method: 'get',
    path: '/v1/customers/:customerId/products/:productId/skus/:skuId/availabilities/:availabilityId',
    summary: 'Get an availability for a customer',
    params: customerAvailabilityParams,
    query: z.object({}),
    refusals: [...refusals, ...customerRefusals],
  },
  alsoMethods: ['post'],
  locate: customerAt,
  handle: ({ params, found }, ctx) => {
    const market = customerMarket(found.customer);
    return { status: 200, body: availabilityPage({ market, ctx }, params) };
  },
});
