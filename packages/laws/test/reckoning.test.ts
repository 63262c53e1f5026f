import {
  addDays,
  addMonths,
  type Day,
  day,
  daysBetween,
  epochMs,
  instant,
  plusMs,
  unitAmount,
} from '@marketsim/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, daysAfter, daysFrom, midnight, millisecondsFrom, monthsAfter } from '../src/calendar.ts';
import { exactly, isRounded, unitFor } from '../src/exact.ts';

const days = fc.integer({ min: -20_000, max: 60_000 }).map((n) => addDays(day('1970-01-01'), n));
const moments = fc
  .integer({ min: -1e12, max: 4e12 })
  .map((ms) => plusMs(instant('1970-01-01T00:00:00Z'), ms));

describe('the calendar of the laws is that of the world', () => {
  test('months', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -50, max: 500 }), (date, months) => {
        expect(monthsAfter(date, months)).toBe(addMonths(date, months));
      }),
    );
  });

  test('days', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (date, n) => {
        expect(daysAfter(date, n)).toBe(addDays(date, n));
        expect(daysFrom(date, addDays(date, n))).toBe(n);
        expect(daysBetween(date, addDays(date, n))).toBe(n);
      }),
    );
  });

  test('moments', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -1e11, max: 1e11 }), (at, ms) => {
        expect(after(at, ms)).toBe(plusMs(at, ms));
        expect(millisecondsFrom(at, plusMs(at, ms))).toBe(ms);
        expect(epochMs(plusMs(at, ms)) - epochMs(at)).toBe(ms);
      }),
    );
  });

  test('a day that no year has is not made', () => {
    expect(monthsAfter('2020-02-29' as Day, 12)).toBe('2021-02-28');
    expect(monthsAfter('2000-01-31' as Day, 1)).toBe('2000-02-29');
    expect(monthsAfter('1900-01-31' as Day, 1)).toBe('1900-02-28');
    expect(midnight('2020-02-29' as Day)).toBe('2020-02-29T00:00:00.000Z');
  });
});

const roundings = ['unitHalfUp', 'unitFloor', 'dailyTwice'] as const;
const coins = fc.record({
  currency: fc.constantFrom('USD', 'JPY'),
  rounding: fc.constantFrom(...roundings),
  quantity: fc.integer({ min: 1, max: 20 }),
});
const portions = fc
  .record(
    {
      price: fc.nat(1_000_000_000),
      margin: fc.nat(10_000),
      exchangeRate: fc.integer({ min: 1, max: 200_000_000_000 }),
      total: fc.integer({ min: 1, max: 1_100 }),
      used: fc.nat(1_100),
    },
    { requiredKeys: ['price', 'total', 'used'] },
  )
  .map(({ total, used, ...price }) => ({ ...price, total, left: Math.max(0, total - used) }));

describe('the amounts of the laws', () => {
  test('BIL-06, BIL-19 to BIL-22: are those of the world', () => {
    fc.assert(
      fc.property(portions, coins, (portion, coin) => {
        const { price, margin, exchangeRate, left, total } = portion;
        expect(unitFor(portion, coin)).toBe(
          unitAmount(price, { parts: left, of: total }, { ...coin, margin, exchangeRate }),
        );
      }),
    );
  });

  test('a rounded amount is close to its worth, two coins more or less for each unit are not', () => {
    fc.assert(
      fc.property(portions, coins, (portion, coin) => {
        fc.pre(coin.rounding !== 'dailyTwice');
        const exact = exactly(portion, coin);
        const amount = unitFor(portion, coin) * coin.quantity;
        expect(isRounded(amount, exact, coin)).toBe(true);
        expect(isRounded(amount + 2 * coin.quantity, exact, coin)).toBe(false);
        expect(isRounded(amount - 2 * coin.quantity, exact, coin)).toBe(false);
      }),
    );
  });
});
