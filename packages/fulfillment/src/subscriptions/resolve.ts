import { orRefuse, refuse } from '@marketsim/http';
import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint, type PublisherContext } from '../context.ts';
import { examples } from '../examples.ts';
import { ownSubscription } from '../located.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { asRead } from '../resources/as-read.ts';
import { quantityResource } from '../resources/quantity.ts';
import { soldOf } from '../resources/sold.ts';
import { quantityOf, subscriptionBody, subscriptionResource } from '../resources/subscription.ts';

const tokenHeader = 'x-ms-marketplace-token';

const resolved = z.strictObject({
  id: z.guid(),
  subscriptionName: z.string(),
  offerId: z.string(),
  planId: z.string(),
  quantity: quantityResource.optional(),
  subscription: subscriptionResource,
});

/** Shows what was bought to the publisher who has the token of its link; a body is not looked at (SF 2.3). */
export const resolve = endpoint({
  contract: {
    id: 'S1',
    method: 'post',
    path: '/api/saas/subscriptions/resolve',
    summary: 'Resolve a purchase token',
    source: 'SF 2.3, ACT-04, ACT-05',
    access: 'publisher',
    tag: 'Subscriptions',
    params: z.object({}),
    query: versionQuery,
    headers: { [tokenHeader]: 'The purchase token, percent-decoded' },
    replies: { 200: { description: 'What was bought', schema: resolved, example: examples.resolved } },
    refusals: [
      { status: 400, code: 'HeaderNotPresent', when: `${tokenHeader} is missing` },
      { status: 400, code: 'InvalidValue', when: 'the token is unknown, changed, or out of date' },
    ],
  },
  handle: ({ request }, ctx) => {
    const token = request.header(tokenHeader)?.trim();
    if (!token) return refuse<FulfillmentProblem>({ code: 'headerMissing', header: tokenHeader });
    const subscriptionId = subscriptionOf(token, ctx);
    const { engine } = ctx;
    orRefuse(
      engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'ResolveToken' }] }),
    );
    return { status: 200, body: resolvedBody(subscriptionId, ctx) };
  },
});

/** The purchase that a token stands for, while it lives: to whom it belongs is asked first (ACT-01, ACT-04). */
function subscriptionOf(token: string, ctx: PublisherContext): string {
  const { state, now } = ctx.engine;
  const issued = state.tokens.get(token);
  if (!issued) return refuse<FulfillmentProblem>({ code: 'purchaseTokenInvalid' });
  const { id } = ownSubscription(ctx, issued.subscriptionId);
  if (now() >= issued.expiresAt) {
    return refuse<FulfillmentProblem>({ code: 'purchaseTokenExpired', expiredAt: issued.expiresAt });
  }
  return id;
}

function resolvedBody(subscriptionId: string, ctx: PublisherContext): z.output<typeof resolved> {
  const { state } = ctx.engine;
  const current = asRead(ownSubscription(ctx, subscriptionId), ctx.engine);
  const subscription = subscriptionBody(current, state);
  return {
    id: subscription.id,
    subscriptionName: subscription.name,
    offerId: subscription.offerId,
    planId: subscription.planId,
    ...quantityOf(soldOf(current, state), current.quantity, state),
    subscription,
  };
}
