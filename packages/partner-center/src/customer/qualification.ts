import type { Customer, Qualification } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { customerAt, customerParams } from '../locate.ts';
import { gatewayFault, refuseWith } from '../problem.ts';
import { customerRefusals } from '../refusals.ts';
import { invalidProperty } from '../render.ts';
import { instantSchema } from '../wire/values.ts';

/** In the order in which the numbers of SDKs have them (PC 2.7). */
const values = [
  'none',
  'education',
  'nonprofit',
  'governmentCommunityCloud',
  'stateOwnedEntity',
] as const satisfies readonly Qualification[];

/** What POST can state; the rest is stated by PUT (PC 2.7). */
const vettedValues = ['education', 'governmentCommunityCloud', 'stateOwnedEntity'] as const;

const valueSchema = z.enum(values);
const codeQuery = z.object({ code: z.string().optional() });

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const vettedSchema = z
  .strictObject({
    qualification: z.string(),
    vettingStatus: z.enum(['Approved', 'InReview', 'Denied']),
    vettingCreatedDate: instantSchema,
  })
  .meta({ id: 'CustomerQualification' });

const statedOf = ({ qualification }: Customer): Qualification => qualification?.value ?? 'none';

/** What was stated of a customer; here it is approved at once. */
const vettedOf = ({ qualification }: Pick<Customer, 'qualification'>) =>
  qualification === undefined || qualification.value === 'none'
    ? undefined
    : {
        qualification: capital(qualification.value),
        vettingStatus: 'Approved',
        vettingCreatedDate: qualification.since,
      };

const described = {
  source: 'PC 2.7',
  tag: 'Customers',
  params: customerParams,
} as const;

const one = {
  ...described,
  path: '/v1/customers/:customerId/qualification',
  replies: { 200: { description: 'The qualification.', schema: valueSchema, example: 'education' } },
} as const;

const all = { ...described, path: '/v1/customers/:customerId/qualifications' } as const;

const exampleVetted = {
  qualification: 'Education',
  vettingStatus: 'Approved',
  vettingCreatedDate: '2026-01-05T09:12:00Z',
};

const statingRefusals = [
  ...customerRefusals,
  { status: 400, code: 900126, when: 'there is no such qualification' },
] as const;

/** CUS-8: in which segment a customer buys. */
export const getQualification = endpoint({
  contract: {
    ...one,
    id: 'CUS-8',
    method: 'get',
    summary: 'Get the qualification of a customer',
    access: 'A+U',
    right: 'read',
    query: z.object({}),
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found }) => ({ status: 200, body: statedOf(found.customer) }),
});

/** CUS-8, PUT: states the segment, by its name or its number. */
export const replaceQualification = endpoint({
  contract: {
    ...one,
    id: 'CUS-8.replace',
    method: 'put',
    summary: 'State the qualification of a customer',
    access: 'U',
    right: 'customerWrite',
    query: codeQuery,
    body: z.union([z.int(), z.string()]).meta({ id: 'QualificationToState' }),
    refusals: statingRefusals,
  },
  locate: customerAt,
  handle: ({ found: { customer }, query, body }, ctx) => ({
    status: 200,
    body: statedOf(qualified(ctx, customer, { stated: body, code: query.code, among: values })),
  }),
});

/** CUS-8: what was stated of a customer, and how its vetting went. */
export const listQualifications = endpoint({
  contract: {
    ...all,
    id: 'CUS-8.list',
    method: 'get',
    summary: 'List the qualifications of a customer',
    access: 'A+U',
    right: 'read',
    query: z.object({}),
    replies: {
      200: { description: 'None or one.', schema: z.array(vettedSchema), example: [exampleVetted] },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found }) => {
    const vetted = vettedOf(found.customer);
    return { status: 200, body: vetted ? [vetted] : [] };
  },
});

/** CUS-8, POST: states the segment, and shows its vetting. */
export const stateQualification = endpoint({
  contract: {
    ...all,
    id: 'CUS-8.state',
    method: 'post',
    summary: 'State a qualification of a customer',
    access: 'U',
    right: 'customerWrite',
    query: codeQuery,
    body: z.strictObject({ qualification: z.string() }).meta({ id: 'NewQualification' }),
    replies: {
      201: { description: 'The qualification.', schema: vettedSchema, example: exampleVetted },
    },
    refusals: statingRefusals,
  },
  locate: customerAt,
  handle: ({ found: { customer }, query, body }, ctx) => {
    const stated = { stated: body.qualification, code: query.code, among: vettedValues };
    return { status: 201, body: vettedOf(qualified(ctx, customer, stated)) };
  },
});

interface Stated {
  readonly stated: string | number;
  readonly code: string | undefined;
  /** What can be stated at all. */
  readonly among: readonly Qualification[];
}

/** The customer after a statement; ends the request for one that there is not, or that needs a code (PC 2.7). */
function qualified(ctx: PartnerContext, customer: Customer, { stated, code, among }: Stated): Customer {
  const qualification = namedBy(stated);
  if (!qualification || !among.includes(qualification)) {
    const expected = among.map((value) => `"${value}"`).join(', ');
    const text = `qualification: expected one of ${expected}, got ${JSON.stringify(stated)}`;
    return refuseWith(gatewayFault(400, 900126, text));
  }
  if (qualification === 'governmentCommunityCloud' && !code) {
    refuseWith(invalidProperty('code', 'the government community cloud needs a validation code'));
  }
  execute(ctx, { type: 'QualifyCustomer', customerId: customer.id, qualification });
  return ctx.engine.state.customers.get(customer.id) ?? customer;
}

function namedBy(stated: string | number): Qualification | undefined {
  if (typeof stated === 'number') return values[stated];
  const folded = stated.replaceAll('_', '').toLowerCase();
  return values.find((value) => value.toLowerCase() === folded);
}
