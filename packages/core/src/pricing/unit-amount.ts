import {
  type BasisPoints,
  type Currency,
  type ExchangeRate,
  exponentOf,
  type Micro,
  type Minor,
  oneMajor,
  parity,
  wholePercent,
} from '../money.ts';
import { declareRules } from '../rule.ts';
import { cutOff, halfUp, type Ratio, ratio, times } from './rounding.ts';

export const roundingRules = declareRules({
  'BIL-19': {
    says: 'A unit amount is rounded to the currency first and multiplied by the quantity afterwards.',
    parameters: ['rounding.mode'],
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'D',
  },
  'BIL-20': {
    says: 'Where amounts are cut off, a unit price has six decimals before it is converted; a usage amount is cut off before and after its conversion.',
    parameters: ['rounding.mode'],
    source: 'https://learn.microsoft.com/partner-center/modern-invoice-reconciliation-file',
    confidence: 'D',
  },
  'BIL-21': {
    says: 'The other documented formula, for comparison: the amount of a day for all units is rounded, then that of the days left for one unit, never above the full price.',
    parameters: ['rounding.mode'],
    source: 'https://learn.microsoft.com/partner-center/billing-basics',
    confidence: 'D',
  },
  'BIL-22': {
    says: 'A change is charged by whole days left of the whole days in its period, the day of the change included, and never above the full price.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'D',
  },
});

/** How unit amounts become whole minor units (BIL-19, BIL-21). */
export type Rounding = 'unitHalfUp' | 'unitFloor' | 'dailyTwice';

/** A share of a price: `parts` of `of`, both whole and positive, for instance days left of days in the period. */
export interface Share {
  readonly parts: number;
  readonly of: number;
}

/** The whole of a period. */
export const whole: Share = { parts: 1, of: 1 };

/** What stands between a list price and the amount of one unit. */
export interface UnitTerms {
  /** In which the amount is. */
  readonly currency: Currency;
  readonly rounding: Rounding;
  /** Taken off the price; nothing unless given (PUR-20). */
  readonly margin?: BasisPoints | undefined;
  /** From the currency of the price to that of the amount; one unless given (BIL-17). */
  readonly exchangeRate?: ExchangeRate | undefined;
  /** How many units the line has: only `dailyTwice` asks, one unless given (BIL-21). */
  readonly quantity?: number;
}

const discounted = (unitPrice: Micro, margin: BasisPoints): Ratio =>
  margin === 0 ? ratio(unitPrice) : times(ratio(unitPrice), wholePercent - margin, wholePercent);

const converted = (amount: Ratio, rate: ExchangeRate): Ratio =>
  rate === parity ? amount : times(amount, rate, parity);

/** A price after margin and proration, of six decimals (BIL-06, BIL-20). */
export const effectivePrice = (
  unitPrice: Micro,
  {
    margin = 0,
    share = whole,
    rounding,
  }: Pick<UnitTerms, 'margin' | 'rounding'> & { readonly share?: Share },
): Micro => {
  const exact = times(discounted(unitPrice, margin), share.parts, share.of);
  return Number(rounding === 'unitFloor' ? cutOff(exact) : halfUp(exact));
};

/**
 * The amount of one unit for a share of a period, in minor units (BIL-19..22). A full share is the price itself; since
 * rounding is monotone, a part is never more. Prices are not negative.
 *
 * @example unitAmount(price('20.00'), { parts: 21, of: 31 }, { currency: 'USD', rounding: 'unitHalfUp' }) // 1355
 */
export function unitAmount(unitPrice: Micro, share: Share, terms: UnitTerms): Minor {
  const { currency, rounding, margin = 0, exchangeRate = parity } = terms;
  const inMinor = (price: Ratio): Ratio =>
    times(converted(price, exchangeRate), 10 ** exponentOf(currency), oneMajor);
  switch (rounding) {
    case 'unitHalfUp':
      return Number(halfUp(inMinor(times(discounted(unitPrice, margin), share.parts, share.of))));
    case 'unitFloor':
      return Number(cutOff(inMinor(ratio(effectivePrice(unitPrice, { margin, share, rounding })))));
    case 'dailyTwice':
      return dailyTwice(inMinor(discounted(unitPrice, margin)), share, terms);
  }
}

function dailyTwice(full: Ratio, { parts, of }: Share, { quantity = 1 }: UnitTerms): Minor {
  const most = Number(halfUp(full));
  if (parts === of) return most;
  const oneDay = halfUp(times(full, quantity, of));
  return Math.min(most, Number(halfUp(times(ratio(oneDay), parts, quantity))));
}

/** A usage amount in another currency, both in minor units, cut off (BIL-20). */
export const convertedUsage = (
  amount: Minor,
  rate: ExchangeRate,
  { from, to }: { readonly from: Currency; readonly to: Currency },
): Minor =>
  Number(cutOff(times(converted(ratio(amount), rate), 10 ** exponentOf(to), 10 ** exponentOf(from))));
