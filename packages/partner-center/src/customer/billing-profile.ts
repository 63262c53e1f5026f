import type { Address, Customer } from '@marketsim/core';
import type { RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { etagFit } from '../etag.ts';
import { execute } from '../execute.ts';
import { customerAt, customerParams } from '../locate.ts';
import { gatewayFault, refuseWith } from '../problem.ts';
import { customerRefusals } from '../refusals.ts';
import { invalidProperty } from '../render.ts';
import { billingFrom, billingProfileBody } from './create-body.ts';
import { isPostalCodeOf } from './postal-codes.ts';
import { billingEtagOf, billingProfileOf, billingProfileSchema, exampleCustomer } from './resource.ts';

const described = {
  path: '/v1/customers/:customerId/profiles/billing',
  source: 'PC 2.5',
  tag: 'Customers',
  access: 'A+U',
  params: customerParams,
  query: z.object({}),
  replies: {
    200: {
      description: 'The profile, with its etag.',
      schema: billingProfileSchema,
      example: billingProfileOf(exampleCustomer),
    },
  },
} as const;

/** CUS-6: the billing profile of a customer. */
export const getBillingProfile = endpoint({
  contract: {
    ...described,
    id: 'CUS-6',
    method: 'get',
    summary: 'Get the billing profile of a customer',
    right: 'read',
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found }) => ({ status: 200, body: billingProfileOf(found.customer) }),
});

const replacement = billingProfileBody.extend({
  id: z.string().optional(),
  attributes: z.strictObject({ etag: z.string().optional() }).optional(),
});

/** CUS-6, PUT: replaces the whole profile; it must be based on the current one. A customer stays in its country. */
export const replaceBillingProfile = endpoint({
  contract: {
    ...described,
    id: 'CUS-6.replace',
    method: 'put',
    summary: 'Replace the billing profile of a customer',
    right: 'customerWrite',
    headers: { 'If-Match': 'the etag that the change is based on, unless the body has it' },
    body: replacement.meta({ id: 'BillingProfileReplacement' }),
    refusals: [
      ...customerRefusals,
      { status: 400, code: 2055, when: 'the etag is not the current one, or is missing' },
    ],
  },
  locate: customerAt,
  handle: ({ found: { customer }, body, request }, ctx) => {
    checkBase(customer, body, request);
    const profile = billingFrom(body, '');
    checkAddress(customer, profile.address);
    execute(ctx, { type: 'ReplaceBillingProfile', customerId: customer.id, profile });
    return { status: 200, body: billingProfileOf(ctx.engine.state.customers.get(customer.id) ?? customer) };
  },
});

/** Ends the request when an address is in another country, or would not pass validation (PC 2.5, 2.6). */
function checkAddress({ country: own }: Customer, { country, postalCode }: Address): void {
  if (country !== own) {
    const text = `the customer stays in ${own}, got "${country}"`;
    refuseWith(invalidProperty('defaultAddress.country', text));
  }
  if (isPostalCodeOf(postalCode, country)) return;
  const text = `"${postalCode}" is not a postal code of ${country}`;
  refuseWith(invalidProperty('defaultAddress.postalCode', text));
}

/** Ends the request when it is about another profile, or based on an older one. */
function checkBase(customer: Customer, body: z.output<typeof replacement>, request: RequestInfo): void {
  if (body.id !== undefined && body.id.toLowerCase() !== customer.billingProfileId) {
    refuseWith(invalidProperty('id', `expected "${customer.billingProfileId}", got "${body.id}"`));
  }
  const sent = { ifMatch: request.header('If-Match'), inBody: body.attributes?.etag };
  const fit = etagFit(sent, billingEtagOf(customer));
  if (fit === 'missing') {
    refuseWith(gatewayFault(400, 2055, 'An etag is needed: in If-Match, or as attributes.etag of the body.'));
  }
  if (fit === 'stale') {
    refuseWith(gatewayFault(400, 2055, 'The billing profile has changed since its etag was read.'));
  }
}
