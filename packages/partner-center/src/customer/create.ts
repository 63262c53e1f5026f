import { hash } from 'node:crypto';
import type { Customer, DomainEvent } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { refuseAppOnly } from '../identify.ts';
import { noParams } from '../locate.ts';
import { resellerRefusals } from '../refusals.ts';
import { createCustomerBody, profileFrom } from './create-body.ts';
import { createdCustomer, createdCustomerSchema, exampleCustomer } from './resource.ts';

/** CUS-2: creates a customer; with `associatedPartnerId` for an indirect reseller, which needs a signed-in user. */
export const createCustomer = endpoint({
  contract: {
    id: 'CUS-2',
    method: 'post',
    path: '/v1/customers',
    summary: 'Create a customer',
    source: 'PC 2.2, 0.10',
    tag: 'Customers',
    access: 'A+U',
    right: 'customerWrite',
    params: noParams,
    query: z.object({}),
    headers: { 'MS-RequestId': 'repeating it repeats the answer instead of creating another customer' },
    body: createCustomerBody,
    replies: {
      201: {
        description: 'The new customer, with its first password.',
        schema: createdCustomerSchema,
        example: createdCustomer(exampleCustomer, { password: 'k3T9xw0QbL2a!7', enableGDAPByDefault: false }),
      },
    },
    refusals: [
      ...resellerRefusals,
      {
        ...{ status: 400, code: 2071, when: 'the MPN id is no advisor’s' },
        onDemand: 'Advisors are not simulated: who is no indirect reseller is told as 800016.',
      },
      { status: 400, code: 3000, when: 'the domain is taken, or another property is not valid' },
      { status: 403, code: 900329, when: 'an app-only token names a reseller' },
      { status: 400, code: 600002, when: 'the country supports no registration number' },
      { status: 400, code: 600049, when: 'the country requires a registration number' },
      { status: 400, code: 600050, when: 'the registration number has not the form of its country' },
      { status: 400, code: 600051, when: 'the country requires a phone number' },
      { status: 400, code: 800018, when: 'the sandbox account has all its customers' },
    ],
  },
  handle: ({ body }, ctx) => {
    const profile = profileFrom(body);
    if (profile.associatedPartnerId && ctx.token.kind === 'app') {
      refuseAppOnly('a customer of an indirect reseller');
    }
    const events = execute(ctx, { type: 'CreateCustomer', partnerId: ctx.partner.id, profile });
    const customer = createdIn(events);
    const { enableGDAPByDefault = false } = body;
    return {
      status: 201,
      body: createdCustomer(customer, { password: firstPassword(customer), enableGDAPByDefault }),
    };
  },
});

function createdIn(events: readonly DomainEvent[]): Customer {
  const created = events.find((event) => event.type === 'CustomerCreated');
  if (!created) throw new Error('CreateCustomer was accepted without CustomerCreated');
  return created.customer;
}

const passwordLength = 12;

/** Made from the customer's ids, so that the same world tells the same one; nothing can be signed in to with it. */
function firstPassword({ id, commerceId }: Customer): string {
  const text = hash('sha256', `${id} ${commerceId}`, 'base64url');
  return `${text.slice(0, passwordLength)}!7`;
}
