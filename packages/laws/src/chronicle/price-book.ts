import type {
  BasisPoints,
  Currency,
  Day,
  EventOf,
  ExchangeRate,
  Instant,
  Margin,
  Micro,
  MonthlyRate,
  Offer,
  TermChoice,
} from '@marketsim/core';
import { dateOf } from '../calendar.ts';

/** A price from a date on. */
interface Dated {
  readonly from: string;
  readonly unitPrice: Micro;
}

/** Of which plan a price is asked for, and in which currency. */
interface Sold {
  readonly productId: string;
  readonly skuId: string;
  readonly currency: Currency;
}

/** Prices, margins and rates in time, as the facts tell them. */
export interface PriceBook {
  planPrice(sold: Sold, term: TermChoice, at: Instant): Micro | undefined;
  /** The plan's own price of a dimension, or the offer's. */
  dimensionPrice(sold: Sold, dimensionId: string, at: Instant): Micro | undefined;
  /** The highest margin at an instant (PUR-20). */
  marginAt(sold: MarginSubject, at: Instant): BasisPoints | undefined;
  /** The newest rate of the month, or of the last month before it that has one (BIL-17). */
  rateAt(from: Currency, to: Currency, at: Instant): ExchangeRate | undefined;
}

interface MarginSubject {
  readonly partnerId?: string;
  readonly customerId: string;
  readonly productId: string;
  readonly skuId: string;
}

export interface PriceBookFold extends PriceBook {
  publish(offer: Offer): void;
  change(fact: EventOf<'PriceChangePublished'>): void;
  grant(margin: Margin): void;
  setRate(rate: MonthlyRate): void;
}

const planKey = ({ productId, skuId, currency }: Sold, { duration, billingCycle }: TermChoice): string =>
  [productId, skuId, duration, billingCycle, currency].join(' ');

const dimensionKey = (productId: string, skuId: string, dimensionId: string, currency: Currency): string =>
  [productId, skuId, dimensionId, currency].join(' ');

const current = (prices: readonly Dated[] | undefined, at: Instant): Micro | undefined =>
  prices?.findLast(({ from }) => from <= dateOf(at))?.unitPrice;

const beginning = '0000-01-01';

/** A book in which nothing is priced. */
export function emptyPriceBook(): PriceBookFold {
  const prices = new Map<string, Dated[]>();
  const margins: Margin[] = [];
  const rates: MonthlyRate[] = [];
  const add = (key: string, unitPrice: Micro, from: Day | typeof beginning): void => {
    const known = prices.get(key);
    if (known) known.push({ from, unitPrice });
    else prices.set(key, [{ from, unitPrice }]);
  };
  return {
    publish: ({ productId, plans, dimensions }) => {
      for (const { id, prices: all } of dimensions)
        for (const { currency, unitPrice } of all)
          add(dimensionKey(productId, '', id, currency), unitPrice, beginning);
      for (const { skuId, prices: all, dimensions: own = [] } of plans) {
        for (const price of all)
          add(planKey({ productId, skuId, currency: price.currency }, price), price.unitPrice, beginning);
        for (const { dimensionId, prices: special = [] } of own)
          for (const { currency, unitPrice } of special)
            add(dimensionKey(productId, skuId, dimensionId, currency), unitPrice, beginning);
      }
    },
    change: ({ productId, from, prices: all }) => {
      for (const price of all) {
        const key =
          'dimensionId' in price
            ? dimensionKey(productId, price.skuId ?? '', price.dimensionId, price.currency)
            : planKey({ productId, ...price }, price);
        add(key, price.unitPrice, from);
      }
    },
    grant: (margin) => void margins.push(margin),
    setRate: (rate) => void rates.push(rate),
    planPrice: (sold, term, at) => current(prices.get(planKey(sold, term)), at),
    dimensionPrice: ({ productId, skuId, currency }, dimensionId, at) =>
      current(prices.get(dimensionKey(productId, skuId, dimensionId, currency)), at) ??
      current(prices.get(dimensionKey(productId, '', dimensionId, currency)), at),
    marginAt: (sold, at) => highest(margins, sold, at),
    rateAt: (from, to, at) => latest(rates, from, to, at),
  };
}

function highest(margins: readonly Margin[], sold: MarginSubject, at: Instant): BasisPoints | undefined {
  let found: BasisPoints | undefined;
  for (const { productId, partnerIds, skuIds, customerIds, from, until, basisPoints } of margins) {
    const isFor =
      productId === sold.productId &&
      partnerIds.includes(sold.partnerId ?? '') &&
      (skuIds === undefined || skuIds.includes(sold.skuId)) &&
      (customerIds === undefined || customerIds.includes(sold.customerId));
    if (isFor && from <= at && at < until && basisPoints > (found ?? 0)) found = basisPoints;
  }
  return found;
}

function latest(
  rates: readonly MonthlyRate[],
  from: Currency,
  to: Currency,
  at: Instant,
): ExchangeRate | undefined {
  let found: MonthlyRate | undefined;
  for (const rate of rates) {
    if (rate.from !== from || rate.to !== to || rate.month > at.slice(0, 7)) continue;
    if (!found || rate.month >= found.month) found = rate;
  }
  return found?.rate;
}
