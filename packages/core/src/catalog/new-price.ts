import type { Currency, Micro } from '../money.ts';
import type { Day } from '../time.ts';
import type { DimensionPrice, Offer, PlanPrice, TermChoice } from './catalog.ts';
import { withEachPrice } from './price-in-time.ts';

/** What a plan is to cost for a term in a currency. */
export interface NewPlanPrice extends TermChoice {
  readonly skuId: string;
  readonly currency: Currency;
  readonly unitPrice: Micro;
}

/** What a unit of a dimension is to cost in a currency. */
export interface NewDimensionPrice {
  readonly dimensionId: string;
  /** The plan whose own price it is; absent: the offer's, for all plans that have none of their own. */
  readonly skuId?: string;
  readonly currency: Currency;
  readonly unitPrice: Micro;
}

/** A price of an offer as its publisher wants it to be. */
export type NewPrice = NewPlanPrice | NewDimensionPrice;

const isFor = (entry: PlanPrice, { duration, billingCycle, currency }: NewPlanPrice): boolean =>
  entry.duration === duration && entry.billingCycle === billingCycle && entry.currency === currency;

const plansOwn = (offer: Offer, { skuId, dimensionId }: NewDimensionPrice) =>
  offer.plans
    .find((plan) => plan.skuId === skuId)
    ?.dimensions?.find((each) => each.dimensionId === dimensionId);

/** The price of an offer that a new one is to replace. */
export function replacedPrice(offer: Offer, wanted: NewPrice): PlanPrice | DimensionPrice | undefined {
  if (!('dimensionId' in wanted)) {
    const plan = offer.plans.find(({ skuId }) => skuId === wanted.skuId);
    return plan?.prices.find((entry) => isFor(entry, wanted));
  }
  const { skuId, dimensionId, currency } = wanted;
  const dimension =
    skuId === undefined ? offer.dimensions.find(({ id }) => id === dimensionId) : plansOwn(offer, wanted);
  return dimension?.prices?.find((entry) => entry.currency === currency);
}

/** The offer with new prices ahead. */
export function withPricesAhead(offer: Offer, from: Day, prices: readonly NewPrice[]): Offer {
  const wanted = new Map(prices.map((price) => [replacedPrice(offer, price), price.unitPrice]));
  return withEachPrice(offer, (entry) => {
    const unitPrice = wanted.get(entry);
    return unitPrice === undefined
      ? entry
      : { ...entry, ahead: [...(entry.ahead ?? []), { from, unitPrice }] };
  });
}
