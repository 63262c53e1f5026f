import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price } from '../src/index.ts';
import { addQuantities, type UsageQuantity, usageAmount, usageQuantity } from '../src/usage/quantity.ts';

const quantity = (value: number): UsageQuantity => {
  const exact = usageQuantity(value);
  if (exact === undefined) throw new Error(`${value} is no quantity`);
  return exact;
};

describe('MET-05: a quantity', () => {
  it.each([
    [37.5, '37.5'],
    [100, '100'],
    [0.1 + 0.2, '0.30000000000000004'],
    [33.333333333333336, '33.333333333333336'],
    [1e-7, '0.0000001'],
    [1.5e-7, '0.00000015'],
    [1e-20, '0.00000000000000000001'],
    [999_999_999_999_999, '999999999999999'],
  ])('%d is taken as it is written: %s', (value, text) => {
    expect(usageQuantity(value)).toBe(text);
  });

  it.each([0, -0, -1, -0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e15, 1e21, 1e-21, 1.5e-20])(
    '%d is none',
    (value) => {
      expect(usageQuantity(value)).toBeUndefined();
    },
  );

  it('is the number that was sent, to the last digit', () => {
    const sent = fc.double({ min: 0.0001, max: 999_999_999_999_999, noNaN: true });
    fc.assert(fc.property(sent, (value) => Number(quantity(value)) === value));
  });

  it('adds up exactly, in any order', () => {
    expect(addQuantities(quantity(0.1), quantity(0.2))).toBe('0.3');
    expect(addQuantities(quantity(999_999_999_999_999), quantity(1e-20))).toBe(
      '999999999999999.00000000000000000001',
    );
    const sent = fc.double({ min: 0.0001, max: 1e9, noNaN: true }).map(quantity);
    fc.assert(
      fc.property(sent, sent, sent, (a, b, c) => {
        expect(addQuantities(addQuantities(a, b), c)).toBe(addQuantities(a, addQuantities(b, c)));
        expect(addQuantities(a, b)).toBe(addQuantities(b, a));
      }),
    );
  });
});

describe('MET-08, BIL-20: what a quantity costs', () => {
  it.each([
    [137.5, '0.05', 'USD', 687],
    [100, '0.50', 'USD', 5_000],
    [1, '0.009999', 'USD', 0],
    [1.01, '9.999999', 'USD', 1_009],
    [3, '0.333333', 'USD', 99],
    [3, '0.50', 'JPY', 1],
    [999_999_999, '1.10', 'USD', 109_999_999_890],
    [5, '0', 'USD', 0],
  ])('%d at %s %s is cut off to %d', (value, unit, currency, amount) => {
    expect(usageAmount(quantity(value), { unitPrice: price(unit) }, currency)).toBe(amount);
  });
});
