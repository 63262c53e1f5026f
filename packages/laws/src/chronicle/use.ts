import type { UsageEvent, UsageQuantity } from '@marketsim/core';

/** Digits that quantities are counted with; more than any has. */
const digits = 20;

/** A quantity as a whole number of its smallest parts. */
export function parts(quantity: UsageQuantity | string): bigint {
  const [whole = '', fraction = ''] = quantity.split('.');
  return BigInt(whole) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0'));
}

/** What a number says in its shortest writing, in the same parts. */
export function partsOf(value: number): bigint {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = digits + Number(exponent) - fraction.length;
  return BigInt(`${whole}${fraction}`) * 10n ** BigInt(shift);
}

/** What so many parts of a unit cost in the smallest coin, cut off (MET-08). */
export const costOf = (sum: bigint, unitPrice: number, exponent: number): number =>
  Number((sum * BigInt(unitPrice)) / 10n ** BigInt(digits + 6 - exponent));

/** Use that goes on one line: of one subscription and dimension, at one price, in one month. */
interface Use {
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

type LineOfUse = Pick<UsageEvent, 'subscriptionId' | 'dimensionId' | 'month'> & {
  readonly unitPrice: number;
};

/** What makes use go on a line of its own. */
export const useKey = ({ subscriptionId, dimensionId, month, unitPrice }: LineOfUse): string =>
  [subscriptionId, dimensionId, unitPrice, month].join(' ');

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
      const key = useKey({ ...event, unitPrice: event.rate.unitPrice });
      const { sum, count, ...rest } = lines.get(key) ?? { sum: 0n, count: 0 };
      lines.set(key, { ...rest, sum: sum + parts(event.quantity), count: count + 1 });
      if (!hours.has(hourKey(event))) hours.set(hourKey(event), event);
    },
    charge: (key, lineId) => {
      const use = lines.get(key) ?? { sum: 0n, count: 0 };
      lines.set(key, { ...use, lineId });
    },
  };
}
