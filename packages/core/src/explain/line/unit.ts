import { type Currency, exponentOf, oneMajor, parity, wholePercent } from '../../money.ts';
import type { LinePrice } from '../../pricing/line-price.ts';
import { halfUp, type Ratio, ratio, times } from '../../pricing/rounding.ts';
import { effectivePrice, type Rounding, type Share, unitAmount } from '../../pricing/unit-amount.ts';
import type { Arithmetic } from '../explanation.ts';
import { amountText, decimalText, percentText, priceText, rateText } from '../words.ts';

/** What the amount of one unit follows from. */
export interface Unit {
  readonly price: LinePrice;
  readonly share: Share;
  readonly currency: Currency;
  readonly rounding: Rounding;
  readonly quantity: number;
}

const shownDecimals = 6;

/** The rule of each way of rounding. */
export const roundingRule = {
  unitHalfUp: 'BIL-19',
  unitFloor: 'BIL-20',
  dailyTwice: 'BIL-21',
} as const satisfies Readonly<Record<Rounding, string>>;

/** The factors of a price in words: what is asked for, less the margin, for the days that are paid for. */
function factorsText({ price, share, currency }: Pick<Unit, 'price' | 'share' | 'currency'>): string {
  const { unitPrice, instalment = unitPrice, margin, pricingCurrency = currency } = price;
  return [
    priceText(instalment, pricingCurrency),
    ...(margin === undefined ? [] : [`${percentText(wholePercent - margin)}`]),
    ...(share.parts === share.of ? [] : [`${share.parts} of ${share.of} days`]),
  ].join(' × ');
}

const rateFactor = ({ price: { pricingCurrency, exchangeRate }, currency }: Unit): string =>
  pricingCurrency === undefined || exchangeRate === undefined
    ? ''
    : ` × ${rateText(exchangeRate, { from: pricingCurrency, to: currency })}`;

/** A price in major units of the line's currency before anything is rounded. */
function exact({ price, share }: Unit): Ratio {
  const { unitPrice, instalment = unitPrice, margin = 0, exchangeRate = parity } = price;
  const prorated = times(ratio(instalment), share.parts, share.of);
  return times(
    times(times(prorated, wholePercent - margin, wholePercent), exchangeRate, parity),
    1,
    oneMajor,
  );
}

/** The amount of one unit, from what was recorded (BIL-19 to BIL-22). */
export function unitArithmetic(unit: Unit): Arithmetic {
  const { price, share, currency, rounding, quantity } = unit;
  const { unitPrice, instalment = unitPrice, margin, exchangeRate } = price;
  const result = unitAmount(instalment, share, { currency, rounding, margin, exchangeRate, quantity });
  return { text: unitText(unit, amountText(result, currency)), result, currency };
}

function unitText(unit: Unit, result: string): string {
  const factors = factorsText(unit);
  const [rate, unrounded] = [rateFactor(unit), exact(unit)];
  if (isWhole(unrounded, unit.currency)) return `${factors}${rate} = ${result}`;
  switch (unit.rounding) {
    case 'unitHalfUp':
      return `${factors}${rate} = ${decimalText(unrounded, shownDecimals)}, rounded half up: ${result}`;
    case 'unitFloor':
      return `${factors} = ${cutPriceText(unit)}, cut off after six decimals${rate}; cut off: ${result}`;
    case 'dailyTwice':
      return unit.share.parts === unit.share.of
        ? `${factors}${rate} = ${decimalText(unrounded, shownDecimals)}, rounded half up: ${result}`
        : dailyText(unit, result);
  }
}

/** Whether nothing had to be rounded. */
const isWhole = ({ numerator, denominator }: Ratio, currency: Currency): boolean =>
  (numerator * 10n ** BigInt(exponentOf(currency))) % denominator === 0n;

function cutPriceText({ price, share, rounding, currency }: Unit): string {
  const { unitPrice, instalment = unitPrice, margin, pricingCurrency = currency } = price;
  return priceText(effectivePrice(instalment, { margin, share, rounding }), pricingCurrency);
}

function dailyText(unit: Unit, result: string): string {
  const { price, share, currency, quantity } = unit;
  const full = { ...unit, share: { parts: 1, of: 1 } };
  const day = unitArithmetic({ ...full, rounding: 'unitHalfUp' }).result;
  const perDay = Number(halfUp(times(times(exact(full), quantity, share.of), 10 ** exponentOf(currency), 1)));
  return (
    `${factorsText({ price, share: full.share, currency })}${rateFactor(unit)} × ${quantity} ÷ ${share.of} days = ` +
    `${amountText(perDay, currency)} a day, rounded; × ${share.parts} days ÷ ${quantity}, rounded, ` +
    `and at most ${amountText(day, currency)}: ${result}`
  );
}
