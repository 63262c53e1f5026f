import type { BasisPoints, Currency, ExchangeRate, Micro } from '../money.ts';
import type { State } from '../state/state.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { Instant } from '../time.ts';
import { marginAt } from './margin.ts';
import { rateAt } from './monthly-rate.ts';

/** What a line is priced at, as it was when the line, or the first of its period, was made (BIL-09, BIL-10, BIL-17). */
export interface LinePrice {
  /** List price of one unit for a billing cycle, or for a term in instalments. */
  readonly unitPrice: Micro;
  /** The part of it that the line asks for; absent for all of it (BIL-31). */
  readonly instalment?: Micro;
  /** What was taken off; absent without a margin. */
  readonly margin?: BasisPoints;
  /** Of the list price; absent when it is that of the amount. */
  readonly pricingCurrency?: Currency;
  /** From that currency to the one of the amount. */
  readonly exchangeRate?: ExchangeRate;
}

/** The currency in which prices of a subscription are looked up. */
export const pricedIn = ({
  currency,
  pricingCurrency,
}: Pick<Subscription, 'currency' | 'pricingCurrency'>): Currency => pricingCurrency ?? currency;

type Priced = Pick<
  Subscription,
  'partnerId' | 'customerId' | 'productId' | 'skuId' | 'currency' | 'pricingCurrency'
>;

/** What a list price comes to for a charge, or a use, at an instant: with the margin and the rate that hold then. */
export function linePriceAt(
  sold: Priced,
  { unitPrice, at }: { readonly unitPrice: Micro; readonly at: Instant },
  state: Pick<State, 'marginsOf' | 'exchangeRates'>,
): LinePrice {
  const margin = marginAt(sold, at, state);
  return { unitPrice, ...(margin !== undefined && { margin }), ...conversionAt(sold, at, state) };
}

function conversionAt(
  { currency: to, pricingCurrency: from }: Priced,
  at: Instant,
  state: Pick<State, 'exchangeRates'>,
): Pick<LinePrice, 'pricingCurrency' | 'exchangeRate'> {
  if (from === undefined) return {};
  const rate = rateAt({ from, to }, at, state)?.rate;
  if (rate === undefined) throw new Error(`there is no rate from ${from} to ${to}`);
  return { pricingCurrency: from, exchangeRate: rate };
}

/** The price of a line, for another one that must share it (QTY-16). */
export const priceOf = ({
  unitPrice,
  instalment,
  margin,
  pricingCurrency,
  exchangeRate,
}: LinePrice): LinePrice => ({
  unitPrice,
  ...(instalment !== undefined && { instalment }),
  ...(margin !== undefined && { margin }),
  ...(pricingCurrency !== undefined && { pricingCurrency }),
  ...(exchangeRate !== undefined && { exchangeRate }),
});
