import { statusView } from '@marketsim/core';
import { orRefuse, refuse } from '@marketsim/http';
import { versionQuery } from '../api-version.ts';
import { endpoint } from '../context.ts';
import { locateSubscription, subscriptionParams } from '../located.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { unknownSubscription } from '../refusals.ts';
import { allowedCustomerOperations } from '../resources/subscription.ts';
import { acceptedReply } from './accepted.ts';
import { refuseLate } from './late-cancellation.ts';

/** A publisher ends what a customer bought itself, at once; what a partner sold it may not end (SF 2.9, CAN-19). */
export const cancel = endpoint({
  contract: {
    id: 'S8',
    method: 'delete',
    path: '/api/saas/subscriptions/:subscriptionId',
    summary: 'Cancel a subscription',
    source: 'SF 2.9, CAN-19',
    access: 'publisher',
    tag: 'Subscriptions',
    params: subscriptionParams,
    query: versionQuery,
    replies: { 202: { description: 'Accepted; `Operation-Location` says where to follow it; no body' } },
    refusals: [
      { status: 400, code: 'BadRequest', when: 'the subscription has ended' },
      { status: 400, code: 'BadRequest', when: 'Delete is not among the allowedCustomerOperations' },
      {
        status: 400,
        code: 'BadRequest',
        when: 'the cancellation window has passed and the policy or cancel.after72h refuses, or instalments are due',
      },
      unknownSubscription,
    ],
  },
  locate: locateSubscription,
  handle: ({ found, request }, { engine }) => {
    const { fulfillment } = statusView(found, engine.state.settings);
    if (fulfillment === 'Unsubscribed') {
      return refuse<FulfillmentProblem>({ code: 'notActive', target: 'unsubscribe' });
    }
    if (!allowedCustomerOperations(found).includes('Delete')) {
      return refuse<FulfillmentProblem>({
        code: 'customerOperationMissing',
        operation: 'Delete',
        target: 'unsubscribe',
      });
    }
    refuseLate(found, engine);
    const changes = [{ type: 'Cancel', source: 'Partner' }] as const;
    const outcome = engine.execute({ type: 'ChangeSubscription', subscriptionId: found.id, changes });
    return acceptedReply(orRefuse(outcome).value, request, engine.state);
  },
});
