import {
  type BasisPoints,
  type Currency,
  type ExchangeRate,
  exponentOf,
  type Micro,
  type Minor,
  type Rounding,
} from '@marketsim/core';

/** A price for `left` of `total` days: less a margin, in another currency by a rate. */
export interface Portion {
  readonly price: Micro;
  readonly margin?: BasisPoints | undefined;
  readonly exchangeRate?: ExchangeRate | undefined;
  readonly left: number;
  readonly total: number;
}

/** How a world makes whole minor units of a currency, for how many units at once. */
export interface Coins {
  readonly currency: Currency;
  readonly rounding: Rounding;
  readonly quantity: number;
}

/** An exact number: `numerator / denominator`. */
interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const [millionths, points, parity] = [1_000_000n, 10_000n, 1_000_000_000n];

/** Half of one counts as one. */
const nearest = ({ numerator, denominator }: Exact): bigint => {
  const whole = numerator / denominator;
  return 2n * (numerator - whole * denominator) >= denominator ? whole + 1n : whole;
};

/** The effective price, in millionths of the currency of the price (BIL-06). */
const effective = ({ price, margin = 0, left, total }: Portion): Exact => ({
  numerator: BigInt(price) * (points - BigInt(margin)) * BigInt(left),
  denominator: points * BigInt(total),
});

/** The effective price as it stands on a line, of six decimals (BIL-06). */
export function effectiveFor(portion: Portion, rounding: Rounding): Micro {
  const exact = effective(portion);
  return Number(rounding === 'unitFloor' ? exact.numerator / exact.denominator : nearest(exact));
}

const inCoins = (
  { numerator, denominator }: Exact,
  { exchangeRate }: Portion,
  currency: Currency,
): Exact => ({
  numerator: numerator * BigInt(exchangeRate ?? parity) * 10n ** BigInt(exponentOf(currency)),
  denominator: denominator * parity * millionths,
});

/** What a portion is worth in minor units: where amounts are cut off, the effective price has six decimals (BIL-20). */
export function exactly(portion: Portion, { currency, rounding }: Coins): Exact {
  const { numerator, denominator } = effective(portion);
  const price =
    rounding === 'unitFloor'
      ? { numerator: numerator / denominator, denominator: 1n }
      : { numerator, denominator };
  return inCoins(price, portion, currency);
}

/** The amount of a day for all units is rounded, then that of the days left for one of them (BIL-21). */
function twice(portion: Portion, coins: Coins): bigint {
  const { numerator, denominator } = exactly({ ...portion, left: portion.total }, coins);
  if (portion.left >= portion.total) return nearest({ numerator, denominator });
  const [quantity, total] = [BigInt(coins.quantity), BigInt(portion.total)];
  const day = nearest({ numerator: numerator * quantity, denominator: denominator * total });
  return nearest({ numerator: day * BigInt(portion.left), denominator: quantity });
}

function rounded(portion: Portion, coins: Coins): bigint {
  const exact = exactly(portion, coins);
  switch (coins.rounding) {
    case 'unitHalfUp':
      return nearest(exact);
    case 'unitFloor':
      return exact.numerator / exact.denominator;
    case 'dailyTwice':
      return twice(portion, coins);
  }
}

/** The amount of one unit for the days left of a period, never more than that of all its days (BIL-19 to BIL-22). */
export function unitFor(portion: Portion, coins: Coins): Minor {
  const most = rounded({ ...portion, left: portion.total }, coins);
  return Math.min(Number(most), Number(rounded(portion, coins)));
}

/**
 * Whether an amount for all units is as close to its exact worth as rounding each of them allows: half a minor unit
 * apart per unit, or below it by less than one (INV-68). The formula that rounds by the day is bound by neither.
 */
export function isRounded(amount: Minor, exact: Exact, { quantity, rounding }: Coins): boolean {
  const { numerator, denominator } = exact;
  const error = BigInt(amount) * denominator - numerator * BigInt(quantity);
  const unit = denominator * BigInt(quantity);
  if (rounding === 'dailyTwice') return true;
  if (rounding === 'unitFloor') return error <= 0n && (-error < unit || quantity === 0);
  return 2n * (error < 0n ? -error : error) <= unit;
}

/** The tax of an amount, half of a minor unit away from zero (BIL-18). */
export const taxOn = (amount: Minor, rate: BasisPoints): Minor =>
  Number(nearest({ numerator: BigInt(amount) * BigInt(rate), denominator: points }));
