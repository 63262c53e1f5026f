import { declareRules } from '../rule.ts';
import type { RunningSubscription } from './subscription.ts';

export const renewalQuantityRules = declareRules({
  'REN-10': {
    says: 'Seats that are taken away with the next term are not in it; a trial turns into the term that was chosen for it.',
    parameters: ['qty.decrease'],
    source: 'https://learn.microsoft.com/partner-center/developer/subscription-resources',
    confidence: 'D/P',
  },
});

/** The seats that the next term begins with, where fewer were agreed on (REN-10). */
export const newQuantity = ({
  renewalQuantity: quantity,
}: RunningSubscription): { readonly quantity?: number } => (quantity === undefined ? {} : { quantity });

/** The subscription as its next term finds it (REN-10). */
export const withRenewalQuantity = (subscription: RunningSubscription): RunningSubscription => ({
  ...subscription,
  ...newQuantity(subscription),
});
