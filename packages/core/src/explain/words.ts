import type { BillingCycle } from '../catalog/catalog.ts';
import {
  type BasisPoints,
  type Currency,
  type ExchangeRate,
  formatMinor,
  type Micro,
  type Minor,
  percentToDecimal,
  priceScale,
  rateToDecimal,
} from '../money.ts';
import type { Ratio } from '../pricing/rounding.ts';
import type { SettingId, Settings } from '../settings/registry.ts';
import { type DayRange, type Instant, wireEnd } from '../time.ts';

const shortestFraction = 2;

/** An amount with its currency: "20.55 EUR". */
export const amountText = (minor: Minor, currency: Currency): string =>
  `${formatMinor(minor, currency)} ${currency}`;

/** A unit price with its currency, with two to six decimals: "12.50 EUR", "0.0045 USD". */
export function priceText(price: Micro, currency: Currency): string {
  const digits = String(price).padStart(priceScale + 1, '0');
  const [whole, fraction] = [digits.slice(0, -priceScale), digits.slice(-priceScale)];
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(shortestFraction, '0')} ${currency}`;
}

export const percentText = (basisPoints: BasisPoints): string => `${percentToDecimal(basisPoints)} %`;

/** What one unit of a currency is in another: "0.9 EUR per USD". */
export const rateText = (
  rate: ExchangeRate,
  { from, to }: { readonly from: Currency; readonly to: Currency },
): string => `${rateToDecimal(rate)} ${to} per ${from}`;

/** A number that is not negative with so many decimals, the rest cut off; "…" says that there is one. */
export function decimalText({ numerator, denominator }: Ratio, decimals: number): string {
  const scaled = numerator * 10n ** BigInt(decimals);
  const digits = (scaled / denominator).toString().padStart(decimals + 1, '0');
  const [whole, fraction] = [digits.slice(0, digits.length - decimals), digits.slice(-decimals)];
  if (scaled % denominator !== 0n) return `${whole}.${fraction}…`;
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(shortestFraction, '0')}`;
}

/** First and last day of a range. */
export const rangeText = ({ start, end }: DayRange): string => `${start} to ${wireEnd(end)}`;

/** A moment to the minute, or to the millisecond where that tells more. */
export function instantText(at: Instant): string {
  const [date = '', time = ''] = at.split('T');
  return `${date} ${time.replace(/Z$/, '').replace(/(?<=:\d\d)(:00)?\.000$/, '')} UTC`;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** A setting with a value, as it is written on the command line. */
export const settingText = (id: SettingId, settings: Settings): string =>
  `\`${id}\` = ${[settings[id]].flat().join(', ')}`;

/** What a price is paid for. */
export const cycleText: Readonly<Record<BillingCycle, string>> = {
  monthly: 'a month',
  annual: 'a year',
  oneTime: 'the term',
  none: 'the trial',
};

/** Several things in one list of words. */
export const listed = (items: readonly string[], last = 'and'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
