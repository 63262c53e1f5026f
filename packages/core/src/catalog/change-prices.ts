import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { addDays, addMonths, type Day, day, dayOf } from '../time.ts';
import type { Offer } from './catalog.ts';
import { type NewPrice, replacedPrice } from './new-price.ts';
import { isPrice } from './price-range.ts';

export const priceChangeRules = declareRules({
  'BIL-11': {
    says: 'A publisher lowers prices from the first of the next month and raises them from the first of a month at least 90 days ahead; what is published in the last four days of a month counts for the next. Nothing free becomes paid, nothing rises while something falls, and a price changes once at a time.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/price-changes',
    confidence: 'D/P',
  },
});

/** A publisher's new prices of an offer; those that are as before are left out (BIL-11). */
export interface ChangePrices {
  readonly type: 'ChangePrices';
  readonly productId: string;
  readonly prices: readonly NewPrice[];
}

const noticeDays = 4;
const increaseDays = 90;

const firstOfMonth = (date: Day): Day => day(`${date.slice(0, 8)}01`);
const firstOnOrAfter = (date: Day): Day => (date.endsWith('-01') ? date : addMonths(firstOfMonth(date), 1));

/** The date from which a change published on a day holds (BIL-11). */
export function effectiveFrom(published: Day, rises: boolean): Day {
  const inTime = addDays(published, noticeDays).slice(0, 7) === published.slice(0, 7);
  const counted = inTime ? published : addMonths(firstOfMonth(published), 1);
  return rises ? firstOnOrAfter(addDays(counted, increaseDays)) : addMonths(firstOfMonth(counted), 1);
}

interface Step {
  readonly wanted: NewPrice;
  readonly entry: ReturnType<typeof replacedPrice>;
}

function stepFault({ wanted, entry }: Step): string | undefined {
  if (!entry) return 'the offer has no such price';
  if (!isPrice(wanted)) return 'is no price';
  if ((entry.ahead ?? []).length > 0) return 'a change of this price is ahead already';
  if ('instalments' in entry && entry.instalments) return 'a price in instalments does not change';
  return entry.unitPrice === 0 && wanted.unitPrice > 0 ? 'what is free cannot become paid' : undefined;
}

const nameOf = (wanted: NewPrice): string =>
  'dimensionId' in wanted
    ? `dimension ${wanted.dimensionId}${wanted.skuId ? ` of SKU ${wanted.skuId}` : ''} in ${wanted.currency}`
    : `SKU ${wanted.skuId} for ${wanted.duration}/${wanted.billingCycle} in ${wanted.currency}`;

/** Why the prices cannot become these, in words (BIL-11). */
function changeFault(steps: readonly Step[]): string | undefined {
  for (const step of steps) {
    const fault = stepFault(step);
    if (fault !== undefined) return `${nameOf(step.wanted)}: ${fault}`;
  }
  if (new Set(steps.map(({ entry }) => entry)).size < steps.length) return 'one price is named twice';
  const rising = steps.filter(isRise).length;
  if (rising > 0 && rising < steps.length) return 'some prices rise while others fall';
  return steps.length === 0 ? 'no price would change' : undefined;
}

const isRise = ({ wanted, entry }: Step): boolean => wanted.unitPrice > (entry?.unitPrice ?? 0);

const stepsTo = (offer: Offer, prices: readonly NewPrice[]): readonly Step[] =>
  prices
    .map((wanted) => ({ wanted, entry: replacedPrice(offer, wanted) }))
    .filter(({ wanted, entry }) => wanted.unitPrice !== entry?.unitPrice);

/** Publishes new prices; refused with productNotFound or priceChangeInvalid. */
export function changePrices({ productId, prices }: ChangePrices, { state, now }: Context): Decision {
  const offer = state.offers.get(productId);
  if (!offer) return reject({ code: 'productNotFound', productId });
  const steps = stepsTo(offer, prices);
  const detail = changeFault(steps);
  if (detail !== undefined) return reject({ code: 'priceChangeInvalid', detail });
  const from = effectiveFrom(dayOf(now), steps.some(isRise));
  return accept([
    { type: 'PriceChangePublished', productId, from, prices: steps.map(({ wanted }) => wanted) },
  ]);
}
