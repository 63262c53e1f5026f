import { posted } from '../billing/charges.ts';
import { cancelTrialCharge, refundTerm } from '../billing/refunds.ts';
import type { Context, Decision } from '../decision.ts';
import type { PassedWindow } from '../errors.ts';
import type { EventBody } from '../event.ts';
import { cancelledOrder } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import type { Settings } from '../settings/registry.ts';
import { dayOf } from '../time.ts';
import { abandonOperation } from './abandon.ts';
import type { Cancel } from './command.ts';
import { doneOperation } from './question.ts';
import { openSteps } from './step.ts';
import type { PendingSubscription, RunningSubscription, Subscription } from './subscription.ts';
import { instalmentsDue } from './terms.ts';
import { inWindow, windowLengthMs, windowSetting } from './window.ts';

export const cancellationRules = declareRules({
  'CAN-24': {
    says: 'Leaving early costs nothing on top.',
    source: 'https://learn.microsoft.com/partner-center/billing-basics',
    confidence: 'D',
  },
  'CAN-01': {
    says: 'A licence-based subscription is cancelled by setting its status to deleted.',
    source: 'https://learn.microsoft.com/partner-center/developer/cancel-an-azure-marketplace-subscription',
    confidence: 'D',
  },
  'CAN-06': {
    says: 'After the window, where the policy schedules: the subscription runs on and ends with its term, without a refund.',
    parameters: ['cancel.afterWindow'],
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
  'CAN-07': {
    says: 'After the window, where the policy terminates: the end is immediate and nothing is refunded, but never while instalments are due.',
    parameters: ['cancel.afterWindow'],
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'D/I',
  },
  'CAN-08': {
    says: 'After the window, where the policy refuses: nothing changes and the refusal names the length of the window.',
    parameters: ['cancel.afterWindow', 'error.list'],
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D',
  },
  'CAN-11': {
    says: 'Before activation a cancellation is accepted, unless the strict variant is on, and nothing is ever charged.',
    parameters: ['cancel.beforeActivation'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
  'CAN-15': {
    says: 'A suspended subscription is cancelled under the same rules; one whose term has passed meanwhile ends at once.',
    parameters: ['cancel.afterWindow'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D/P',
  },
  'CAN-18': {
    says: 'An ended subscription cannot be changed or revived.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D',
  },
  'CAN-19': {
    says: 'A publisher cannot end what a partner sold. What a customer bought itself it ends at once, without a refund after the window, unless the policy refuses or instalments are due.',
    parameters: ['cancel.afterWindow'],
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'D/P',
  },
  'CAN-22': {
    says: 'An immediate end fails an open operation first and switches auto-renew off.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
});

const millisecondsPerHour = 3_600_000;

/** The end, and before it the operation by which a publisher that asked for it can follow it (SF 2.9). */
export function endNow(
  subscription: Subscription,
  { source = 'Azure' }: Cancel,
  context: Context,
): readonly EventBody[] {
  const subscriptionId = subscription.id;
  const abandoned = abandonOperation(subscription);
  const ended = { type: 'SubscriptionEnded', subscriptionId, reason: 'cancelled' } as const;
  if (source === 'Azure') return [...abandoned, ended];
  const operation = doneOperation(subscription, { action: 'Unsubscribe', source }, context);
  return [
    ...abandoned,
    { type: 'OperationOpened', subscriptionId, operation },
    { ...ended, operationId: operation.id },
  ];
}

/** The refusal while the publisher's steps before cancelling are open; they do not hold up the publisher itself (CAN-10). */
function gated(subscription: Subscription, { source }: Cancel): Decision | undefined {
  if (source === 'Partner') return undefined;
  const steps = openSteps(subscription, 'cancel').map(({ name }) => name);
  return steps.length > 0 ? reject({ code: 'stepsOpen', change: 'Cancel', steps }) : undefined;
}

type Policy = Settings['cancel.afterWindow'];

/** What a cancellation after the window does: a publisher's own is never put off to the end of the term (CAN-19). */
function policyOf({ source }: Cancel, { state: { settings } }: Context): Policy {
  const policy = settings['cancel.afterWindow'];
  return source === 'Partner' && policy === 'schedule' ? 'terminate' : policy;
}

/** Ends a purchase that was never activated; its order is cancelled and no line exists (CAN-11). */
export function cancelPending(subscription: PendingSubscription, change: Cancel, context: Context): Decision {
  const isHeld = context.state.settings['cancel.beforeActivation'] === 'refuse';
  return isHeld && change.source !== 'Partner'
    ? reject({ code: 'notWhilePending', change: 'Cancel' })
    : accept([...endNow(subscription, change, context), ...cancelledOrder(subscription, context)]);
}

/** Ends a trial at once, with a line of zero (CAN-12). */
export const cancelTrial = (subscription: RunningSubscription, change: Cancel, context: Context): Decision =>
  gated(subscription, change) ??
  accept([
    ...posted(cancelTrialCharge(subscription, context), context),
    ...endNow(subscription, change, context),
  ]);

/** Cancels a paid subscription: with refund inside the window, by policy after it (CAN-03..08). */
export function cancelPaid(active: RunningSubscription, change: Cancel, context: Context): Decision {
  const held = gated(active, change);
  if (held) return held;
  const end = endNow(active, change, context);
  if (inWindow(active, context.now)) {
    return accept([...posted(refundTerm(active, context), context), ...end]);
  }
  switch (policyOf(change, context)) {
    case 'schedule':
      return accept(schedule(active));
    case 'terminate':
      return instalmentsDue(active, context.now)
        ? windowPassed(active, 'chargesToCome', context)
        : accept(end);
    case 'refuse':
      return windowPassed(active, 'policy', context);
  }
}

/** Cancels a suspended subscription under the same rules; one whose term is over already expires at once (CAN-15). */
export function cancelSuspended(suspended: RunningSubscription, change: Cancel, context: Context): Decision {
  const held = gated(suspended, change);
  if (held) return held;
  if (suspended.term.trial) return cancelTrial(suspended, change, context);
  const lapsed = dayOf(context.now) >= suspended.term.end;
  const schedules = policyOf(change, context) === 'schedule';
  if (!lapsed || !schedules || inWindow(suspended, context.now))
    return cancelPaid(suspended, change, context);
  const expired: EventBody = {
    type: 'SubscriptionEnded',
    subscriptionId: suspended.id,
    reason: 'expired',
  };
  return accept([...abandonOperation(suspended), expired]);
}

const schedule = (subscription: RunningSubscription): readonly EventBody[] =>
  subscription.autoRenew
    ? [
        {
          type: 'AutoRenewChanged',
          subscriptionId: subscription.id,
          autoRenew: false,
          cancelScheduledFor: subscription.term.end,
        },
      ]
    : [];

/** The refusal of a cancellation after the window, with what it was measured by (CAN-07, CAN-08). */
function windowPassed(
  { paidTerm, windowEndsAt: endedAt }: Subscription,
  because: PassedWindow['because'],
  { state: { settings } }: Context,
): Decision {
  return reject({
    code: 'windowPassed',
    windowHours: windowLengthMs({ paidTerm }, settings) / millisecondsPerHour,
    setting: windowSetting(paidTerm),
    billingCycle: paidTerm.billingCycle,
    because,
    ...(endedAt && { endedAt }),
  });
}
