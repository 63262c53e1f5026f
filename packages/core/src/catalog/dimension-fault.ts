import { declareRules } from '../rule.ts';
import type { DimensionPrice, Offer, Plan } from './catalog.ts';
import { mostDimensions } from './dimensions.ts';
import { changesFit, isPrice } from './price-range.ts';

export const dimensionRules = declareRules({
  'MET-01': {
    says: 'Metered dimensions belong to flat-rate offers only, at most 30 to each, and stay as they were published.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/saas-metered-billing',
    confidence: 'D',
  },
});

const hasRepeats = (ids: readonly string[]): boolean => new Set(ids).size < ids.length;

function priceFault(prices: readonly DimensionPrice[], owner: string): string | undefined {
  if (!prices.every(isPrice)) return `${owner} has a price out of range`;
  if (!prices.every(changesFit)) return `${owner} has price changes that cannot be`;
  return hasRepeats(prices.map(({ currency }) => currency))
    ? `${owner} has two prices in one currency`
    : undefined;
}

function planFault(
  { planId, dimensions = [], included }: Plan,
  known: ReadonlySet<string>,
): string | undefined {
  const named = [...dimensions, ...included].find(({ dimensionId }) => !known.has(dimensionId));
  if (named) return `plan ${planId} names a dimension ${named.dimensionId}, which the offer has not`;
  if (hasRepeats(dimensions.map(({ dimensionId }) => dimensionId)))
    return `plan ${planId} says two things about one dimension`;
  return dimensions
    .map(({ dimensionId, prices = [] }) => priceFault(prices, `dimension ${dimensionId} of plan ${planId}`))
    .find((fault) => fault !== undefined);
}

/** What is wrong with an offer's dimensions, in words; nothing when they can be metered (MET-01). */
export function dimensionFault({ pricingModel, dimensions, plans }: Offer): string | undefined {
  const ids = dimensions.map(({ id }) => id);
  if (pricingModel === 'perUser' && ids.length > 0) return 'metered dimensions need a flat rate';
  if (ids.length > mostDimensions) return `an offer has at most ${mostDimensions} dimensions`;
  if (hasRepeats(ids)) return 'two dimensions have the same id';
  const known = new Set(ids);
  return (
    dimensions
      .map(({ id, prices }) => priceFault(prices, `dimension ${id}`))
      .find((fault) => fault !== undefined) ??
    plans.map((plan) => planFault(plan, known)).find((fault) => fault !== undefined)
  );
}
