import type { CustomerUser } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { accountsPage, filteredQuery } from '../wire/accounts-page.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { readFilter } from '../wire/filter.ts';
import { seekHeaders, seekRefusals } from '../wire/seek.ts';
import { exampleUser, userResource, userSchema, usersOf, usersUri } from './resource.ts';

/** CUS-14: the accounts of a customer, a page at a time; with the filter `UserStatus equals Inactive` the deleted ones. */
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
    const shows = userFilter(query.filter);
    const page = accountsPage({ items: usersOf(ctx, customer), shows, query, request });
    const users = page.items.map((user) => userResource(user));
    return { status: 200, body: collection(users, request, page.next) };
  },
});

const filterSchema = z.object({
  /** Documents and SDKs name it either way. */
  field: z.enum(['UserStatus', 'UserState']),
  value: z.enum(['Active', 'Inactive']),
  operator: z.enum(['equals']),
});

/** A test for accounts from the `filter` query; without one the active ones pass. */
function userFilter(text: string | undefined): (user: CustomerUser) => boolean {
  const wanted = text === undefined ? 'Active' : readFilter(filterSchema, text).value;
  return ({ deletedAt }) => (deletedAt === undefined) === (wanted === 'Active');
}
