import type { Micro } from '../money.ts';
import { declareRules } from '../rule.ts';
import type { Offer, Plan } from './catalog.ts';
import { instalmentFault } from './instalment-fault.ts';
import type { PriceInTime } from './price-in-time.ts';

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

/** Whether a price is one that can be charged: a whole number of millionths up to ten million. */
export const isPrice = ({ unitPrice }: { readonly unitPrice: Micro }): boolean =>
  Number.isSafeInteger(unitPrice) && unitPrice >= 0 && unitPrice <= highestPrice;

/** Prices change on the first of a month, one after another, and what is free stays free (BIL-11). */
function changesFit({ unitPrice, ahead = [] }: PriceInTime): boolean {
  const prices = [unitPrice, ...ahead.map((change) => change.unitPrice)];
  return ahead.every(
    (change, i) =>
      isPrice(change) &&
      change.from.endsWith('-01') &&
      change.from > (ahead[i - 1]?.from ?? '') &&
      (prices[i] !== 0 || change.unitPrice === 0),
  );
}

function planFault(plan: Plan, offer: Offer): string | undefined {
  const { planId, prices, minimumQuantity: least, maximumQuantity: most, freeTrial } = plan;
  const keys = prices.map(
    ({ duration, billingCycle, currency }) => `${duration}/${billingCycle}/${currency}`,
  );
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
  if (offer.pricingModel === 'perUser' && offer.dimensions.length > 0)
    return 'metered dimensions need a flat rate';
  if (!offer.dimensions.every(({ prices }) => prices.every((price) => isPrice(price) && changesFit(price))))
    return 'a dimension has a price out of range, or price changes that cannot be';
  return offer.plans.map((plan) => planFault(plan, offer)).find((fault) => fault !== undefined);
}
