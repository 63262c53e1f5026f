import type { Currency, Micro } from '../money.ts';
import type { Day } from '../time.ts';
import type { DimensionPrice, Offer, PlanPrice, TermChoice } from './catalog.ts';
import type { PriceInTime } from './price-in-time.ts';

/** What a plan is to cost for a term in a currency. */
export interface NewPlanPrice extends TermChoice {
  readonly skuId: string;
  readonly currency: Currency;
  readonly unitPrice: Micro;
}

/** What a unit of a dimension is to cost in a currency. */
export interface NewDimensionPrice {
  readonly dimensionId: string;
  readonly currency: Currency;
  readonly unitPrice: Micro;
}

/** A price of an offer as its publisher wants it to be. */
export type NewPrice = NewPlanPrice | NewDimensionPrice;

const isFor = (entry: PlanPrice, { duration, billingCycle, currency }: NewPlanPrice): boolean =>
  entry.duration === duration && entry.billingCycle === billingCycle && entry.currency === currency;

/** The price of an offer that a new one is to replace. */
export function replacedPrice(offer: Offer, wanted: NewPrice): PlanPrice | DimensionPrice | undefined {
  if ('skuId' in wanted) {
    const plan = offer.plans.find(({ skuId }) => skuId === wanted.skuId);
    return plan?.prices.find((entry) => isFor(entry, wanted));
  }
  const dimension = offer.dimensions.find(({ id }) => id === wanted.dimensionId);
  return dimension?.prices.find(({ currency }) => currency === wanted.currency);
}

/** The offer with new prices ahead. */
export function withPricesAhead(offer: Offer, from: Day, prices: readonly NewPrice[]): Offer {
  const wanted = new Map(prices.map((price) => [replacedPrice(offer, price), price.unitPrice]));
  const announced = <P extends PlanPrice | DimensionPrice>(entry: P): P => {
    const unitPrice = wanted.get(entry);
    return unitPrice === undefined ? entry : { ...entry, ahead: announcedIn(entry, from, unitPrice) };
  };
  return {
    ...offer,
    dimensions: offer.dimensions.map((each) => ({ ...each, prices: each.prices.map(announced) })),
    plans: offer.plans.map((each) => ({ ...each, prices: each.prices.map(announced) })),
  };
}

const announcedIn = ({ ahead = [] }: PriceInTime, from: Day, unitPrice: Micro): PriceInTime['ahead'] => [
  ...ahead,
  { from, unitPrice },
];
