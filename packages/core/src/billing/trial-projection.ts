import { priceFor } from '../catalog/catalog.ts';
import { planOf } from '../catalog/plan-of.ts';
import type { Context } from '../decision.ts';
import { pricedIn } from '../pricing/line-price.ts';
import { declareRules } from '../rule.ts';
import { type Subscription, stateOf } from '../subscription/subscription.ts';
import { nextTerm } from '../subscription/terms.ts';
import { chargeFor, type NewLine } from './charges.ts';

export const projectionRules = declareRules({
  'BIL-28': {
    says: 'A trial has two rows: its own, and one for what it turns into, which is of zero until the trial ends and is no line of the ledger before.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D/P',
  },
});

/** The row of zero for what a running trial turns into; nothing for what is no trial, or will end with it (BIL-28). */
export function trialProjection(
  subscription: Subscription,
  context: Pick<Context, 'now' | 'state'>,
): NewLine | undefined {
  const plan = planOf(subscription, context.state);
  if (subscription.phase !== 'running' || stateOf(subscription) !== 'TR') return undefined;
  if (!subscription.autoRenew || !plan?.isRenewable) return undefined;
  const next = { ...subscription, ...nextTerm(subscription.paidTerm, subscription) };
  const price = priceFor(plan, subscription.paidTerm, pricedIn(subscription));
  return chargeFor(
    next,
    {
      type: 'renew',
      range: { start: next.period.start, end: next.period.end },
      quantity: subscription.quantity,
      unitAmount: 0,
      price: { unitPrice: price?.unitPrice ?? subscription.unitPrice },
      description: 'Paid subscription',
    },
    context,
  );
}
