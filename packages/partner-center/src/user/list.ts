import type { Customer, CustomerUser } from '@marketsim/core';
import { normalise } from '@marketsim/http';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { refuseWith } from '../problem.ts';
import { customerRefusals } from '../refusals.ts';
import { invalidProperty } from '../render.ts';
import { collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { seekHeaders, seekPage, seekQuery, seekRefusals } from '../wire/seek.ts';
import { exampleUser, userResource, userSchema, usersOf, usersUri } from './resource.ts';

/** CUS-14: the accounts of a customer, a page at a time; with the filter `UserState equals Inactive` the deleted ones. */
export const listUsers = endpoint({
  contract: {
    id: 'CUS-14',
    method: 'get',
    path: '/v1/customers/:customerId/users',
    summary: 'List the users of a customer',
    source: 'PC 2.10, 0.8',
    tag: 'Users',
    access: 'U',
    right: 'read',
    params: customerParams,
    query: seekQuery,
    headers: seekHeaders,
    replies: {
      200: {
        description: 'One page of users.',
        schema: collectionSchema(userSchema),
        example: exampleList(usersUri({ id: exampleUser.customerId }), userResource(exampleUser)),
      },
    },
    refusals: [...customerRefusals, ...seekRefusals],
  },
  locate: customerAt,
  handle: ({ found: { customer }, query, request }, ctx) => ({
    status: 200,
    body: seekPage(
      { query, request, uri: usersUri(customer), itemsFor: (filter) => filtered(ctx, customer, filter) },
      userResource,
    ),
  }),
});

const filterSchema = z.object({
  field: z.enum(['UserState']),
  value: z.enum(['Active', 'Inactive']),
  operator: z.enum(['equals']),
});

function filtered(
  ctx: PartnerContext,
  customer: Customer,
  filter: string | undefined,
): readonly CustomerUser[] {
  const wanted = filter === undefined ? 'Active' : stateIn(filter);
  return usersOf(ctx, customer).filter(
    ({ deletedAt }) => (deletedAt === undefined) === (wanted === 'Active'),
  );
}

function stateIn(filter: string): 'Active' | 'Inactive' {
  const result = filterSchema.safeParse(normalise(filterSchema, parsed(filter), 'sdk'));
  if (result.success) return result.data.value;
  return refuseWith(invalidProperty('filter', 'expected Field UserState, Operator equals, Value Inactive'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
