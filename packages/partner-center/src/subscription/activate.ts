import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { execute } from '../execute.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { subscriptionRefusals } from '../refusals.ts';
import { exampleIds } from '../wire/example.ts';

const activationSchema = z
  .strictObject({ subscriptionId: z.guid(), status: z.literal('Success') })
  .meta({ id: 'SubscriptionActivationResult' });

/** SUB-4: activates a purchase of a sandbox account, which has no publisher; its billing starts (ACT-16). */
export const activateSubscription = endpoint({
  contract: {
    id: 'SUB-4',
    method: 'post',
    path: '/v1/customers/:customerId/subscriptions/:subscriptionId/activate',
    summary: 'Activate a subscription of a sandbox account',
    source: 'PC 6.6',
    tag: 'Subscriptions',
    access: 'A+U',
    right: 'manageSubscription',
    params: subscriptionParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'The subscription is active.',
        schema: activationSchema,
        example: { subscriptionId: exampleIds.subscription, status: 'Success' },
      },
    },
    refusals: [
      ...subscriptionRefusals,
      {
        ...{ status: 400, code: 800042, when: 'the product is one of Microsoft' },
        onDemand: 'Products of Microsoft are not simulated.',
      },
      { status: 400, code: 900127, when: 'the account is no sandbox' },
      { status: 400, code: 800041, when: 'the subscription is active already' },
      { status: 400, code: 2011, when: 'the subscription is deleted' },
      { status: 400, code: 900279, when: 'the subscription has expired (newer codes)' },
    ],
  },
  locate: subscriptionAt,
  handle: ({ found: { subscription } }, ctx) => {
    const { id: subscriptionId } = subscription;
    execute(ctx, { type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'SandboxActivate' }] });
    return { status: 200, body: { subscriptionId, status: 'Success' } };
  },
});
