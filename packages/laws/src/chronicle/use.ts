import {
  type Charge,
  type Currency,
  exponentOf,
  type LinePrice,
  type UsageEvent,
  type UsageQuantity,
} from '@marketsim/core';

/** Digits that quantities are counted with; more than any has. */
const digits = 20;

/** A quantity as a whole number of its smallest parts. */
export function parts(quantity: UsageQuantity | string): bigint {
  const [whole = '', fraction = ''] = quantity.split('.');
  return BigInt(whole) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0'));
}

/** What a number says in its shortest writing, in the same parts; nothing for what is smaller than they are. */
export function partsOf(value: number): bigint {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = digits + Number(exponent) - fraction.length;
  return shift < 0 ? 0n : BigInt(`${whole}${fraction}`) * 10n ** BigInt(shift);
}

/** What use is priced at: before margin, and with the rate to the currency of the bill. */
export type UsePrice = Pick<LinePrice, 'unitPrice' | 'margin' | 'exchangeRate' | 'pricingCurrency'>;

const [points, parity] = [10_000n, 1_000_000_000n];

/** What so many parts come to in a currency: cut off once, and once more where it is converted (MET-08, BIL-20). */
export function costOf(sum: bigint, price: UsePrice, currency: Currency): number {
  const { unitPrice, margin = 0, exchangeRate, pricingCurrency = currency } = price;
  const unit = (BigInt(unitPrice) * (points - BigInt(margin))) / points;
  const amount = (sum * unit) / 10n ** BigInt(digits + 6 - exponentOf(pricingCurrency));
  if (exchangeRate === undefined) return Number(amount);
  const scaled = amount * BigInt(exchangeRate) * 10n ** BigInt(exponentOf(currency));
  return Number(scaled / (parity * 10n ** BigInt(exponentOf(pricingCurrency))));
}

/** Use that goes on one line: of one subscription and dimension, at one price, in one month. */
export interface Use {
  readonly subscriptionId: string;
  readonly month: string;
  readonly price: UsePrice;
  readonly sum: bigint;
  readonly count: number;
  /** The line that charges it, once there is one. */
  readonly lineId?: string;
}

/** All use that was accepted. */
export interface Uses {
  readonly lines: ReadonlyMap<string, Use>;
  /** The event that was accepted for each hour of each dimension. */
  readonly hours: ReadonlyMap<string, UsageEvent>;
}

export interface UsesFold extends Uses {
  accept(event: UsageEvent): void;
  charge(key: string, lineId: string): void;
}

type LineOfUse = Pick<UsageEvent, 'subscriptionId' | 'dimensionId' | 'month'> & UsePrice;

/** What makes use go on a line of its own. */
const useKey = ({ subscriptionId, dimensionId, month, unitPrice, margin, exchangeRate }: LineOfUse): string =>
  [subscriptionId, dimensionId, unitPrice, margin, exchangeRate, month].join(' ');

/** The use that a line charges. */
export const keyOfLine = ({ start, usage, ...line }: Charge): string =>
  useKey({ ...line, month: start.slice(0, 7), dimensionId: usage?.dimensionId ?? '' });

export const hourKey = ({
  subscriptionId,
  dimensionId,
  usedAt,
}: Pick<UsageEvent, 'subscriptionId' | 'dimensionId' | 'usedAt'>): string =>
  [subscriptionId, dimensionId, usedAt.slice(0, 13)].join(' ');

/** No use. */
export function noUses(): UsesFold {
  const lines = new Map<string, Use>();
  const hours = new Map<string, UsageEvent>();
  return {
    ...{ lines, hours },
    accept: (event) => {
      const key = useKey({ ...event, ...event.rate });
      const { subscriptionId, month, rate: price } = event;
      const { sum, count, ...rest } = lines.get(key) ?? { sum: 0n, count: 0, subscriptionId, month, price };
      lines.set(key, { ...rest, sum: sum + parts(event.quantity), count: count + 1 });
      if (!hours.has(hourKey(event))) hours.set(hourKey(event), event);
    },
    charge: (key, lineId) => {
      const use = lines.get(key);
      if (use) lines.set(key, { ...use, lineId });
    },
  };
}
