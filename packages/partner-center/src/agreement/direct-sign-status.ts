import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';

/** CUS-11: whether the customer signed with Microsoft itself; its partner then has nothing to confirm (PUR-03). */
export const getDirectSignStatus = endpoint({
  contract: {
    id: 'CUS-11',
    method: 'get',
    path: '/v1/customers/:customerId/directSignedMicrosoftCustomerAgreementStatus',
    summary: 'Tell whether a customer signed the agreement directly',
    source: 'PC 2.8',
    tag: 'Agreements',
    access: 'U',
    right: 'read',
    params: customerParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'Whether the customer signed directly, without the partner.',
        schema: z.strictObject({ isSigned: z.boolean() }),
        example: { isSigned: false },
      },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found }) => ({ status: 200, body: { isSigned: found.customer.directlySigned ?? false } }),
});
