import { describe, expect, it } from 'vitest';
import { entryVersions } from '../src/entry-versions.ts';
import { createSequence, readEntry, UnreadableHistory } from '../src/index.ts';
import { createReader } from '../src/upcast.ts';
import { everyFact } from './support/every-fact.ts';
import { storedAndRead } from './support/restored.ts';

const moved = { seq: 1, at: '2026-01-05T09:00:00.000Z', v: 1, type: 'ClockAdvanced' };

describe('entries as they are written today', () => {
  it('are read as they are, of every kind', () => {
    const entries = storedAndRead(everyFact().engine.log.entries());
    expect(entries.map(readEntry)).toEqual(entries);
  });

  it.each([
    [7, 'an entry is an object, not a number'],
    [null, 'an entry is an object, not null'],
    [[moved], 'an entry is an object, not an array'],
    [{}, 'an entry has no type'],
    [{ ...moved, type: 5 }, 'an entry has no type'],
    [
      { ...moved, type: 'Moved' },
      'this marketsim knows no entry of the kind "Moved"; perhaps a newer one wrote it',
    ],
    [
      { ...moved, type: 'constructor' },
      'this marketsim knows no entry of the kind "constructor"; perhaps a newer one wrote it',
    ],
    [{ ...moved, v: undefined }, 'ClockAdvanced has no version'],
    [{ ...moved, v: 1.5 }, 'ClockAdvanced has no version'],
    [
      { ...moved, v: 2 },
      'ClockAdvanced of version 2 was written by a newer marketsim; this one reads it up to version 1',
    ],
    [{ ...moved, v: 0 }, 'ClockAdvanced of version 0 cannot be read any more'],
    [{ ...moved, seq: '1' }, 'ClockAdvanced has no number or no instant'],
    [{ ...moved, at: undefined }, 'ClockAdvanced has no number or no instant'],
    [{ type: 'ReceiptKept', v: 1, receipt: {} }, 'ReceiptKept has no key'],
    [{ type: 'CallNoted', v: 1, first: 1, last: 2 }, 'CallNoted has no correlationId'],
  ])('%j is refused', (entry, reason) => {
    const reading = () => readEntry(entry);
    expect(reading).toThrow(UnreadableHistory);
    expect(reading).toThrow(reason);
  });
});

describe('entries of older versions', () => {
  const read = createReader({
    versions: { ...entryVersions, CartOrdered: 3 },
    upcasters: {
      CartOrdered: {
        1: ({ cart, ...entry }) => ({ ...entry, v: 2, cartId: cart }),
        2: (entry) => ({ ...entry, v: 3, checkout: { orderIds: [], failures: [] } }),
      },
      TimePassed: { 1: (entry) => ({ ...entry, type: 'ClockAdvanced' }) },
    },
  });
  const now = { ...moved, type: 'CartOrdered', v: 3, cartId: 'c', checkout: { orderIds: [], failures: [] } };

  it('are led to today, version by version', () => {
    expect(read({ ...moved, type: 'CartOrdered', v: 1, cart: 'c' })).toEqual(now);
    expect(read({ ...moved, type: 'CartOrdered', v: 2, cartId: 'c' })).toEqual(now);
    expect(read(now)).toBe(now);
  });

  it('or to the kind that has taken their place', () => {
    expect(read({ ...moved, type: 'TimePassed' })).toEqual(moved);
    expect(() => read({ ...moved, type: 'TimePassed', v: 2 })).toThrow(
      'knows no entry of the kind "TimePassed"',
    );
  });

  it('are not taken for newer ones', () => {
    expect(() => read({ ...now, v: 4 })).toThrow('CartOrdered of version 4 was written by a newer marketsim');
  });
});

describe('facts of a history', () => {
  const receipt = { type: 'ReceiptKept', v: 1, key: 'key', receipt: {} };
  const check = (after: number, entries: readonly unknown[]) => () =>
    entries.map(readEntry).forEach(createSequence(after));

  it('follow one another, whatever receipts lie between', () => {
    expect(check(0, [receipt, moved, receipt, { ...moved, seq: 2 }])).not.toThrow();
    expect(
      check(6, [
        { ...moved, seq: 7 },
        { ...moved, seq: 8 },
      ]),
    ).not.toThrow();
  });

  it.each([
    ['a gap', 0, [1, 3], 'fact 3 stands where fact 2 belongs'],
    ['a repetition', 0, [1, 1], 'fact 1 stands where fact 2 belongs'],
    ['a beginning that is missing', 4, [6], 'fact 6 stands where fact 5 belongs'],
  ])('%s is refused', (_, after, numbers, reason) => {
    const refused = check(
      after,
      numbers.map((seq) => ({ ...moved, seq })),
    );
    expect(refused).toThrow(UnreadableHistory);
    expect(refused).toThrow(reason);
  });
});
