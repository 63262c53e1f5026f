import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import type { Plan } from './catalog.ts';
import { offerFault } from './offer-fault.ts';
import { withPlan } from './plan-of.ts';

/** How a plan is sold: whether at all, where, and in which quantities (PUR-05, PUR-11). */
export type Sale = Pick<Plan, 'isStopSell' | 'markets' | 'minimumQuantity' | 'maximumQuantity'>;

/** The publisher sells a plan otherwise from now on; what is left out stays. What was sold is none of it. */
export interface ChangeSale {
  readonly type: 'ChangeSale';
  readonly productId: string;
  readonly skuId: string;
  readonly sale: Partial<Sale>;
}

/** Refused with productNotFound, skuNotFound, or offerInvalid where the plan could not have been published so. */
export function changeSale({ productId, skuId, sale }: ChangeSale, { state }: Context): Decision {
  const offer = state.offers.get(productId);
  if (!offer) return reject({ code: 'productNotFound', productId });
  if (!offer.plans.some((plan) => plan.skuId === skuId)) return reject({ code: 'skuNotFound', skuId });
  const detail = offerFault(withPlan(offer, skuId, sale));
  if (detail !== undefined) return reject({ code: 'offerInvalid', detail });
  return accept([{ type: 'SaleChanged', productId, skuId, sale }]);
}
