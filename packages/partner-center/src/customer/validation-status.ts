import type { Customer } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { instantSchema } from '../wire/values.ts';
import { exampleCustomer } from './resource.ts';

const statusSchema = z
  .strictObject({
    type: z.literal('account'),
    status: z.literal('allowed'),
    lastUpdateDateTime: instantSchema,
  })
  .meta({ id: 'ValidationStatus' });

const statusOf = ({ createdAt }: Pick<Customer, 'createdAt'>) => ({
  type: 'account',
  status: 'allowed',
  lastUpdateDateTime: createdAt,
});

/** CUS-15: how far the vetting of a customer is. Here every customer is allowed to buy from its creation on. */
export const getValidationStatus = endpoint({
  contract: {
    id: 'CUS-15.validation',
    method: 'get',
    path: '/v1/customers/:customerId/validationStatus',
    summary: 'Get the vetting state of a customer',
    source: 'PC 2.10',
    tag: 'Customers',
    access: 'A+U',
    right: 'read',
    params: customerParams,
    query: z.object({ type: z.enum(['account']) }),
    replies: {
      200: { description: 'The state.', schema: statusSchema, example: statusOf(exampleCustomer) },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found }) => ({ status: 200, body: statusOf(found.customer) }),
});
