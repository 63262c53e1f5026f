import { bending } from '../alters.ts';
import { declareFault } from '../fault-kind.ts';
import { withoutMembers } from '../json.ts';
import type { Pitfall } from '../pitfall.ts';

/** From the purchase to a running subscription (SF 2.7, 5). */
export const activationPitfalls: readonly Pitfall[] = [
  {
    id: 'F09',
    kind: 'state',
    title: 'The customer never opens the landing page',
    symptom:
      'no call tells of the purchase; the subscription stays PendingFulfillmentStart for weeks and lapses unheard',
    correct: 'lists its subscriptions now and then, and reminds customers of those that are pending',
    source: 'life-cycle page; SaaS Accelerator #97',
    play: async (stage) => {
      const id = stage.buy();
      await stage.advance('P14D');
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      await stage.control('GET', `/_sim/deliveries?subscriptionId=${id}`);
      await stage.advance('P17D');
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F10',
    kind: 'fault',
    title: 'The activation is accepted, the purchase stays pending, and then it ends',
    symptom:
      '200 from Activate, PendingFulfillmentStart after it, and some minutes later an Unsubscribe webhook: an account that was opened at once is a ghost',
    correct: 'looks at the status some minutes after Activate, and closes the account on Unsubscribe',
    source: 'subscription-api page; SaaS Accelerator #97, #254',
    fault: declareFault({
      does: 'answers Activate with 200, leaves the purchase pending for three minutes of world time, and ends it then, with a webhook',
      settings: { 'activation.outcome': 'fail', 'activation.delay': 'PT180S' },
      request: { routes: ['S5'] },
    }),
    play: async (stage) => {
      const id = stage.buy();
      stage.strike();
      await stage.call('POST', `/api/saas/subscriptions/${id}/activate`);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      await stage.advance('PT180S');
      await stage.hear(id, 200);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F11',
    kind: 'fault',
    title: 'The dates of the term are missing right after purchase and activation',
    symptom: '`term` has only termUnit; a client that needs dates stores 0001-01-01 or fails',
    correct: 'takes the dates as optional, and asks again later',
    source: 'azure-docs #47230; SaaS Accelerator #640, #651',
    fault: declareFault({
      does: 'leaves startDate and endDate out of replies and webhooks',
      ...bending((value) => withoutMembers(value, 'startDate', 'endDate')),
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F53',
    kind: 'state',
    title: 'The marketplace activates the purchase itself',
    symptom:
      'a Subscribe webhook, before or after the customer comes to the landing page; resolve gives Subscribed at the first visit, and Activate meets an active subscription',
    correct:
      'makes one account per subscription id, whichever comes first, and takes any answer of Activate but 200 as "look at the status"',
    source: 'SF 5.4; SaaS Accelerator PR 903',
    play: async (stage) => {
      const id = stage.buy({ plan: 'swift' });
      await stage.resolve(stage.purchaseToken(id));
      await stage.call('POST', `/api/saas/subscriptions/${id}/activate`);
      stage.settings({ 'activation.whenActive': 'refuse' });
      await stage.call('POST', `/api/saas/subscriptions/${id}/activate`);
    },
  },
];
