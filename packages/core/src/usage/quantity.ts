import { type Currency, exponentOf, type Minor, parity, priceScale, rateScale } from '../money.ts';
import type { LinePrice } from '../pricing/line-price.ts';
import { convertedUsage, effectivePrice } from '../pricing/unit-amount.ts';

declare const quantityBrand: unique symbol;

/** An exact quantity of metered use: decimal text without exponent and needless zeros, such as `37.5`. */
export type UsageQuantity = string & { readonly [quantityBrand]: true };

/** Digits behind the point that a quantity can have: enough for any floating-point number from 0.0001 on. */
const decimals = 20;
const highest = 10 ** 15;
const shape = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

const textOf = (scaled: bigint): UsageQuantity => {
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  const whole = digits.slice(0, -decimals);
  return (fraction === '' ? whole : `${whole}.${fraction}`) as UsageQuantity;
};

function scaledOf(quantity: UsageQuantity): bigint {
  const [whole = '', fraction = ''] = quantity.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

/**
 * What a number says in its shortest decimal writing, exactly (MET-05); nothing when it is not above zero and below
 * 10^15, or has more than 20 decimals.
 *
 * @example usageQuantity(0.1 + 0.2) // '0.30000000000000004'
 */
export function usageQuantity(value: number): UsageQuantity | undefined {
  const parts = shape.exec(String(value));
  if (!parts || value <= 0 || value >= highest) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  const shift = decimals + Number(exponent) - fraction.length;
  return shift < 0 ? undefined : textOf(BigInt(whole + fraction) * 10n ** BigInt(shift));
}

/** The exact sum. */
export const addQuantities = (a: UsageQuantity, b: UsageQuantity): UsageQuantity =>
  textOf(scaledOf(a) + scaledOf(b));

/** What a quantity costs in whole minor units, cut off once, and again where it is converted (MET-08, BIL-20). */
export function usageAmount(
  quantity: UsageQuantity,
  { unitPrice, margin, pricingCurrency: from, exchangeRate }: LinePrice,
  to: Currency,
): Minor {
  const unit = effectivePrice(unitPrice, { margin, rounding: 'unitFloor' });
  const scale = BigInt(decimals + priceScale - exponentOf(from ?? to));
  const amount = Number((scaledOf(quantity) * BigInt(unit)) / 10n ** scale);
  return from === undefined || exchangeRate === undefined
    ? amount
    : convertedUsage(amount, exchangeRate, { from, to });
}

/** What a quantity comes to before anything is cut off, in the currency of the price and in that of the bill: nearest numbers. */
export function usageWorth(
  quantity: UsageQuantity,
  { unitPrice, exchangeRate = parity }: Pick<LinePrice, 'unitPrice' | 'exchangeRate'>,
): { readonly priced: number; readonly billed: number } {
  const exact = scaledOf(quantity) * BigInt(unitPrice);
  const digits = decimals + priceScale;
  return {
    priced: Number(`${exact}e-${digits}`),
    billed: Number(`${exact * BigInt(exchangeRate)}e-${digits + rateScale}`),
  };
}
