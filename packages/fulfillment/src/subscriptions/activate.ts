import type { ConfirmActivation } from '@marketsim/core';
import { orRefuse, type Reply, readBodyAs } from '@marketsim/http';
import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint, type PublisherContext } from '../context.ts';
import { locateSubscription, subscriptionParams } from '../located.ts';
import { unknownSubscription } from '../refusals.ts';

/** What the body may say: plan and seats that were bought. */
export const activationBody = z.object({
  planId: z.string().nullish(),
  quantity: z.int().nullish(),
});

/**
 * The publisher confirms that the account is set up (SF 2.7, ACT-11..13). The contract has no body on purpose:
 * whether one is read at all, the setting `activation.body` of the caller's world decides (SF 9 C3, C4).
 */
export const activate = endpoint({
  contract: {
    id: 'S5',
    method: 'post',
    path: '/api/saas/subscriptions/:subscriptionId/activate',
    summary: 'Activate a subscription',
    source: 'SF 2.7, ACT-11, ACT-12, ACT-13',
    access: 'publisher',
    tag: 'Subscriptions',
    params: subscriptionParams,
    query: versionQuery,
    replies: { 200: { description: 'Accepted; no body' } },
    refusals: [
      {
        status: 400,
        code: 'BadRequest',
        when: 'it is suspended, or active and activation.whenActive is refuse',
      },
      { status: 400, code: 'BadRequest', when: 'plan or quantity are not what was bought' },
      {
        status: 400,
        code: 'Bad Argument',
        when: 'activation.body is required and plan or quantity are missing',
      },
      unknownSubscription,
      { status: 404, when: 'it has ended; no body' },
    ],
  },
  locate: locateSubscription,
  handle: ({ found, request }, ctx) => {
    const change = confirmation(request.body, ctx);
    return confirm(found.id, change, ctx);
  },
});

function confirmation(text: string, { engine }: PublisherContext): ConfirmActivation {
  if (engine.state.settings['activation.body'] === 'lenient') return { type: 'ConfirmActivation' };
  if (text.trim() === '') return { type: 'ConfirmActivation' };
  const { planId, quantity } = readBodyAs(activationBody, text, 'plain');
  return {
    type: 'ConfirmActivation',
    ...(planId != null && { planId }),
    ...(quantity != null && { quantity }),
  };
}

function confirm(subscriptionId: string, change: ConfirmActivation, { engine }: PublisherContext): Reply {
  const outcome = engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [change] });
  const tolerated = engine.state.settings['activation.whenActive'] === 'accept';
  if (!outcome.ok && outcome.error.code === 'alreadyActive' && tolerated) return { status: 200 };
  orRefuse(outcome);
  return { status: 200 };
}
