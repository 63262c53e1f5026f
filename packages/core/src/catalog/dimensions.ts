import type { Dimension, Offer, Plan } from './catalog.ts';

/** Most dimensions of one offer (MET-01). */
export const mostDimensions = 30;

/** What is metered under a plan, at the plan's own prices where it has some (MET-01). */
export const dimensionsOf = ({
  offer,
  plan,
}: {
  readonly offer: Pick<Offer, 'dimensions'>;
  readonly plan: Pick<Plan, 'dimensions'>;
}): readonly Dimension[] =>
  offer.dimensions.flatMap((dimension) => {
    const own = plan.dimensions?.find(({ dimensionId }) => dimensionId === dimension.id);
    if (own?.enabled === false) return [];
    return own?.prices ? { ...dimension, prices: own.prices } : dimension;
  });
