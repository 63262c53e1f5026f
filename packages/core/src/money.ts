import { declareRules } from './rule.ts';

/** Whole minor units of a currency: cents for USD (GEN-12). */
export type Minor = number;

/** A price per unit in millionths of the currency's major unit: 20.00 is 20_000_000 (GEN-12). */
export type Micro = number;

/** ISO 4217 code. */
export type Currency = string;

/** How unit amounts become whole minor units (BIL-19). */
export type Rounding = 'unitHalfUp' | 'unitFloor';

/** A share of a price: `parts` of `of`, both whole and positive, for instance days left of days in the period. */
export interface Share {
  readonly parts: number;
  readonly of: number;
}

export const moneyRules = declareRules({
  'GEN-12': {
    says: 'Amounts are whole minor units and unit prices are millionths; no floating point enters the ledger.',
    source: 'https://learn.microsoft.com/partner-center/modern-invoice-reconciliation-file',
    confidence: 'P',
  },
  'BIL-19': {
    says: 'A unit amount is rounded to the currency first and multiplied by the quantity afterwards.',
    parameters: ['rounding.mode'],
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'D',
  },
  'BIL-22': {
    says: 'A change is charged by whole days left of the whole days in its period, the day of the change included, and never above the full price.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'D',
  },
});

const symbols: Readonly<Record<string, string>> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  SEK: 'kr',
  NOK: 'kr',
  DKK: 'kr',
};
const exponents: Readonly<Record<string, number>> = { JPY: 0, KRW: 0 };

/** Digits behind the decimal point that prices have. */
export const priceScale = 6;

/** Digits behind the decimal point that the currency's amounts have. */
export const exponentOf = (currency: Currency): number => exponents[currency] ?? 2;

/** The symbol printed beside amounts, the code itself when it has none. */
export const symbolOf = (currency: Currency): string => symbols[currency] ?? currency;

/** A price written as decimal text or number ("20.00", 0.045) in millionths; throws a RangeError beyond six digits. */
export function price(decimal: string | number): Micro {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(String(decimal));
  if (!match) throw new RangeError(`${decimal} is not a price with at most ${priceScale} decimals`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const micro = Number(`${sign}${whole}${fraction.padEnd(priceScale, '0')}`);
  if (!Number.isSafeInteger(micro)) throw new RangeError(`${decimal} is too large for a price`);
  return micro;
}

const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

/**
 * The amount of one unit for a share of a period, in minor units (BIL-19, BIL-22).
 * A full share is the price itself; since rounding is monotone, a part is never more. Prices are not negative.
 *
 * @example unitAmount(price('20.00'), { parts: 21, of: 31 }, { currency: 'USD', rounding: 'unitHalfUp' }) // 1355
 */
export function unitAmount(
  unitPrice: Micro,
  share: Share,
  { currency, rounding }: { readonly currency: Currency; readonly rounding: Rounding },
): Minor {
  const numerator = BigInt(unitPrice) * BigInt(share.parts);
  const denominator = BigInt(share.of) * 10n ** BigInt(priceScale - exponentOf(currency));
  return Number(rounding === 'unitFloor' ? numerator / denominator : halfUp(numerator, denominator));
}

/** The whole of a period. */
export const whole: Share = { parts: 1, of: 1 };

/** Minor units as a decimal number of the major unit, for wire formats that want JSON numbers. */
export const toDecimal = (minor: Minor, currency: Currency): number => minor / 10 ** exponentOf(currency);

/** Minor units as text with the currency's digits, for people: "267.75". */
export const formatMinor = (minor: Minor, currency: Currency): string =>
  toDecimal(minor, currency).toFixed(exponentOf(currency));

/** A unit price as a decimal number of the major unit. */
export const priceToDecimal = (micro: Micro): number => micro / 10 ** priceScale;
