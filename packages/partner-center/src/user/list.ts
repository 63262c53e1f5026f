import type { Customer, CustomerUser } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { accountsPage, filteredQuery } from '../wire/accounts-page.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { readFilter } from '../wire/filter.ts';
import { seekHeaders, seekRefusals } from '../wire/seek.ts';
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
    query: filteredQuery,
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
  handle: ({ found: { customer }, query, request }, ctx) => {
    const page = accountsPage(filtered(ctx, customer, query.filter), query, request);
    return { status: 200, body: collection(page.items.map(userResource), request, page.next) };
  },
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
  const wanted = filter === undefined ? 'Active' : readFilter(filterSchema, filter).value;
  return usersOf(ctx, customer).filter(
    ({ deletedAt }) => (deletedAt === undefined) === (wanted === 'Active'),
  );
}
