import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import type { Subscription } from '../subscription/subscription.ts';

export const trialRules = declareRules({
  'BIL-26': {
    says: 'A customer gets one trial of an offer, and none after having used it before.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/plans-pricing',
    confidence: 'D',
  },
});

const wasActive = (subscription: Subscription): boolean =>
  subscription.phase !== 'pending' && subscription.startedAt !== undefined;

/** Whether a customer has had its trial of an offer, through whichever channel, or waits for it (BIL-26). */
export const trialUsed = (
  customerId: string,
  productId: string,
  { subscriptions, subscriptionsByCustomer }: Pick<State, 'subscriptions' | 'subscriptionsByCustomer'>,
): boolean =>
  [...subscriptionsByCustomer.of(customerId)].some((id) => {
    const earlier = subscriptions.get(id);
    const counts =
      earlier && (wasActive(earlier) || (earlier.phase === 'pending' && earlier.startsWithTrial));
    return counts && earlier.productId === productId;
  });
