import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { customerAt, customerParams } from '../locate.ts';
import { customerRefusals } from '../refusals.ts';
import { checkName, examplePassword, exampleUser, userFields, userResource, userSchema } from './resource.ts';

/** CUS-14, POST: makes an account in a customer's tenant. The real service answers 200, and so does this. */
export const createUser = endpoint({
  contract: {
    id: 'CUS-14.create',
    method: 'post',
    path: '/v1/customers/:customerId/users',
    summary: 'Create a user',
    source: 'PC 2.10',
    tag: 'Users',
    access: 'U',
    right: 'customerWrite',
    params: customerParams,
    query: z.object({}),
    body: userFields.meta({ id: 'NewUser' }),
    replies: {
      200: {
        description: 'The user.',
        schema: userSchema,
        example: userResource(exampleUser, examplePassword),
      },
    },
    refusals: customerRefusals,
  },
  locate: customerAt,
  handle: ({ found: { customer }, body }, ctx) => {
    checkName(ctx, customer, body);
    const { passwordProfile: _, firstName, lastName, immutableId, phoneNumber, ...fields } = body;
    const events = execute(ctx, {
      type: 'KeepUser',
      user: {
        ...fields,
        customerId: customer.id,
        usageLocation: fields.usageLocation.toUpperCase(),
        ...(firstName && { firstName }),
        ...(lastName && { lastName }),
        ...(immutableId && { immutableId }),
        ...(phoneNumber && { phoneNumber }),
      },
    });
    const kept = events.find((event) => event.type === 'UserKept');
    if (!kept) throw new Error('KeepUser was accepted without UserKept');
    return { status: 200, body: userResource(kept.user, body) };
  },
});
