import type { OfferedPlan } from '../catalog/catalog.ts';
import { dimensionsOf } from '../catalog/dimensions.ts';
import { offerOf, planOf } from '../catalog/plan-of.ts';
import { priceAt } from '../catalog/price-in-time.ts';
import { linePriceAt, pricedIn } from '../pricing/line-price.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { Instant } from '../time.ts';
import type { UsageEvent, UsageRate } from './usage.ts';

export const usageRateRules = declareRules({
  'MET-10': {
    says: 'Use costs what its dimension cost at the instant of the use, less the margin that held then.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/price-changes',
    confidence: 'D',
  },
  'MET-12': {
    says: 'Use before a change of plan belongs to the old plan, use from its instant on to the new one.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/saas-fulfillment-apis-faq',
    confidence: 'D',
  },
});

/** The plan that a subscription had at an instant (MET-12). */
export function planAt(
  { productId, skuId, earlierPlans }: Subscription,
  at: Instant,
  state: Pick<State, 'offers'>,
): OfferedPlan {
  const then = { productId, skuId: earlierPlans?.find(({ until }) => at < until)?.skuId ?? skuId };
  const [offer, plan] = [offerOf(then, state), planOf(then, state)];
  if (!offer || !plan) throw new Error(`${then.skuId} of ${productId} was never on sale`);
  return { offer, plan };
}

/** What a unit of use costs under the plan of its instant, or nothing when it is not metered there (MET-10). */
export function usageRate(
  item: OfferedPlan,
  {
    subscription,
    dimensionId,
    usedAt: at,
  }: Pick<UsageEvent, 'dimensionId' | 'usedAt'> & { readonly subscription: Subscription },
  state: Pick<State, 'marginsOf' | 'exchangeRates'>,
): UsageRate | undefined {
  const dimension = dimensionsOf(item).find(({ id }) => id === dimensionId);
  const sold = dimension?.prices.find(({ currency }) => currency === pricedIn(subscription));
  const { skuId } = item.plan;
  return sold && linePriceAt({ ...subscription, skuId }, { unitPrice: priceAt(sold, at), at }, state);
}
