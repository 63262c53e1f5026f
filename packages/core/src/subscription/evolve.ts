import type { SubscriptionEvent } from '../event.ts';
import type { SubscriptionStep } from './step.ts';
import type { RunningSubscription, Subscription } from './subscription.ts';
import { withCause, withoutCause } from './suspension-causes.ts';

const running = (subscription: Subscription, event: SubscriptionEvent): RunningSubscription => {
  if (subscription.phase !== 'running')
    throw new Error(`${event.type} on a subscription that is ${subscription.phase}`);
  return subscription;
};

const withoutOperation = <S extends Subscription>(subscription: S): S => {
  if (subscription.openOperationId === undefined) return subscription;
  const { openOperationId: _, ...rest } = subscription;
  return rest as S;
};

const withoutScheduledEnd = (subscription: RunningSubscription): RunningSubscription => {
  if (subscription.cancelScheduledFor === undefined) return subscription;
  const { cancelScheduledFor: _, ...rest } = subscription;
  return rest;
};

/** Applies one fact to a subscription. Never refuses and never computes a rule: the decider already did both. */
export function evolveSubscription(subscription: Subscription, event: SubscriptionEvent): Subscription {
  const version = subscription.version + 1;
  switch (event.type) {
    case 'PurchaseTokenIssued':
      return { ...subscription, tokensIssued: subscription.tokensIssued + 1 };
    case 'PurchaseResolved':
      return { ...subscription, firstResolvedAt: event.at };
    case 'LicensesAssigned':
      return { ...subscription, version, assignedAt: event.at };
    case 'ActivationPutOff':
      return putOff(subscription, event);
    case 'ActivationConfirmed':
      return { ...subscription, version, confirmedAt: event.at };
    case 'SubscriptionActivated':
      return activated(subscription, event);
    case 'StepRequired':
    case 'StepCompleted':
      return { ...subscription, version, steps: stepsAfter(subscription, event) };
    case 'NicknameChanged':
      return { ...subscription, version, friendlyName: event.friendlyName };
    case 'SupportContactChanged':
      return { ...subscription, supportContact: event.supportContact };
    case 'ResellerChanged':
      return { ...subscription, version, reseller: event.reseller };
    case 'AutoRenewChanged':
      return autoRenewChanged(running(subscription, event), event);
    case 'OperationOpened':
      return operationOpened(subscription, event);
    case 'OperationClosed':
      return { ...withoutOperation(subscription), version };
    case 'QuantityChanged':
      return quantityChanged(subscription, event);
    case 'RenewalQuantitySet':
      return renewalQuantitySet(running(subscription, event), event);
    case 'PlanChanged':
      return planChanged(subscription, event);
    case 'SubscriptionSuspended':
    case 'SuspensionCauseAdded':
    case 'SuspensionCauseCleared':
    case 'SubscriptionReinstated':
      return suspensionEvolved(running(subscription, event), event);
    case 'WebhookQueued':
    case 'WebhookAnswered':
      return subscription;
    case 'TermStarted':
      return termStarted(running(subscription, event), event);
    case 'PeriodStarted':
      return { ...running(subscription, event), version, period: event.period };
    case 'SubscriptionEnded':
      return ended(subscription, event);
  }
}

type Of<Type extends SubscriptionEvent['type']> = Extract<SubscriptionEvent, { type: Type }>;

const stepsAfter = (
  { steps = [] }: Subscription,
  event: Of<'StepRequired' | 'StepCompleted'>,
): readonly SubscriptionStep[] =>
  event.type === 'StepRequired'
    ? [...steps, { ...event.step, done: false }]
    : steps.map((step) => (step.name === event.name ? { ...step, done: true } : step));

function operationOpened(subscription: Subscription, { operation }: Of<'OperationOpened'>): Subscription {
  const counted = { ...subscription, operationsOpened: subscription.operationsOpened + 1 };
  if (operation.status !== 'InProgress') return counted;
  return { ...counted, version: subscription.version + 1, openOperationId: operation.id };
}

function quantityChanged(subscription: Subscription, event: Of<'QuantityChanged'>): Subscription {
  const { version } = subscription;
  const changed = { ...subscription, version: version + 1, changedFrom: changedFrom(subscription, event) };
  return withQuantity(changed, event.quantity);
}

const changedFrom = ({ skuId, quantity }: Subscription, { at: until }: SubscriptionEvent) => ({
  skuId,
  quantity,
  until,
});

/** The seats of now; fewer that were agreed on for the next term are no longer. */
function withQuantity<S extends Subscription>(subscription: S, quantity: number): S {
  if (!('renewalQuantity' in subscription)) return { ...subscription, quantity };
  const { renewalQuantity: _, ...rest } = subscription;
  return { ...rest, quantity } as S;
}

function renewalQuantitySet(
  { renewalQuantity: _, ...subscription }: RunningSubscription,
  { quantity }: Of<'RenewalQuantitySet'>,
): Subscription {
  const { version } = subscription;
  const changed = quantity !== subscription.quantity;
  return { ...subscription, version: version + 1, ...(changed && { renewalQuantity: quantity }) };
}

function planChanged(subscription: Subscription, event: Of<'PlanChanged'>): Subscription {
  const { at, skuId, availabilityId, unitPrice } = event;
  const earlier = { skuId: subscription.skuId, until: at };
  return {
    ...subscription,
    version: subscription.version + 1,
    earlierPlans: [...(subscription.earlierPlans ?? []), earlier],
    changedFrom: changedFrom(subscription, event),
    skuId,
    availabilityId,
    unitPrice,
  };
}

function suspensionEvolved(
  subscription: RunningSubscription,
  event: Of<
    'SubscriptionSuspended' | 'SuspensionCauseAdded' | 'SuspensionCauseCleared' | 'SubscriptionReinstated'
  >,
): Subscription {
  const version = subscription.version + 1;
  if (event.type === 'SubscriptionSuspended')
    return { ...subscription, version, suspension: event.suspension };
  const { suspension, ...rest } = subscription;
  if (event.type === 'SubscriptionReinstated') return { ...rest, version };
  if (!suspension) throw new Error(`${subscription.id} is not suspended`);
  const changed =
    event.type === 'SuspensionCauseAdded'
      ? withCause(suspension, event.cause)
      : withoutCause(suspension, event.cause);
  return { ...subscription, version, suspension: changed };
}

function putOff(subscription: Subscription, { activation }: Of<'ActivationPutOff'>): Subscription {
  if (subscription.phase !== 'pending') throw new Error(`put off while ${subscription.phase}`);
  return { ...subscription, version: subscription.version + 1, activation };
}

function activated(subscription: Subscription, event: Of<'SubscriptionActivated'>): Subscription {
  if (subscription.phase !== 'pending') throw new Error(`activated while ${subscription.phase}`);
  const { lapsesAt: _, phase: __, activation: ___, ...rest } = subscription;
  const { at, anchor, term, period, windowEndsAt } = event;
  return {
    ...rest,
    ...(windowEndsAt && { windowEndsAt }),
    phase: 'running',
    version: subscription.version + 1,
    startedAt: at,
    anchor,
    term,
    period,
  };
}

function autoRenewChanged(subscription: RunningSubscription, event: Of<'AutoRenewChanged'>): Subscription {
  return {
    ...withoutScheduledEnd(subscription),
    ...(event.cancelScheduledFor && { cancelScheduledFor: event.cancelScheduledFor }),
    version: subscription.version + 1,
    autoRenew: event.autoRenew,
  };
}

function termStarted(subscription: RunningSubscription, event: Of<'TermStarted'>): Subscription {
  const { anchor, term, period, unitPrice, windowEndsAt, quantity } = event;
  return {
    ...(quantity === undefined ? subscription : withQuantity(subscription, quantity)),
    ...(windowEndsAt && { windowEndsAt }),
    version: subscription.version + 1,
    anchor,
    term,
    period,
    unitPrice,
  };
}

function ended(subscription: Subscription, event: Of<'SubscriptionEnded'>): Subscription {
  if (subscription.phase === 'ended') throw new Error('ended twice');
  const common = {
    reason: event.reason,
    endedAt: event.at,
    autoRenew: false,
    version: subscription.version + 1,
  };
  if (subscription.phase === 'pending') {
    const { lapsesAt: _, activation: __, ...rest } = subscription;
    return { ...rest, ...common, phase: 'ended' };
  }
  const { anchor: _, cancelScheduledFor: __, renewalQuantity: ___, suspension: ____, ...rest } = subscription;
  return { ...rest, ...common, phase: 'ended' };
}
