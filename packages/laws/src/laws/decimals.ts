import {
  type Charge,
  exchangeRate,
  exponentOf,
  formatMinor,
  percent,
  percentToDecimal,
  price,
  priceToDecimal,
  rateToDecimal,
  toDecimal,
} from '@marketsim/core';
import type { EndLaw } from '../law.ts';

/** A whole number of the smallest parts as people write it. */
function decimal(parts: number, digits: number): string {
  const [sign, all] = [parts < 0 ? '-' : '', String(Math.abs(parts)).padStart(digits + 1, '0')];
  return digits === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** A kind of number: how many digits it has, how it is read, and as what it is told. */
interface Kind {
  readonly digits: number;
  readonly read: (text: string) => number;
  readonly tell: (parts: number) => number;
}

const kinds = {
  unitPrice: { digits: 6, read: price, tell: priceToDecimal },
  margin: { digits: 2, read: percent, tell: percentToDecimal },
  exchangeRate: { digits: 9, read: exchangeRate, tell: rateToDecimal },
} as const satisfies Readonly<Record<string, Kind>>;

const isRefused = (read: Kind['read'], text: string): boolean => {
  try {
    read(text);
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
};

/** A number is read as it was told; with one digit too many, or so large that it is no longer exact, it is none. */
function numberFault(value: number, { digits, read, tell }: Kind): string | undefined {
  const text = decimal(value, digits);
  if (tell(value) !== Number(text)) return `${value} is told as ${tell(value)}, not ${text}`;
  if (read(text) !== value) return `${text} is read as ${read(text)}`;
  const bad = [`${text}1`, `9007199254740993.${'0'.repeat(digits)}`, 'x'].find(
    (one) => !isRefused(read, one),
  );
  return bad && `${bad} is read as ${read(bad)}`;
}

function amountFault(amount: number, { currency }: Charge): string | undefined {
  const text = decimal(amount, exponentOf(currency));
  if (formatMinor(amount, currency) !== text) return `${text} is written ${formatMinor(amount, currency)}`;
  return toDecimal(amount, currency) === Number(text)
    ? undefined
    : `${text} is told as ${toDecimal(amount, currency)}`;
}

const faultsOf = (charge: Charge): readonly (string | undefined)[] => [
  ...Object.entries(kinds).map(([name, kind]) => {
    const value = charge[name as keyof typeof kinds];
    return value === undefined ? undefined : numberFault(value, kind);
  }),
  amountFault(charge.amount, charge),
];

/** How numbers are told and read (RB 15.3). */
export const decimalLaws: readonly EndLaw[] = [
  {
    id: 'INV-76',
    kind: 'end',
    says: 'A price, a percentage, a rate and an amount say the same in decimals as in whole units, and nothing that is not exact is read.',
    rules: ['GEN-12'],
    review: ({ books }) => {
      const distinct = new Map(
        books.order.map(({ charge }) => [
          [charge.unitPrice, charge.margin, charge.exchangeRate, charge.amount].join(' '),
          charge,
        ]),
      );
      return [...distinct.values()].flatMap((charge) =>
        faultsOf(charge).flatMap((found) => (found === undefined ? [] : [{ subject: charge.id, found }])),
      );
    },
  },
];
