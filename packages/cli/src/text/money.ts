import { type Currency, exponentOf } from '@marketsim/core';

/** An amount with its currency, as people write it: `-6,300.00 USD`. */
export function moneyText(amount: number, currency: Currency): string {
  const digits = exponentOf(currency);
  const decimal = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${amount.toLocaleString('en-US', decimal)} ${currency}`;
}
