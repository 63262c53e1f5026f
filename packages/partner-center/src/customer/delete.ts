import type { Customer } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { customerAt, customerParams } from '../locate.ts';
import { gatewayFault, refuseWith } from '../problem.ts';
import { customerRefusals } from '../refusals.ts';
import { invalidProperty } from '../render.ts';
import { isPostalCodeOf } from './postal-codes.ts';

/** CUS-4: removes a customer of a sandbox account with all that it has; its subscriptions end without a word (PC 13.30). */
export const deleteCustomer = endpoint({
  contract: {
    id: 'CUS-4',
    method: 'delete',
    path: '/v1/customers/:customerId',
    summary: 'Delete a customer of a sandbox account',
    source: 'PC 2.4',
    tag: 'Customers',
    access: 'A+U',
    right: 'customerWrite',
    params: customerParams,
    query: z.object({}),
    replies: { 204: { description: 'The customer is gone.' } },
    refusals: [
      ...customerRefusals,
      { status: 403, code: 900127, when: 'the account is no sandbox' },
      { status: 400, code: 3000, when: 'the address of the customer is not valid' },
    ],
  },
  locate: customerAt,
  handle: ({ found: { customer } }, ctx) => {
    if (!ctx.partner.sandbox) {
      refuseWith(gatewayFault(403, 900127, 'Customers are deleted in a sandbox account only.'));
    }
    checkAddress(customer);
    execute(ctx, { type: 'DeleteCustomer', customerId: customer.id });
    return { status: 204 };
  },
});

/** Ends the request for a customer whose address would not pass validation: the real service cannot delete it (PC 2.4). */
function checkAddress({ country, address: { postalCode } }: Customer): void {
  if (isPostalCodeOf(postalCode, country)) return;
  const text = `"${postalCode}" is not a postal code of ${country}; correct the billing profile, then delete the customer`;
  refuseWith(invalidProperty('billingProfile.defaultAddress.postalCode', text));
}
