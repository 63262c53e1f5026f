import type { Method } from '@marketsim/http';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { subscriptionAt, subscriptionParams } from '../locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { subscriptionRefusals } from '../refusals.ts';
import { unmetByRegistration } from '../unmet-refusals.ts';

const azureOnly = { why: 'Subscriptions of Azure are not simulated.', otherProducts: true } as const;

const contractOf = (id: string, method: Method, segment: string) =>
  ({
    id,
    method,
    path: `/v1/customers/:customerId/subscriptions/:subscriptionId/${segment}`,
    source: 'PC 6.7',
    tag: 'Subscriptions',
    access: 'A+U',
    right: method === 'post' ? 'manageSubscription' : 'read',
    params: subscriptionParams,
    query: z.object({}),
    replies: {},
    gaps: [{ status: method === 'post' ? 202 : 200, when: 'the subscription is one of Azure', ...azureOnly }],
    refusals: [
      ...subscriptionRefusals,
      { status: 400, code: 800011, when: 'the subscription is none of Azure, as here always' },
      ...unmetByRegistration,
    ],
  }) as const;

const notAzure = (): never =>
  refuseWith(commerceFault(400, 800011, 'Only subscriptions of Azure are registered for reservations.'));

/** SUB-9: registers a subscription of Azure for reservations; no other kind can be registered. */
export const registerSubscription = endpoint({
  contract: { ...contractOf('SUB-9', 'post', 'registrations'), summary: 'Register a subscription' },
  locate: subscriptionAt,
  handle: notAzure,
});

/** SUB-9: how far such a registration is. */
export const getRegistrationStatus = endpoint({
  contract: {
    ...contractOf('SUB-9.status', 'get', 'registrationstatus'),
    summary: 'Get the registration status of a subscription',
  },
  locate: subscriptionAt,
  handle: notAzure,
});
