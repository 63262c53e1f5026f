import type { State } from '../state/state.ts';
import type { Offer, Plan } from './catalog.ts';

interface Sold {
  readonly productId: string;
  readonly skuId: string;
}

/** The offer that something was sold from. */
export const offerOf = (
  { productId }: Pick<Sold, 'productId'>,
  { offers }: Pick<State, 'offers'>,
): Offer | undefined => offers.get(productId);

/** An offer in which one of its plans is another. */
export const withPlan = (offer: Offer, skuId: string, changed: Partial<Plan>): Offer => ({
  ...offer,
  plans: offer.plans.map((plan) => (plan.skuId === skuId ? { ...plan, ...changed } : plan)),
});

/** The plan that something was sold from, or is to be moved to. */
export const planOf = ({ productId, skuId }: Sold, state: Pick<State, 'offers'>): Plan | undefined =>
  state.offers.get(productId)?.plans.find((plan) => plan.skuId === skuId);
