import { declareFault } from '../fault-kind.ts';
import type { Pitfall } from '../pitfall.ts';

/** What members look like, and which are there (SF 2.2, 8). */
export const shapePitfalls: readonly Pitfall[] = [
  {
    id: 'F27',
    kind: 'state',
    title: 'A purchase by way of a partner',
    symptom:
      'puid is null, the purchaser is another tenant, allowedCustomerOperations is only Read; PATCH and DELETE are answered 400',
    correct: 'takes puid and objectId as optional, and sends customers of partners there for changes',
    source: 'mona-saas #145; subscription-api page',
    play: async (stage) => {
      const id = stage.active({ channel: 'csp', quantity: 10 });
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      await stage.call('PATCH', `/api/saas/subscriptions/${id}`, { body: { quantity: 12 } });
      await stage.call('DELETE', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F30',
    kind: 'state',
    title: 'The quantity of a flat-rate plan',
    symptom:
      'absent in replies, 1 at the top of a webhook and null in its snapshot: a whole number that cannot be null fails',
    correct: 'takes quantity as optional everywhere',
    source: 'SaaS Accelerator model; recordings',
    play: async (stage) => {
      const id = stage.active({ plan: 'echo-basic', channel: 'csp' });
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      stage.change(id, { type: 'Suspend' });
      await stage.hear(id, 200);
    },
  },
  {
    id: 'F31',
    kind: 'fault',
    title: 'Numbers that come as text',
    symptom: '"quantity": "20" where a number was expected: the parser fails',
    correct: 'reads numbers from text too',
    source: 'samples of the documentation; azure-docs #94382',
    fault: declareFault({
      does: 'writes quantities as text in replies and webhooks',
      settings: { 'quantity.asString': true },
      request: { routes: ['S1', 'S2', 'S3', 'O1', 'O2'] },
      webhook: {},
    }),
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.strike();
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 200);
    },
  },
  {
    id: 'F49',
    kind: 'fault',
    title: 'An answer without a body, good or bad',
    symptom: 'a client that parses every body as JSON throws',
    correct: 'looks at status and length first, and takes an empty body for what the status says',
    source: 'SaaS Accelerator #100',
    fault: declareFault({
      does: 'leaves the body of answers of the fulfillment API out',
      request: {
        concerns: ({ api }) => api === 'fulfillment',
        act: () => ({ kind: 'alter', alter: () => undefined }),
      },
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
      await stage.call('GET', '/api/saas/subscriptions/unknown');
    },
  },
];
