import type { Micro } from '../money.ts';
import { type Day, dayOf, type Instant } from '../time.ts';
import type { DimensionPrice, Offer, PlanPrice } from './catalog.ts';

/** A price of the catalog with what it was and what it will be; prices change at 00:00 UTC of a date (BIL-11). */
export interface PriceInTime {
  /** The price in effect. */
  readonly unitPrice: Micro;
  /** Changes that are published and not in effect yet, soonest first. */
  readonly ahead?: readonly { readonly from: Day; readonly unitPrice: Micro }[];
  /** What it was before, oldest first. */
  readonly before?: readonly { readonly until: Day; readonly unitPrice: Micro }[];
}

/** The price in effect at an instant that is not ahead (BIL-10, MET-10). */
export const priceAt = ({ unitPrice, before = [] }: PriceInTime, at: Instant): Micro =>
  before.find(({ until }) => dayOf(at) < until)?.unitPrice ?? unitPrice;

/** The offer with each of its prices changed: those of plans, of dimensions, and of dimensions under a plan. */
export function withEachPrice(
  offer: Offer,
  change: <P extends PlanPrice | DimensionPrice>(price: P) => P,
): Offer {
  const inAll = <P extends PlanPrice | DimensionPrice>(prices: readonly P[]) => prices.map(change<P>);
  return {
    ...offer,
    dimensions: offer.dimensions.map((each) => ({ ...each, prices: inAll(each.prices) })),
    plans: offer.plans.map((plan) => ({
      ...plan,
      prices: inAll(plan.prices),
      ...(plan.dimensions && {
        dimensions: plan.dimensions.map((each) => ({
          ...each,
          ...(each.prices && { prices: inAll(each.prices) }),
        })),
      }),
    })),
  };
}

/** The date at which the next price of an offer changes, if one is going to. */
export function nextPriceChange({ plans, dimensions }: Offer): Day | undefined {
  const metered = [...dimensions, ...plans.flatMap((plan) => plan.dimensions ?? [])];
  const prices: readonly PriceInTime[] = [...plans, ...metered].flatMap((each) => each.prices ?? []);
  return prices.flatMap(({ ahead = [] }) => ahead.slice(0, 1).map(({ from }) => from)).toSorted()[0];
}

/** The price after the changes that are in effect by a date. */
function takenEffect<P extends PriceInTime>(price: P, today: Day): P {
  const [next, ...ahead] = price.ahead ?? [];
  if (!next || next.from > today) return price;
  const before = [...(price.before ?? []), { until: next.from, unitPrice: price.unitPrice }];
  return takenEffect({ ...price, unitPrice: next.unitPrice, ahead, before }, today);
}

/** The offer with the prices that are in effect by a date. */
export const pricesTakenEffect = (offer: Offer, today: Day): Offer =>
  withEachPrice(offer, (price) => takenEffect(price, today));
