import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { companyProfileSchema, exampleCustomer, fullCompanyProfile } from './resource.ts';

/** CUS-5: the company profile of a customer. */
export const getCompanyProfile = endpoint({
  contract: {
    id: 'CUS-5',
    method: 'get',
    path: '/v1/customers/:customerId/profiles/company',
    summary: 'Get the company profile of a customer',
    source: 'PC 2.3',
    tag: 'Customers',
    access: 'U',
    right: 'read',
    params: customerParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The profile.',
        schema: companyProfileSchema,
        example: fullCompanyProfile(exampleCustomer),
      },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found }) => ({ status: 200, body: fullCompanyProfile(found.customer) }),
});
