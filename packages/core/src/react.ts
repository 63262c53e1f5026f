import type { Context } from './decision.ts';
import type { EventBody, SubscriptionEventBody } from './event.ts';
import { partnerNotices } from './notice/react.ts';
import type { Delivery } from './operation/delivery.ts';
import type { Operation, OperationAction } from './operation/operation.ts';
import { declareRules } from './rule.ts';
import { stamped } from './stamp.ts';
import { evolveSubscription } from './subscription/evolve.ts';
import { doneOperation, isTold } from './subscription/question.ts';
import type { Subscription } from './subscription/subscription.ts';
import { durationMs, plusMs } from './time.ts';

export const reactionRules = declareRules({
  'ACT-06': {
    says: 'A publisher hears nothing of a purchase until somebody opens its link.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
  'REN-09': {
    says: 'A renewal is told after it has happened, and asks for nothing.',
    parameters: ['renew.webhook'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
  'WHK-01': {
    says: 'A change of quantity is told to the publisher when it is asked for, as a question.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
  'WHK-02': {
    says: 'A change of plan is told to the publisher when it is asked for, as a question.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
  'WHK-05': {
    says: 'A reinstatement is told to the publisher when it is asked for, as a question; until it is answered access stays off.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
  'WHK-03': {
    says: 'After a renewal or the conversion of a trial the publisher is told, where the policy says so; it cannot refuse.',
    parameters: ['renew.webhook'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
  'WHK-04': {
    says: 'After a suspension the publisher is told; it cannot refuse.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
  'WHK-06': {
    says: 'After the end of a subscription that was activated, or whose accepted activation failed, the publisher is told; of any other it is not.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
  'WHK-09': {
    says: 'A purchase and its activation by the publisher send nothing; an activation by the marketplace itself is told.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
});

/** The notice that a fact brings to the publisher, if any (RB 13). */
function noticeOf(
  event: SubscriptionEventBody,
  after: Subscription,
  { state }: Context,
): OperationAction | undefined {
  switch (event.type) {
    case 'SubscriptionActivated':
      return event.automatic ? 'Subscribe' : undefined;
    case 'TermStarted': {
      const told = event.cause === 'renewal' || event.cause === 'conversion';
      return told && state.settings['renew.webhook'] ? 'Renew' : undefined;
    }
    case 'SubscriptionSuspended':
      return 'Suspend';
    case 'SubscriptionEnded':
      return isToldOfEnd(after) ? 'Unsubscribe' : undefined;
    default:
      return undefined;
  }
}

const isToldOfEnd = (ended: Subscription): boolean =>
  ended.phase === 'ended' && (ended.startedAt !== undefined || ended.reason === 'activationFailed');

type Told = Pick<Operation, 'id' | 'action'>;

const queued = (
  { id: operationId, action }: Told,
  snapshot: Subscription,
  { ids, now, state }: Context,
): EventBody => {
  const giveUpAt = plusMs(now, durationMs(state.settings['op.deliveryTimeout']));
  const { id: subscriptionId, publisherId } = snapshot;
  const delivery: Delivery = {
    id: ids.guid('delivery', operationId),
    ...{ operationId, subscriptionId, publisherId, action, queuedAt: now, giveUpAt, snapshot },
  };
  return { type: 'WebhookQueued', subscriptionId, delivery };
};

function told(event: SubscriptionEventBody, after: Subscription, context: Context): readonly EventBody[] {
  if (event.type === 'OperationOpened') {
    return event.operation.deliverBy ? [queued(event.operation, after, context)] : [];
  }
  const action = noticeOf(event, after, context);
  if (action === undefined) return [];
  if (event.type === 'SubscriptionEnded' && event.operationId) {
    return [queued({ id: event.operationId, action }, after, context)];
  }
  const operation = doneOperation(after, { action, source: 'Azure' }, context);
  const opened: EventBody = { type: 'OperationOpened', subscriptionId: after.id, operation };
  return [opened, queued(operation, after, context)];
}

/** Whether what becomes of a fact may be told: to the publisher of its subscription, or to a partner that wants to know. */
function mayBeTold(event: EventBody, context: Context): boolean {
  const { subscriptions, webhookRegistrations } = context.state;
  if (webhookRegistrations.size > 0) return true;
  const subscription =
    event.type === 'SubscriptionPurchased'
      ? event.subscription
      : 'subscriptionId' in event && subscriptions.get(event.subscriptionId);
  return subscription ? isTold(subscription, context) : false;
}

/**
 * The facts of one decision together with what publishers must be told of them, each beside what caused it (RB 13), and
 * with what partners are told, at the end (WHK-07, WHK-08).
 */
export function withReactions(bodies: readonly EventBody[], context: Context): readonly EventBody[] {
  if (!bodies.some((event) => mayBeTold(event, context))) return bodies;
  const { state, now } = context;
  const changed = new Map<string, Subscription>();
  const current = (id: string): Subscription | undefined => changed.get(id) ?? state.subscriptions.get(id);
  const apply = (event: SubscriptionEventBody, before: Subscription): Subscription => {
    const after = evolveSubscription(before, stamped(event, 0, now));
    changed.set(after.id, after);
    return after;
  };
  const reacted = (event: EventBody): readonly EventBody[] => {
    if (event.type === 'SubscriptionPurchased') changed.set(event.subscription.id, event.subscription);
    const before = 'subscriptionId' in event ? current(event.subscriptionId) : undefined;
    if (!before || !('subscriptionId' in event)) return [event];
    const after = apply(event, before);
    if (!isTold(after, context)) return [event];
    const more = told(event, after, context);
    for (const body of more) if ('subscriptionId' in body) apply(body, current(after.id) ?? after);
    return [event, ...more];
  };
  const facts = bodies.flatMap(reacted);
  return [...facts, ...partnerNotices(facts, current, context)];
}
