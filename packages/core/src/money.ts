import { declareRules } from './rule.ts';

/** Whole minor units of a currency: cents for USD (GEN-12). */
export type Minor = number;

/** A price per unit in millionths of the currency's major unit: 20.00 is 20_000_000 (GEN-12). */
export type Micro = number;

/** ISO 4217 code. */
export type Currency = string;

/** A percentage in hundredths of a percent: 15 % is 1_500 (GEN-12). */
export type BasisPoints = number;

/** What one unit of a currency is in another one, in billionths: 0.846202666 is 846_202_666 (GEN-12). */
export type ExchangeRate = number;

export const moneyRules = declareRules({
  'GEN-12': {
    says: 'Amounts are whole minor units and unit prices are millionths; no floating point enters the ledger.',
    source: 'https://learn.microsoft.com/partner-center/modern-invoice-reconciliation-file',
    confidence: 'P',
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
/** Digits behind the decimal point that exchange rates have. */
export const rateScale = 9;
const percentScale = 2;

/** A price of 1.00. */
export const oneMajor: Micro = 10 ** priceScale;
/** The rate between a currency and itself. */
export const parity: ExchangeRate = 10 ** rateScale;
export const onePercent: BasisPoints = 10 ** percentScale;
/** All of something: 100 %. */
export const wholePercent: BasisPoints = 100 * onePercent;

/** Digits behind the decimal point that the currency's amounts have. */
export const exponentOf = (currency: Currency): number => exponents[currency] ?? 2;

/** The symbol printed beside amounts, the code itself when it has none. */
export const symbolOf = (currency: Currency): string => symbols[currency] ?? currency;

function scaled(decimal: string | number, { digits, what }: { digits: number; what: string }): number {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(decimal)) ?? [];
  if (whole === '' || fraction.length > digits)
    throw new RangeError(`${decimal} is not a ${what} with at most ${digits} decimals`);
  const value = Number(`${sign}${whole}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${decimal} is too large for a ${what}`);
  return value;
}

/** A price written as decimal text or number ("20.00", 0.045) in millionths; throws a RangeError beyond six digits. */
export const price = (decimal: string | number): Micro =>
  scaled(decimal, { digits: priceScale, what: 'price' });

/** A percentage written as decimal text or number ("15", 12.5); throws a RangeError beyond two digits. */
export const percent = (decimal: string | number): BasisPoints =>
  scaled(decimal, { digits: percentScale, what: 'percentage' });

/** An exchange rate written as decimal text or number ("0.846202666"); throws a RangeError beyond nine digits. */
export const exchangeRate = (decimal: string | number): ExchangeRate =>
  scaled(decimal, { digits: rateScale, what: 'rate' });

/** Minor units as a decimal number of the major unit, for wire formats that want JSON numbers. */
export const toDecimal = (minor: Minor, currency: Currency): number => minor / 10 ** exponentOf(currency);

/** Minor units as text with the currency's digits, for people: "267.75". */
export const formatMinor = (minor: Minor, currency: Currency): string =>
  toDecimal(minor, currency).toFixed(exponentOf(currency));

/** A unit price as a decimal number of the major unit. */
export const priceToDecimal = (micro: Micro): number => micro / oneMajor;

/** A percentage as a number of percent. */
export const percentToDecimal = (basisPoints: BasisPoints): number => basisPoints / onePercent;

/** An exchange rate as a decimal number. */
export const rateToDecimal = (rate: ExchangeRate): number => rate / parity;
