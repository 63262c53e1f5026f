import { type Customer, type CustomerUser, durationMs, plusMs } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { customerAt, customerParams } from '../locate.ts';
import { gatewayFault, refuseWith } from '../problem.ts';
import { exampleIds } from '../wire/example.ts';
import { attributesSchema, selfLink, selfLinksSchema } from '../wire/link.ts';
import { instantSchema } from '../wire/values.ts';

const passwordSchema = z.strictObject({
  password: z.string().optional(),
  forceChangePassword: z.boolean().optional(),
});

/** An account in a customer's tenant (PC 2.10). Passwords are not kept: only the answer to a call that sets one has it. */
export const userSchema = z
  .strictObject({
    id: z.guid(),
    usageLocation: z.string(),
    userPrincipalName: z.string(),
    displayName: z.string(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    immutableId: z.string().optional(),
    phoneNumber: z.string().optional(),
    passwordProfile: passwordSchema.optional(),
    userDomainType: z.enum(['none', 'managed', 'federated']),
    state: z.enum(['active', 'inactive']),
    softDeletionTime: instantSchema.optional(),
    links: selfLinksSchema,
    attributes: attributesSchema('CustomerUser'),
  })
  .meta({ id: 'CustomerUser' });

const text = z.string().min(1);

/** What of an account can be changed. */
export const userFields = z.strictObject({
  usageLocation: z.string().regex(/^[A-Za-z]{2}$/, { error: 'a country of two letters such as "US"' }),
  userPrincipalName: z.string().regex(/^[^\s@]+@[^\s@]+$/, { error: 'a name such as "ana@contoso.example"' }),
  displayName: text,
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  immutableId: z.string().optional(),
  phoneNumber: z.string().optional(),
  passwordProfile: passwordSchema.optional(),
});

export const userParams = customerParams.extend({ userId: z.string() });

export const usersUri = ({ id }: Pick<Customer, 'id'>): string => `/customers/${id}/users`;

export const userResource = (
  user: CustomerUser,
  { passwordProfile }: Pick<z.output<typeof userFields>, 'passwordProfile'> = {},
) => {
  const { id, customerId, deletedAt, ...fields } = user;
  return {
    id,
    ...fields,
    ...(passwordProfile && { passwordProfile }),
    userDomainType: 'none',
    state: deletedAt === undefined ? 'active' : 'inactive',
    ...(deletedAt !== undefined && { softDeletionTime: deletedAt }),
    links: selfLink(`${usersUri({ id: customerId })}/${id}`),
    attributes: { objectType: 'CustomerUser' },
  };
};

/** How long a deleted account can be restored. */
const restorable = durationMs('P30D');

/** The accounts of a customer, deleted ones as long as they can be restored. */
export function usersOf({ engine }: PartnerContext, { id }: Pick<Customer, 'id'>): readonly CustomerUser[] {
  const now = engine.now();
  return [...engine.state.usersOf.of(id)]
    .flatMap((userId) => engine.state.users.get(userId) ?? [])
    .filter(({ deletedAt }) => deletedAt === undefined || now < plusMs(deletedAt, restorable));
}

/** An account of the caller's customer. */
export function userAt(ctx: PartnerContext, params: z.output<typeof userParams>) {
  const { customer } = customerAt(ctx, params);
  const id = params.userId.toLowerCase();
  const user = usersOf(ctx, customer).find((each) => each.id === id);
  return user
    ? { customer, user }
    : refuseWith(gatewayFault(404, 60002, `Customer ${customer.id} has no user ${params.userId}.`));
}

/** Ends the request when another account of the customer has the name. */
export function checkName(
  ctx: PartnerContext,
  customer: Customer,
  { userPrincipalName, id }: Pick<CustomerUser, 'userPrincipalName'> & { readonly id?: string },
): void {
  const name = userPrincipalName.toLowerCase();
  const taken = usersOf(ctx, customer).some(
    (other) => other.id !== id && other.userPrincipalName.toLowerCase() === name,
  );
  if (taken) refuseWith(gatewayFault(400, 3000, `userPrincipalName: ${userPrincipalName} is in use.`));
}

/** The account of the examples. */
export const exampleUser: CustomerUser = {
  id: exampleIds.user,
  customerId: exampleIds.customer,
  userPrincipalName: 'ida@fjordbakery.onmicrosoft.com',
  displayName: 'Ida Moen',
  usageLocation: 'US',
  firstName: 'Ida',
  lastName: 'Moen',
};

/** What an answer shows of a password that was just set. */
export const examplePassword = { passwordProfile: { password: 'k3T9xw0QbL2a!7', forceChangePassword: true } };
