import { posted } from '../billing/charges.ts';
import { creditAtMost, creditTerm } from '../billing/customer-credit.ts';
import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { endNow } from './cancellation.ts';
import type { ApproveRefund } from './command.ts';
import type { RunningSubscription } from './subscription.ts';

export const approvedRefundRules = declareRules({
  'CAN-20': {
    says: 'After the window a publisher may give back any part of what the term has cost; that ends the subscription at once, and takes from the newest line first.',
    parameters: ['cancel.publisherApprovedRefund'],
    source: 'https://learn.microsoft.com/partner-center/customers/new-commerce-cancellation-policy',
    confidence: 'D/P',
  },
});

/** Gives money back and ends the subscription (CAN-20); the publisher's own steps do not hold it up. */
export function approveRefund(
  subscription: RunningSubscription,
  { type: change, amount }: ApproveRefund,
  context: Context,
): Decision {
  if (!context.state.settings['cancel.publisherApprovedRefund'])
    return reject({ code: 'changeNotSupported', change });
  const maximum = creditAtMost(subscription, context);
  if (!Number.isInteger(amount) || amount < 1 || amount > maximum)
    return reject({ code: 'refundOutOfRange', minimum: 1, maximum });
  return accept([
    ...posted(creditTerm(subscription, amount, context), context),
    ...endNow(subscription, { type: 'Cancel' }, context),
  ]);
}
