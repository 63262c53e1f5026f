import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effectivePrice,
  exchangeRate,
  formatMinor,
  percent,
  percentToDecimal,
  price,
  priceToDecimal,
  rateToDecimal,
  toDecimal,
  unitAmount,
  whole,
} from '../src/index.ts';

const usd = { currency: 'USD', rounding: 'unitHalfUp' } as const;
const floor = { ...usd, rounding: 'unitFloor' } as const;

describe('GEN-12: prices are millionths, amounts are whole minor units', () => {
  it.each([
    ['20.00', 20_000_000],
    ['0.045', 45_000],
    [0.01, 10_000],
    ['350', 350_000_000],
  ])('reads %s', (text, micro) => {
    expect(price(text)).toBe(micro);
  });

  it.each(['', '1.2345678', '1,50', 'free', '1e3'])('refuses %j', (text) => {
    expect(() => price(text)).toThrow(RangeError);
  });

  it('shows amounts with the digits of their currency', () => {
    expect(formatMinor(26_775, 'USD')).toBe('267.75');
    expect(formatMinor(500, 'JPY')).toBe('500');
    expect(toDecimal(-11_485, 'USD')).toBe(-114.85);
    expect(priceToDecimal(45_000)).toBe(0.045);
  });
});

describe('GEN-12: percentages and rates', () => {
  it('are whole hundredths of a percent, and billionths', () => {
    expect([percent('15'), percent(12.25), exchangeRate('0.846202666')]).toEqual([1_500, 1_225, 846_202_666]);
    expect([percentToDecimal(1_225), rateToDecimal(846_202_666)]).toEqual([12.25, 0.846202666]);
    expect(() => percent('1.234')).toThrow('percentage');
    expect(() => exchangeRate('99999999999')).toThrow('too large');
  });
});

describe('BIL-19: the unit is rounded before it is multiplied', () => {
  it('4.00 for 29 of 30 days is 3.87 half up and 3.86 cut off', () => {
    const share = { parts: 29, of: 30 };
    expect(unitAmount(price('4.00'), share, usd)).toBe(387);
    expect(unitAmount(price('4.00'), share, floor)).toBe(386);
  });

  it('rounds exactly half a cent up', () => {
    expect(unitAmount(price('0.01'), { parts: 1, of: 2 }, usd)).toBe(1);
    expect(unitAmount(price('0.01'), { parts: 1, of: 2 }, floor)).toBe(0);
  });

  it('knows currencies without minor units', () => {
    expect(unitAmount(price('100'), { parts: 1, of: 3 }, { ...usd, currency: 'JPY' })).toBe(33);
  });
});

describe('BIL-20: margin and conversion', () => {
  it('come before the rounding, in one step', () => {
    const terms = { margin: percent('15'), exchangeRate: exchangeRate('0.846202666') };
    expect(unitAmount(price('3.33'), whole, { ...usd, margin: percent('15') })).toBe(283);
    expect(unitAmount(price('20.00'), whole, { ...usd, currency: 'EUR', ...terms })).toBe(1_439);
    expect(unitAmount(price('20.00'), whole, { ...floor, currency: 'EUR', ...terms })).toBe(1_438);
  });

  it('leave a price of six decimals: 3.33 less 15 % is 2.8305', () => {
    expect(effectivePrice(price('3.33'), { ...usd, margin: percent('15') })).toBe(2_830_500);
    const third = { parts: 1, of: 3 };
    expect(effectivePrice(price('20.00'), { ...usd, share: third })).toBe(6_666_667);
    expect(effectivePrice(price('20.00'), { ...floor, share: third })).toBe(6_666_666);
  });
});

describe('BIL-21: rounded by the day and again', () => {
  const daily = { ...usd, rounding: 'dailyTwice' } as const;

  it.each([
    [1, 377],
    [2, 392],
  ])('4.00 for 29 of 30 days: with %i seats one is %i', (quantity, unit) => {
    expect(unitAmount(price('4.00'), { parts: 29, of: 30 }, { ...daily, quantity })).toBe(unit);
  });

  it('is never above the full price, and exact at the whole', () => {
    expect(unitAmount(price('0.05'), { parts: 9, of: 10 }, { ...daily, quantity: 1 })).toBe(5);
    expect(unitAmount(price('3.99'), whole, daily)).toBe(399);
  });
});

describe('BIL-22: a part of a period', () => {
  it('20.00 for 21 of 31 days is 13.55', () => {
    expect(unitAmount(price('20.00'), { parts: 21, of: 31 }, usd)).toBe(1355);
  });

  it('a seat added to a year costs 120.00 x 226/365 = 74.30 (QTY-16)', () => {
    expect(unitAmount(price('120.00'), { parts: 226, of: 365 }, usd)).toBe(7430);
  });

  it('INV-28: never grows as days pass, is never above the whole, and is exact at the whole', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 }).map((c) => c * 10_000);
    const rounding = fc.constantFrom(usd, floor);
    fc.assert(
      fc.property(cents, fc.integer({ min: 2, max: 1096 }), rounding, (unitPrice, days, options) => {
        const amounts = Array.from({ length: days }, (_, gone) =>
          unitAmount(unitPrice, { parts: days - gone, of: days }, options),
        );
        expect(amounts[0]).toBe(unitAmount(unitPrice, whole, options));
        expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
      }),
      { numRuns: 50 },
    );
  });
});
