import { type Currency, exponentOf, type Micro, type Minor, type Rounding } from '@marketsim/core';

/** A price for `left` of `total` days. */
export interface Portion {
  readonly price: Micro;
  readonly left: number;
  readonly total: number;
}

/** How a world makes whole minor units of a currency. */
export interface Coins {
  readonly currency: Currency;
  readonly rounding: Rounding;
}

/** An exact amount of minor units: `numerator / denominator`. */
interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const priceDigits = 6;

/** What a portion is worth, without rounding. */
export const exactly = ({ price, left, total }: Portion, currency: Currency): Exact => ({
  numerator: BigInt(price) * BigInt(left),
  denominator: BigInt(total) * 10n ** BigInt(priceDigits - exponentOf(currency)),
});

function rounded({ numerator, denominator }: Exact, rounding: Rounding): Minor {
  const whole = numerator / denominator;
  const isUp = rounding === 'unitHalfUp' && 2n * (numerator - whole * denominator) >= denominator;
  return Number(isUp ? whole + 1n : whole);
}

/** The amount of one unit for the days left of a period, never more than that of all its days (BIL-19, BIL-22). */
export function unitFor(portion: Portion, { currency, rounding }: Coins): Minor {
  const full = rounded(exactly({ ...portion, left: 1, total: 1 }, currency), rounding);
  return portion.left >= portion.total ? full : Math.min(full, rounded(exactly(portion, currency), rounding));
}

/**
 * Whether an amount for `quantity` units is as close to its exact worth as rounding each unit allows: half a minor unit
 * apart per unit, or below it by less than one (INV-68).
 */
export function isRounded(
  amount: Minor,
  {
    exact,
    quantity,
    rounding,
  }: { readonly exact: Exact; readonly quantity: number; readonly rounding: Rounding },
): boolean {
  const { numerator, denominator } = exact;
  const error = BigInt(amount) * denominator - numerator * BigInt(quantity);
  const unit = denominator * BigInt(quantity);
  if (rounding === 'unitFloor') return error <= 0n && (-error < unit || quantity === 0);
  return 2n * (error < 0n ? -error : error) <= unit;
}
