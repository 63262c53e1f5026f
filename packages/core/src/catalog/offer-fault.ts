import { declareRules } from '../rule.ts';
import type { Offer, Plan } from './catalog.ts';
import { dimensionFault } from './dimension-fault.ts';
import { instalmentFault } from './instalment-fault.ts';
import { changesFit, isPrice } from './price-range.ts';

export const offerRules = declareRules({
  'BIL-07': {
    says: 'A plan has one price per term, billing cycle and currency: several price points are several plans.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/plan-saas-offer',
    confidence: 'I',
  },
});

/** Most countries in which a plan is sold (PUR-05). */
const marketsAtMost = 141;

function planFault(plan: Plan, offer: Offer): string | undefined {
  const { planId, prices, markets, minimumQuantity: least, maximumQuantity: most, freeTrial } = plan;
  const keys = prices.map(
    ({ duration, billingCycle, currency }) => `${duration}/${billingCycle}/${currency}`,
  );
  if (markets.length < 1 || markets.length > marketsAtMost)
    return `plan ${planId} has not 1 to ${marketsAtMost} markets`;
  if (!prices.every(isPrice))
    return `plan ${planId} has a price that is no whole number of millionths in range`;
  if (!prices.every(changesFit)) return `plan ${planId} has price changes that cannot be`;
  if (new Set(keys).size < keys.length)
    return `plan ${planId} has two prices for one term, cycle and currency`;
  const limitsFit =
    Number.isSafeInteger(least) &&
    least >= 1 &&
    (most === undefined || (Number.isSafeInteger(most) && most >= least));
  if (!limitsFit) return `plan ${planId} has limits that no quantity fits`;
  if (freeTrial && offer.dimensions.length > 0) return `plan ${planId} has a trial beside metered dimensions`;
  const fault = prices.map((price) => instalmentFault(price, plan, offer)).find((each) => each !== undefined);
  return fault && `plan ${planId} has instalments ${fault}`;
}

/** What makes an offer impossible to bill, in words; nothing when it can be published (BIL-07, BIL-11, BIL-24, BIL-31, MET-01, ACT-03). */
export function offerFault(offer: Offer): string | undefined {
  if (offer.landingPageUrl.includes('#'))
    return 'the landing page has a fragment, which browsers keep to themselves';
  const fault = dimensionFault(offer);
  if (fault !== undefined) return fault;
  return offer.plans.map((plan) => planFault(plan, offer)).find((fault) => fault !== undefined);
}
