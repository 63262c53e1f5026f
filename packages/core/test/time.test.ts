import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  day,
  dayOf,
  daysBetween,
  durationMs,
  instant,
  plus,
  plusMs,
  startOf,
  wireEnd,
  wireEndAt,
} from '../src/index.ts';

describe('GEN-01: everything is UTC', () => {
  it('turns an offset into the UTC moment and date', () => {
    const at = instant('2020-07-14T23:30:00-05:00');
    expect(at).toBe('2020-07-15T04:30:00.000Z');
    expect(dayOf(at)).toBe('2020-07-15');
  });

  it('refuses text without an offset', () => {
    expect(() => instant('2020-07-14T23:30:00')).toThrow(RangeError);
    expect(() => day('14.07.2020')).toThrow(RangeError);
  });

  it('orders moments by their text', () => {
    const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });
    const epoch = instant('1970-01-01T00:00:00Z');
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(plusMs(epoch, a) < plusMs(epoch, b)).toBe(a < b);
      }),
    );
  });
});

describe('GEN-02: ends on the wire are inclusive', () => {
  it('shows the day before the exclusive end, with the time of the start', () => {
    const start = instant('2019-01-09T00:21:45Z');
    const end = addMonths(dayOf(start), 1);
    expect(wireEnd(end)).toBe('2019-02-08');
    expect(wireEndAt(end, start)).toBe('2019-02-08T00:21:45.000Z');
  });
});

describe('BIL-02, BIL-03: months are counted from the anchor', () => {
  it.each([
    ['2020-06-10', ['2020-07-10', '2020-08-10']],
    ['2020-01-31', ['2020-02-29', '2020-03-31', '2020-04-30', '2020-05-31']],
    ['2021-12-31', ['2022-01-31', '2022-02-28']],
  ])('from %s', (anchor, expected) => {
    expect(expected.map((_, i) => addMonths(day(anchor), i + 1))).toEqual(expected);
  });

  it('returns to 29 February in leap years', () => {
    expect(addMonths(day('2020-02-29'), 12)).toBe('2021-02-28');
    expect(addMonths(day('2020-02-29'), 48)).toBe('2024-02-29');
  });
});

describe('durations', () => {
  it.each([
    ['PT24H', 86_400_000],
    ['P14D', 14 * 86_400_000],
    ['PT336H', 14 * 86_400_000],
    ['PT0.5S', 500],
    ['PT1H30M', 5_400_000],
  ])('%s is %i ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it('has no exact length for months', () => {
    expect(() => durationMs('P1M')).toThrow(/no exact length/);
  });

  it('adds calendar units to a moment and clamps the month end', () => {
    expect(plus(instant('2021-01-31T08:00:00Z'), 'P1M')).toBe('2021-02-28T08:00:00.000Z');
    expect(plus(instant('2021-01-31T08:00:00Z'), 'PT23H')).toBe('2021-02-01T07:00:00.000Z');
  });

  it('counts whole days', () => {
    expect(daysBetween(day('2020-07-15'), day('2020-08-15'))).toBe(31);
    expect(startOf(day('2020-08-15'))).toBe('2020-08-15T00:00:00.000Z');
  });
});
