import { planOf } from '../catalog/plan-of.ts';
import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import type { SetAutoRenew, SetNickname } from './command.ts';
import { isNickname, nicknameMaximum } from './limits.ts';
import type { RunningSubscription, Subscription } from './subscription.ts';

export const metadataRules = declareRules({
  'ACT-19': {
    says: 'The nickname is 1 to 256 characters, may change in every living state, and the publisher never hears of it.',
    source: 'https://learn.microsoft.com/partner-center/developer/update-the-nickname-for-a-subscription',
    confidence: 'D/P',
  },
  'REN-02': {
    says: 'Auto-renew can be switched while the subscription is active or in its trial.',
    source:
      'https://learn.microsoft.com/partner-center/developer/update-autorenew-for-an-azure-marketplace-subscription',
    confidence: 'D/P',
  },
  'REN-04': {
    says: 'Auto-renew cannot be switched on for a plan that does not renew.',
    source: 'https://learn.microsoft.com/partner-center/developer/product-resources',
    confidence: 'D',
  },
  'CAN-23': {
    says: 'Switching auto-renew on before the term ends revokes a scheduled cancellation.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'P',
  },
});

/** Gives the subscription another nickname (ACT-19). */
export function rename(
  subscription: Subscription,
  { friendlyName }: SetNickname,
  _context: Context,
): Decision {
  if (!isNickname(friendlyName)) {
    return reject({ code: 'nicknameInvalid', maximumLength: nicknameMaximum });
  }
  if (friendlyName === subscription.friendlyName) return accept([]);
  return accept([{ type: 'NicknameChanged', subscriptionId: subscription.id, friendlyName }]);
}

/** Switches auto-renew; switching it on also revokes a scheduled cancellation (REN-02, REN-04, CAN-23). */
export function setAutoRenew(
  subscription: RunningSubscription,
  { autoRenew }: SetAutoRenew,
  { state }: Context,
): Decision {
  if (autoRenew === subscription.autoRenew) return accept([]);
  const plan = planOf(subscription, state);
  if (autoRenew && !plan?.isRenewable) return reject({ code: 'notRenewable', skuId: subscription.skuId });
  return accept([{ type: 'AutoRenewChanged', subscriptionId: subscription.id, autoRenew }]);
}
