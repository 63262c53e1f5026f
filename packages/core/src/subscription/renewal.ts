import { coverageCharge, posted } from '../billing/charges.ts';
import { planOf } from '../catalog/plan-of.ts';
import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { cancelledOrder } from '../order/system-orders.ts';
import { declareRules } from '../rule.ts';
import { abandonOperation } from './abandon.ts';
import { startNextTerm } from './next-term.ts';
import { isUnpaid, suspendUnpaid } from './non-payment.ts';
import type { PendingSubscription, RunningSubscription } from './subscription.ts';
import { nextTerm, periodAfter } from './terms.ts';

export const renewalRules = declareRules({
  'REN-03': {
    says: 'There is no notice: auto-renew counts as it is set when the term ends, and a switch at that very instant comes too late.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'P',
  },
  'ACT-14': {
    says: 'A purchase that is not activated in time lapses: its order is cancelled and nothing is charged.',
    parameters: ['act.pendingExpiry'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D/P',
  },
  'BIL-25': {
    says: 'A trial that renews turns into its first paid term at the price then in effect.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-saas',
    confidence: 'D',
  },
  'REN-05': {
    says: 'An active subscription renews at the end of its term: same id, quantity of that instant, price in effect.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
  'REN-06': {
    says: 'Without auto-renew the subscription expires at the end of its term, with neither line nor refund.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
  'REN-07': {
    says: 'A plan that does not renew expires with the term; one that is merely no longer sold renews.',
    source: 'https://learn.microsoft.com/partner-center/developer/product-resources',
    confidence: 'I/P',
  },
  'REN-08': {
    says: 'Only active subscriptions renew, and none whose account is past due at the end of its term: it is suspended instead, without a line.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
  'REN-11': {
    says: 'Renewed terms keep counting months from the first anchor date.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-saas',
    confidence: 'P',
  },
});

/** A purchase whose time to be activated is over (ACT-14). */
export const lapse = (subscription: PendingSubscription, context: Context): readonly EventBody[] => [
  { type: 'SubscriptionEnded', subscriptionId: subscription.id, reason: 'pendingExpired' },
  ...cancelledOrder(subscription, context),
];

/** The end of a term: the next one starts, the subscription expires, or it is suspended (REN-05..08, BIL-25). */
export function endTerm(subscription: RunningSubscription, context: Context): readonly EventBody[] {
  const plan = planOf(subscription, context.state);
  if (!subscription.autoRenew || !plan?.isRenewable) return expire(subscription);
  return isUnpaid(subscription, context)
    ? suspendUnpaid(subscription, context)
    : renew(subscription, context);
}

const expire = (subscription: RunningSubscription): readonly EventBody[] => [
  ...abandonOperation(subscription),
  { type: 'SubscriptionEnded', subscriptionId: subscription.id, reason: 'expired' },
];

function renew(subscription: RunningSubscription, context: Context): readonly EventBody[] {
  const next = nextTerm(subscription.paidTerm, subscription);
  const cause = subscription.term.trial ? 'conversion' : 'renewal';
  return startNextTerm(subscription, next, { context, cause });
}

/** The next billing period of a running term, charged at the price and quantity of the term, unless its account is past due (BIL-04, SUS-02). */
export function nextPeriod(subscription: RunningSubscription, context: Context): readonly EventBody[] {
  if (isUnpaid(subscription, context)) return suspendUnpaid(subscription, context);
  const period = periodAfter(subscription);
  const line = coverageCharge({ ...subscription, period }, 'cycleCharge', { context });
  return [{ type: 'PeriodStarted', subscriptionId: subscription.id, period }, ...posted([line], context)];
}
