import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { customerResource, customerSchema, exampleCustomer } from './resource.ts';

/** CUS-3: one customer. */
export const getCustomer = endpoint({
  contract: {
    id: 'CUS-3',
    method: 'get',
    path: '/v1/customers/:customerId',
    summary: 'Get a customer',
    source: 'PC 2.3',
    tag: 'Customers',
    access: 'A+U',
    right: 'read',
    params: customerParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The customer with its profiles.',
        schema: customerSchema,
        example: customerResource(exampleCustomer),
      },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found }) => ({ status: 200, body: customerResource(found.customer) }),
});
