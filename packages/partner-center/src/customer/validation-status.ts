import type { AccountStatus, Customer } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { instantSchema } from '../wire/values.ts';
import { exampleCustomer } from './resource.ts';

/** How the documents spell where an account stands. */
const statuses = {
  underReview: 'UnderReview',
  unknown: 'Unknown',
  notAllowed: 'NotAllowed',
  notReady: 'Not Ready',
} as const satisfies Record<AccountStatus, string>;

const statusSchema = z
  .strictObject({
    type: z.literal('account'),
    status: z.enum(['Allowed', ...Object.values(statuses)]),
    lastUpdateDateTime: instantSchema,
  })
  .meta({ id: 'ValidationStatus' });

const statusOf = ({
  createdAt,
  vettedAt = createdAt,
  vetting: { account } = {},
}: Pick<Customer, 'createdAt' | 'vettedAt' | 'vetting'>) => ({
  type: 'account',
  status: account === undefined ? 'Allowed' : statuses[account],
  lastUpdateDateTime: vettedAt,
});

/** CUS-15: how far the vetting of a customer is; it is allowed to buy from its creation on unless the world says otherwise (PUR-22). */
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
