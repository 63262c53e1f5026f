import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { misfits, portalProblem } from './portal-refusals.ts';
import { freshLink, portalLink, portalSubscription, portalViewOf } from './portal-view.ts';
import { purchaseBody, purchaseFor } from './portal-wish.ts';
import type { ControlProblem } from './problem.ts';

/** CTL-20: a customer buys for itself. */
export const purchaseInPortal = worldEndpoint({
  contract: {
    id: 'CTL-20',
    method: 'post',
    path: '/_sim/portal/purchases',
    summary: "A customer buys a plan for itself, without a partner; not Microsoft's",
    source: 'PUR-18, SF 5.5',
    tag: "Portal (not Microsoft's)",
    params: z.object({}),
    query: worldQuery,
    body: purchaseBody,
    replies: {
      201: {
        description: "The subscription, with the link behind 'Configure account now'.",
        schema: portalSubscription.extend(portalLink.shape),
      },
    },
    refusals: [
      ...misfits,
      { status: 400, code: 'termNotAllowed', when: 'the plan is not sold for that term and billing cycle' },
      { status: 400, code: 'invalid', when: 'the plan is named in no way, in both, or not uniquely' },
      { status: 404, code: 'customerNotFound', when: 'there is no such customer' },
      { status: 404, code: 'availabilityNotFound', when: 'there is no such catalog item' },
      { status: 404, code: 'offerNotFound', when: 'there is no such offer' },
      { status: 404, code: 'planNotFound', when: 'the offer has no such plan' },
      { status: 409, code: 'notBoughtHere', when: 'what is offered is no SaaS' },
      {
        status: 409,
        code: 'alreadyBought',
        when: 'the customer has the one subscription of it that it can have',
      },
      { status: 409, code: 'noLongerSold', when: 'the plan is no longer sold' },
      { status: 409, code: 'notEligible', when: 'the plan is private to others' },
      { status: 409, code: 'notSoldInCountry', when: "the plan is not sold in the customer's country" },
    ],
  },
  handle: ({ body }, { world }) => {
    const { engine } = world;
    const outcome = engine.execute(purchaseFor(body, world));
    if (!outcome.ok) return refuse<ControlProblem>(portalProblem(outcome.error));
    const bought = outcome.value.find((event) => event.type === 'SubscriptionPurchased');
    const subscription = engine.state.subscriptions.get(bought?.subscription.id ?? '');
    if (!subscription) throw new Error('a purchase made no subscription');
    const { id } = subscription;
    return {
      status: 201,
      body: { ...portalViewOf(id, engine), ...freshLink(subscription, world) },
      headers: { Location: `/_sim/portal/subscriptions/${id}` },
    };
  },
});
