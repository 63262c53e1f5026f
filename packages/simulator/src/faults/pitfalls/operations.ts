import { isQuestion } from '@marketsim/core';
import { z } from 'zod';
import { declareFault, type RequestStrike } from '../fault-kind.ts';
import type { Pitfall } from '../pitfall.ts';
import { answer } from '../stage/answer.ts';

const operationOf = ({ params, state }: RequestStrike) =>
  state.operations.get(params['operationId']?.toLowerCase() ?? '');

const isFailure = ({ request }: RequestStrike): boolean =>
  /"status"\s*:\s*"fail(ure|ed)"/i.test(request.body);

/** Answers of the publisher to what it was asked (SF 3.2, 4.4). */
export const operationPitfalls: readonly Pitfall[] = [
  {
    id: 'F18',
    kind: 'mistake',
    title: 'The publisher refuses a change after more than ten seconds',
    symptom: '409: silence counted as consent, and the customer has and pays what was refused',
    correct: 'refuses by a 4xx of the webhook itself, or by PATCH Failure within ten seconds',
    source: 'webhook page',
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 200);
      await stage.advance('PT11S');
      await answer(stage, id, 'Failure');
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F19',
    kind: 'mistake',
    title: 'The workflow behind the webhook says Success after more than ten seconds',
    symptom: '409 with nothing but a request id; the change has been made',
    correct: 'takes 409 for "decided already" and reads the operation instead of trying again',
    source: 'Mona; emulator comments',
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 200);
      await stage.advance('PT11S');
      await answer(stage, id, 'Success');
      await stage.call('GET', `/api/saas/subscriptions/${id}/operations/${stage.operation(id)}`);
    },
  },
  {
    id: 'F20',
    kind: 'fault',
    title: 'PATCH while the reply to the webhook is outstanding',
    symptom:
      '409 although the operation is open; a handler that confirms before it replies never gets its word in',
    correct: 'replies 200 first and sends its PATCH then',
    source: 'emulator notes',
    fault: declareFault({
      does: 'answers 409 to what is said to an operation before its webhook was answered',
      settings: { 'ops.patchBeforeReply': '409' },
      request: { routes: ['O3'] },
    }),
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.strike();
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 200, () => answer(stage, id, 'Success'));
    },
  },
  {
    id: 'F22',
    kind: 'fault',
    title: 'The operation of a webhook that only tells cannot be found',
    symptom:
      '404, or 400, from Get Operation for Renew, Suspend, Unsubscribe and Subscribe: who insists on it refuses valid webhooks',
    correct: 'reads the subscription instead, and asks for the operation of changes only',
    source: 'SaaS Accelerator PR 311',
    fault: declareFault({
      does: 'answers Get Operation of what only tells with 404, or the status that is given',
      parameters: z.strictObject({ status: z.union([z.literal(404), z.literal(400)]).default(404) }),
      settings: ({ status }) => ({
        'ops.missingFor': ['Renew', 'Suspend', 'Unsubscribe', 'Subscribe'],
        'ops.unknown': status === 404 ? '404' : '400',
      }),
      request: {
        routes: ['O2'],
        concerns: (strike) => !isQuestion(operationOf(strike)?.action ?? 'ChangePlan'),
      },
    }),
    play: async (stage) => {
      const id = stage.active();
      stage.strike();
      stage.change(id, { type: 'Suspend' });
      await stage.hear(id, 200);
      await stage.call('GET', `/api/saas/subscriptions/${id}/operations/${stage.operation(id)}`);
    },
  },
  {
    id: 'F23',
    kind: 'fault',
    title: 'The list of operations is always empty',
    symptom: 'jobs that look for open operations find none, while webhooks wait for their answer',
    correct: 'takes the webhooks for what counts, and the list for a hint',
    source: 'azure-docs #41979',
    fault: declareFault({
      does: 'answers the list of operations with an empty one',
      settings: { 'ops.list': 'empty' },
      request: { routes: ['O1'] },
    }),
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.call('GET', `/api/saas/subscriptions/${id}/operations`);
      stage.strike();
      await stage.call('GET', `/api/saas/subscriptions/${id}/operations`);
    },
  },
  {
    id: 'F34',
    kind: 'fault',
    title: 'PATCH Failure has no effect',
    symptom:
      '200, and after ten seconds the change is made all the same: the customer has and pays what was refused',
    correct: 'refuses by a 4xx of the webhook itself, and reads the subscription afterwards',
    source: 'SaaS Accelerator #348',
    fault: declareFault({
      does: 'thanks a publisher that refuses by PATCH, and does not listen',
      settings: { 'ops.ignoreFailure': true },
      request: { routes: ['O3'], concerns: isFailure },
    }),
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      stage.strike();
      stage.change(id, { type: 'SetQuantity', quantity: 12 });
      await stage.hear(id, 200);
      await answer(stage, id, 'Failure');
      await stage.advance('PT10S');
      await stage.call('GET', `/api/saas/subscriptions/${id}`);
    },
  },
  {
    id: 'F33',
    kind: 'mistake',
    title: 'The publisher answers an operation of its own',
    symptom: '500 (setting ops.patchOnPartner); the change is made all the same',
    correct: 'looks at operationRequestSource and answers only what came from Azure',
    source: 'emulator comments',
    play: async (stage) => {
      const id = stage.active({ quantity: 10 });
      await stage.call('PATCH', `/api/saas/subscriptions/${id}`, { body: { quantity: 12 } });
      await answer(stage, id, 'Success');
    },
  },
];
