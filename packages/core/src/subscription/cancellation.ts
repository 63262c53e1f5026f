import { cancelTrialCharge, refundTerm } from '../billing/refunds.ts';
import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { cancelledOrder } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { dayOf } from '../time.ts';
import { abandonOperation } from './abandon.ts';
import type { Cancel } from './command.ts';
import { openSteps } from './step.ts';
import type { RunningSubscription, Subscription } from './subscription.ts';
import { instalmentsDue } from './terms.ts';
import { inWindow, windowLengthMs } from './window.ts';

export const cancellationRules = declareRules({
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
    says: 'Before activation a cancellation is always accepted and nothing is ever charged.',
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
  'CAN-22': {
    says: 'An immediate end fails an open operation first and switches auto-renew off.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-webhook',
    confidence: 'D',
  },
});

const millisecondsPerHour = 3_600_000;

const endNow = (subscription: Subscription): readonly EventBody[] => [
  ...abandonOperation(subscription),
  { type: 'SubscriptionEnded', subscriptionId: subscription.id, reason: 'cancelled' },
];

const runningOnly = (subscription: Subscription): RunningSubscription => {
  if (subscription.phase !== 'running')
    throw new Error(`cancellation of a ${subscription.phase} subscription`);
  return subscription;
};

/** The refusal while the publisher's steps before cancelling are open (CAN-10). */
function gated(subscription: Subscription): Decision | undefined {
  const steps = openSteps(subscription, 'cancel').map(({ name }) => name);
  return steps.length > 0 ? reject({ code: 'stepsOpen', change: 'Cancel', steps }) : undefined;
}

/** Ends a purchase that was never activated; its order is cancelled and no line exists (CAN-11). */
export const cancelPending = (subscription: Subscription, _change: Cancel, context: Context): Decision =>
  accept([...endNow(subscription), ...cancelledOrder(subscription, context)]);

/** Ends a trial at once, with a line of zero (CAN-12). */
export const cancelTrial = (subscription: Subscription, _change: Cancel, context: Context): Decision =>
  gated(subscription) ??
  accept([
    { type: 'Charged', charges: cancelTrialCharge(runningOnly(subscription), context) },
    ...endNow(subscription),
  ]);

/** Cancels a paid subscription: with refund inside the window, by policy after it (CAN-03..08). */
export function cancelPaid(subscription: Subscription, _change: Cancel, context: Context): Decision {
  const active = runningOnly(subscription);
  const held = gated(active);
  if (held) return held;
  const { now, state } = context;
  if (inWindow(active, now)) {
    return accept([{ type: 'Charged', charges: refundTerm(active, context) }, ...endNow(active)]);
  }
  switch (state.settings['cancel.afterWindow']) {
    case 'schedule':
      return accept(schedule(active));
    case 'terminate':
      return instalmentsDue(active, now) ? windowPassed(active, context) : accept(endNow(active));
    case 'refuse':
      return windowPassed(active, context);
  }
}

/** Cancels a suspended subscription under the same rules; one whose term is over already expires at once (CAN-15). */
export function cancelSuspended(subscription: Subscription, change: Cancel, context: Context): Decision {
  const suspended = runningOnly(subscription);
  const held = gated(suspended);
  if (held) return held;
  if (suspended.term.trial) return cancelTrial(subscription, change, context);
  const lapsed = dayOf(context.now) >= suspended.term.end;
  const schedules = context.state.settings['cancel.afterWindow'] === 'schedule';
  if (!lapsed || !schedules || inWindow(suspended, context.now))
    return cancelPaid(subscription, change, context);
  const expired: EventBody = {
    type: 'SubscriptionEnded',
    subscriptionId: subscription.id,
    reason: 'expired',
  };
  return accept([...abandonOperation(subscription), expired]);
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

const windowPassed = (subscription: Subscription, { state }: Context): Decision =>
  reject({
    code: 'windowPassed',
    windowHours: windowLengthMs(subscription, state.settings) / millisecondsPerHour,
  });
