import { declareRules } from '../rule.ts';
import type { Offer, Plan, PlanPrice } from './catalog.ts';

export const offerRules = declareRules({
  'BIL-07': {
    says: 'A plan has one price per term, billing cycle and currency: several price points are several plans.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/plan-saas-offer',
    confidence: 'I',
  },
  'MET-01': {
    says: 'Metered dimensions belong to flat-rate offers only.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/saas-metered-billing',
    confidence: 'D',
  },
});

/** Ten million of the major unit, so that no line can leave the exact whole numbers. */
const highestPrice = 10_000_000_000_000;

const isPrice = ({ unitPrice }: Pick<PlanPrice, 'unitPrice'>): boolean =>
  Number.isSafeInteger(unitPrice) && unitPrice >= 0 && unitPrice <= highestPrice;

function planFault(
  { planId, prices, minimumQuantity: least, maximumQuantity: most, freeTrial }: Plan,
  { dimensions }: Offer,
): string | undefined {
  const keys = prices.map(
    ({ duration, billingCycle, currency }) => `${duration}/${billingCycle}/${currency}`,
  );
  if (!prices.every(isPrice))
    return `plan ${planId} has a price that is no whole number of millionths in range`;
  if (new Set(keys).size < keys.length)
    return `plan ${planId} has two prices for one term, cycle and currency`;
  const limitsFit =
    Number.isSafeInteger(least) &&
    least >= 1 &&
    (most === undefined || (Number.isSafeInteger(most) && most >= least));
  if (!limitsFit) return `plan ${planId} has limits that no quantity fits`;
  return freeTrial && dimensions.length > 0
    ? `plan ${planId} has a trial beside metered dimensions`
    : undefined;
}

/** What makes an offer impossible to bill, in words; nothing when it can be published (BIL-07, BIL-24, MET-01, ACT-03). */
export function offerFault(offer: Offer): string | undefined {
  if (offer.landingPageUrl.includes('#'))
    return 'the landing page has a fragment, which browsers keep to themselves';
  if (offer.pricingModel === 'perUser' && offer.dimensions.length > 0)
    return 'metered dimensions need a flat rate';
  if (!offer.dimensions.every(({ prices }) => prices.every(isPrice)))
    return 'a dimension has a price out of range';
  return offer.plans.map((plan) => planFault(plan, offer)).find((fault) => fault !== undefined);
}
