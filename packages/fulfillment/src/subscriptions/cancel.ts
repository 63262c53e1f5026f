import { statusView } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { versionQuery } from '../api-version.ts';
import { endpoint } from '../context.ts';
import { locateSubscription, subscriptionParams } from '../located.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { unknownSubscription } from '../refusals.ts';
import { allowedCustomerOperations } from '../resources/subscription.ts';

/** A publisher asks to end a subscription; what a partner sold it may not end (SF 2.9, CAN-19). */
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
    replies: { 202: { description: 'Accepted, for a purchase made without a partner; no body' } },
    refusals: [
      { status: 400, code: 'BadRequest', when: 'the subscription has ended' },
      { status: 400, code: 'BadRequest', when: 'Delete is not among the allowedCustomerOperations' },
      unknownSubscription,
    ],
  },
  locate: locateSubscription,
  handle: ({ found }, { engine }) => {
    const { fulfillment } = statusView(found, engine.state.settings);
    if (fulfillment === 'Unsubscribed') {
      return refuse<FulfillmentProblem>({ code: 'notActive', target: 'unsubscribe' });
    }
    return refuse<FulfillmentProblem>(
      allowedCustomerOperations(found).includes('Delete')
        ? { code: 'publisherChangeNotAllowed' }
        : { code: 'customerOperationMissing', operation: 'Delete', target: 'unsubscribe' },
    );
  },
});
