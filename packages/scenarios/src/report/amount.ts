import { type Currency, exponentOf, type Minor, toDecimal } from '@marketsim/core';

/** Minor units as people write them: `-1,670.20`. */
export function amountText(minor: Minor, currency: Currency): string {
  const digits = exponentOf(currency);
  return toDecimal(minor, currency).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A moment of UTC to the minute, as people read it. */
export const minuteText = (at: string): string => at.slice(0, 16).replace('T', ' ');
