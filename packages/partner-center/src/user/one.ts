import type { CustomerUser } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { userRefusals } from '../refusals.ts';
import {
  checkName,
  exampleUser,
  userAt,
  userFields,
  userParams,
  userResource,
  userSchema,
} from './resource.ts';

const described = {
  path: '/v1/customers/:customerId/users/:userId',
  source: 'PC 2.10',
  tag: 'Users',
  access: 'U',
  params: userParams,
  query: z.object({}),
  refusals: userRefusals,
} as const;

const replies = {
  200: { description: 'The user.', schema: userSchema, example: userResource(exampleUser) },
} as const;

/** CUS-14: one account of a customer. */
export const getUser = endpoint({
  contract: {
    ...described,
    id: 'CUS-14.user',
    method: 'get',
    summary: 'Get a user',
    right: 'read',
    replies,
  },
  locate: userAt,
  handle: ({ found }) => ({ status: 200, body: userResource(found.user) }),
});

/** CUS-14, PATCH: changes what is sent; `state` active restores a deleted account. */
export const updateUser = endpoint({
  contract: {
    ...described,
    id: 'CUS-14.update',
    method: 'patch',
    summary: 'Change a user',
    right: 'customerWrite',
    body: userFields
      .partial()
      .extend({ state: z.enum(['active', 'inactive']).optional() })
      .meta({ id: 'UserUpdate' }),
    replies,
  },
  locate: userAt,
  handle: ({ found: { customer, user }, body }, ctx) => {
    const { state, passwordProfile: _, ...fields } = body;
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const { deletedAt, ...kept }: CustomerUser = { ...user, ...given };
    const stays =
      state === undefined ? deletedAt : state === 'inactive' ? (deletedAt ?? ctx.engine.now()) : undefined;
    const changed: CustomerUser = { ...kept, ...(stays !== undefined && { deletedAt: stays }) };
    checkName(ctx, customer, changed);
    execute(ctx, { type: 'KeepUser', user: changed });
    return { status: 200, body: userResource(changed, body) };
  },
});

/** CUS-14, DELETE: the account can be restored for 30 days. */
export const deleteUser = endpoint({
  contract: {
    ...described,
    id: 'CUS-14.delete',
    method: 'delete',
    summary: 'Delete a user',
    right: 'customerWrite',
    replies: { 204: { description: 'The user is inactive.' } },
  },
  locate: userAt,
  handle: ({ found: { user } }, ctx) => {
    const { deletedAt = ctx.engine.now() } = user;
    execute(ctx, { type: 'KeepUser', user: { ...user, deletedAt } });
    return { status: 204 };
  },
});
