import { z } from 'zod';
import { declareFault } from '../fault-kind.ts';
import type { Pitfall } from '../pitfall.ts';

const unheard = 'F16: the answer did not reach the marketplace';
const nowhere = 'F55: nobody answers at the address of the webhook';

/** What comes to the webhook, how often, and in which order (SF 4). */
export const webhookPitfalls: readonly Pitfall[] = [
  {
    id: 'F15',
    kind: 'fault',
    title: 'A webhook with an action that the client does not know',
    symptom:
      'the handler fails with 500 on `Transfer`, or on `Subscribe` where it is older than that, and is called again for hours',
    correct: 'answers 200 to what it does not know and tells its staff',
    source: 'azure-docs #75997; client-dotnet #82',
    fault: declareFault({
      does: 'puts another action into a webhook, Transfer unless another is given',
      parameters: z.strictObject({ action: z.string().min(1).max(50).default('Transfer') }),
      webhook: {
        change: ({ parameters: { action } }) => ({ payload: (payload) => ({ ...payload, action }) }),
      },
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      stage.change(id, { type: 'Suspend' });
      await stage.hear(id, 500);
    },
  },
  {
    id: 'F16',
    kind: 'fault',
    title: 'A webhook comes twice, or for hours',
    symptom: 'the same id again, though it was answered with 200: what the handler does is done twice',
    correct: 'keeps the ids that it has dealt with, and answers 200 to those at once',
    source: 'SaaS Accelerator #694',
    fault: declareFault({
      does: 'sends webhooks again at once, one time unless told otherwise; with `for: hours` the marketplace hears no answer and goes on by its schedule of retries',
      parameters: z.strictObject({
        times: z.int().min(1).max(100).default(1),
        for: z.enum(['once', 'hours']).default('once'),
      }),
      settings: (parameters) => (parameters.for === 'once' ? { 'webhook.duplicate': parameters.times } : {}),
      webhook: {
        change: (strike) => (strike.parameters.for === 'hours' ? { deaf: unheard } : {}),
      },
      notice: ({ parameters }) =>
        parameters.for === 'hours' ? { deaf: unheard } : { before: parameters.times },
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      stage.change(id, { type: 'Suspend' });
      await stage.hear(id, 200);
    },
  },
  {
    id: 'F17',
    kind: 'fault',
    title: 'Webhooks come out of order',
    symptom:
      'ChangeQuantity comes before Subscribe, Unsubscribe before Suspend: who applies them as they come ends in the wrong state',
    correct: 'reads the subscription and takes what stands there, whatever the webhook says',
    source: 'webhook page',
    fault: declareFault({
      does: 'holds a webhook until the next one of its subscription has ended; the next one only unless `count` says more',
      byDefault: { count: 1 },
      webhook: { change: () => ({ behindNext: true }) },
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      stage.change(id, { type: 'Suspend' });
      stage.change(id, { type: 'Cancel' });
      await stage.hear(id, 200);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F21',
    kind: 'fault',
    title: 'A change whose new value is the one that is there: it takes an accepted change back',
    symptom:
      'plan and quantity at the top equal those of the snapshot; a handler that refuses changes to the same value diverges for good',
    correct: 'accepts a change to the value of the snapshot',
    source: 'SF 4.3; SaaS Accelerator WebhookHandler',
    fault: declareFault({
      does: 'shows the new plan and quantity of a change in its snapshot too, as when Microsoft takes a change back that failed on its side',
      webhook: {
        actions: ['ChangePlan', 'ChangeQuantity'],
        change: () => ({
          payload: ({ subscription, ...payload }) => {
            const { planId, quantity } = payload;
            return { ...payload, subscription: { ...subscription, planId, quantity } };
          },
        }),
      },
    }),
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.strike();
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 200);
    },
  },
  {
    id: 'F32',
    kind: 'state',
    title: "The publisher's own change comes back as a webhook",
    symptom:
      'a webhook with operationRequestSource Partner; a handler that answers it, or makes the change again, meets 500 or loops',
    correct: 'answers 200 to its own changes and leaves their operation alone',
    source: 'operations page, webhook sample',
    play: async (stage) => {
      const id = stage.active({ quantity: 12 });
      await stage.call('PATCH', `/api/saas/subscriptions/${id}`, { body: { quantity: 20 } });
      await stage.hear(id, 200);
    },
  },
  {
    id: 'F35',
    kind: 'fault',
    title: 'The bearer of webhooks becomes a v2 token',
    symptom: '401 for every webhook from a handler that knows claim appid and issuer sts.windows.net only',
    correct: 'takes the caller from appid or azp, and either issuer of its tenant',
    source: 'client-dotnet #70',
    fault: declareFault({
      does: 'sends webhooks with a v2 token: azp instead of appid, another issuer',
      settings: { 'webhook.jwt': 'v2' },
      webhook: {},
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      stage.change(id, { type: 'Suspend' });
      await stage.hear(id, 401);
    },
  },
  {
    id: 'F36',
    kind: 'fault',
    title: 'The bearer of a webhook is not good',
    symptom:
      'a call that anybody could have made: expired, for another audience, of another caller or issuer, not signed by the issuer, or none at all',
    correct: 'answers 401 and does nothing of what the call says',
    source: 'webhook page',
    fault: declareFault({
      does: 'sends webhooks with a bearer that has expired, or is wrong in the way that is given',
      parameters: z.strictObject({
        bearer: z
          .enum(['expired', 'wrongAud', 'wrongCaller', 'badSignature', 'wrongIssuer', 'none'])
          .default('expired'),
      }),
      settings: ({ bearer }) => ({ 'webhook.jwt': bearer }),
      webhook: {},
      notice: ({ parameters: { bearer } }) => ({ signature: bearer === 'none' ? 'none' : 'wrong' }),
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      stage.change(id, { type: 'Suspend' });
      await stage.hear(id, 401);
    },
  },
  {
    id: 'F36b',
    kind: 'mistake',
    title: "The publisher's own check of the bearer is set up wrongly",
    symptom: 'its 401 is a 4xx, and a 4xx refuses: changes of customers fail without a word',
    correct:
      'watches how many webhooks it answers 401, and sets the audience to the application of the offer',
    source: 'SF 4.4; SaaS Accelerator AzureWebhookController',
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 401);
      await stage.call('GET', `/api/saas/subscriptions/${id}/operations/${stage.operation(id)}`);
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F43',
    kind: 'fault',
    title: 'A renewal is announced by a stub of a Subscribe webhook',
    symptom:
      'Subscribe without status and snapshot, then Renew whose snapshot has only id, publisher, offer and name',
    correct: 'takes every member but id, subscriptionId and action as optional, and reads the subscription',
    source: 'azure-docs #75997',
    fault: declareFault({
      does: 'sends the stub of a Subscribe before each Renew, and the Renew in the form of 2021',
      settings: { 'webhook.format': 'legacyStub', 'webhook.renewStub': true },
      webhook: { actions: ['Renew'] },
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      await stage.advance('P1M');
      await stage.hear(id, 200);
    },
  },
  {
    id: 'F55',
    kind: 'fault',
    title: 'The address of the webhook in the technical configuration is wrong',
    symptom: 'no webhook comes at all; changes fail after eight hours, notices are lost',
    correct:
      'reconciles by listing subscriptions now and then, and tries its address after every change of the offer',
    source: 'SaaS Accelerator #692, #765',
    fault: declareFault({
      does: 'calls nobody: every try of a webhook fails as at an address that does not exist',
      webhook: { change: () => ({ nowhere }) },
      notice: () => ({ nowhere }),
    }),
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.strike();
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 200);
      await stage.advance('PT8H');
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
];
