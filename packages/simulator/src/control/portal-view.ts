import {
  activationLink,
  causesOf,
  type Engine,
  type LinkActor,
  offerOf,
  planOf,
  type Subscription,
  type SuspensionCause,
  stateOf,
  statusView,
} from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { type ControlProblem, domainProblem } from './problem.ts';

/** A subscription as the portal of its customer, or of its partner, shows it. */
export const portalSubscription = z
  .object({
    id: z.string(),
    channel: z.enum(['csp', 'direct']).describe('Sold by a partner, or bought by the customer itself.'),
    customerId: z.string(),
    name: z.string(),
    offerId: z.string(),
    planId: z.string(),
    quantity: z.int(),
    autoRenew: z.boolean(),
    state: z.string().describe('State in the words of RB 4.1, such as AC.'),
    status: z.string().describe('What the Status column says.'),
    saasSubscriptionStatus: z.string().describe('What the fulfillment API says.'),
    suspendedFor: z
      .array(z.enum(['partner', 'payment']))
      .optional()
      .describe('Why access is off: the partner asked for it, or whoever pays did not pay.'),
    cancelScheduledFor: z.string().optional().describe('Day on which a cancellation takes effect.'),
    renewalQuantity: z.int().optional().describe('Fewer seats, with which the next term begins.'),
    openOperationId: z.string().optional().describe('The change that waits for the publisher.'),
  })
  .meta({ id: 'PortalSubscription' });

/** The subscription as it is now. */
export function portalViewOf(id: string, { state }: Engine): z.output<typeof portalSubscription> {
  const subscription = state.subscriptions.get(id);
  if (!subscription) throw new Error(`subscription ${id} is gone`);
  const { channel, customerId, quantity, autoRenew, openOperationId } = subscription;
  const { column, fulfillment } = statusView(subscription, state.settings);
  return {
    id,
    channel,
    customerId,
    name: subscription.friendlyName,
    offerId: offerOf(subscription, state)?.offerId ?? '',
    planId: planOf(subscription, state)?.planId ?? '',
    quantity,
    autoRenew,
    state: stateOf(subscription),
    status: column,
    saasSubscriptionStatus: fulfillment,
    ...compact({
      openOperationId,
      suspendedFor: reasonsOf(subscription),
      cancelScheduledFor: scheduledEnd(subscription),
      renewalQuantity: subscription.phase === 'running' ? subscription.renewalQuantity : undefined,
    }),
  };
}

const reasonsOf = (subscription: Subscription): SuspensionCause['cause'][] | undefined =>
  subscription.phase === 'running' && subscription.suspension
    ? causesOf(subscription.suspension).map(({ cause }) => cause)
    : undefined;

const scheduledEnd = (subscription: Subscription): string | undefined =>
  subscription.phase === 'running' ? subscription.cancelScheduledFor : undefined;

/** A link to the publisher's landing page, and what the portal writes on it. */
export const portalLink = z.object({
  link: z.string(),
  label: z.enum(['Configure account now', 'Manage account']),
  expiresAt: z.string().describe('The first moment at which its token is refused.'),
});

/** A link with a fresh token; ends the request for a subscription that has ended (ACT-03, ACT-04, SF 7). `actor` is who is about to open it (ACT-07). */
export function freshLink(
  subscription: Subscription,
  { engine, outbox }: Pick<SimulatedWorld, 'engine' | 'outbox'>,
  actor?: LinkActor,
): z.output<typeof portalLink> {
  const changes = [{ type: 'GetActivationLink', ...compact({ actor }) }] as const;
  const outcome = engine.execute({ type: 'ChangeSubscription', subscriptionId: subscription.id, changes });
  if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
  const issued = outcome.value.find((event) => event.type === 'PurchaseTokenIssued');
  const offer = offerOf(subscription, engine.state);
  if (!issued || !offer) throw new Error(`no link for subscription ${subscription.id}`);
  return {
    link: activationLink(outbox.landingPageOf(offer), issued.token),
    label: subscription.phase === 'pending' ? 'Configure account now' : 'Manage account',
    expiresAt: issued.expiresAt,
  };
}
