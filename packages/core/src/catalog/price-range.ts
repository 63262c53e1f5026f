import type { PriceInTime } from './price-in-time.ts';

/** Ten million of the major unit, so that no line can leave the exact whole numbers. */
const highestPrice = 10_000_000_000_000;

/** Whether something can be asked for a unit: whole millionths up to ten million. */
export const isPrice = ({ unitPrice }: { readonly unitPrice: number }): boolean =>
  Number.isSafeInteger(unitPrice) && unitPrice >= 0 && unitPrice <= highestPrice;

/** Prices change on the first of a month, one after another, and what is free stays free (BIL-11). */
export function changesFit({ unitPrice, ahead = [] }: PriceInTime): boolean {
  const prices = [unitPrice, ...ahead.map((change) => change.unitPrice)];
  return ahead.every(
    (change, i) =>
      isPrice(change) &&
      change.from.endsWith('-01') &&
      change.from > (ahead[i - 1]?.from ?? '') &&
      (prices[i] !== 0 || change.unitPrice === 0),
  );
}
