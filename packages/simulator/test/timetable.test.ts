import { type Instant, instant, plusMs } from '@marketsim/core';
import { describe, expect, it } from 'vitest';
import { createTimetable, type Rest } from '../src/outbox/timetable.ts';

const start = instant('2026-01-01T00:00:00Z');
const later = (ms: number): Instant => plusMs(start, ms);

interface Thing {
  readonly place: number;
  at: Rest;
}

/** Things that are due at instants of their own, or rest until they are woken. */
function aTimetable(count: number, at: (place: number) => Rest) {
  const things = Array.from({ length: count }, (_, place): Thing => ({ place, at: at(place) }));
  let asked = 0;
  const timetable = createTimetable<Thing>((thing, now) => {
    asked += 1;
    return thing.at === undefined || thing.at === 'woken' || thing.at > now ? thing.at : undefined;
  });
  for (const thing of things) timetable.wake(thing);
  const placesAt = (ms: number) => [...timetable.awake(later(ms))].map(({ place }) => place);
  const askedFor = (act: () => unknown): number => {
    const before = asked;
    act();
    return asked - before;
  };
  return { ...timetable, things, placesAt, askedFor };
}

describe('a timetable', () => {
  it('asks of 1,000 things at rest none but those whose turn has come', () => {
    const { placesAt, nextAfter, askedFor } = aTimetable(1000, (place) => later(1000 - place));
    expect(placesAt(0)).toEqual([]);
    expect(askedFor(() => placesAt(0))).toBe(0);
    expect(askedFor(() => nextAfter(start))).toBe(1);
    expect(askedFor(() => placesAt(3))).toBe(3);
  });

  it('gives in order of the places what came due in another', () => {
    const { placesAt } = aTimetable(5, (place) => later(5 - place));
    expect(placesAt(2)).toEqual([3, 4]);
    expect(placesAt(5)).toEqual([0, 1, 2, 3, 4]);
  });

  it('tells the next instant after one, and passes over what has changed its mind', () => {
    const { things, nextAfter, wake, placesAt } = aTimetable(3, (place) => later(10 * (place + 1)));
    expect(nextAfter(start)).toBe(later(10));
    const [first, second, third] = things;
    if (!first || !second || !third) throw new Error('there are three');
    first.at = 'woken';
    expect(nextAfter(start)).toBe(later(20));
    second.at = later(40);
    expect(nextAfter(later(12))).toBe(later(30));
    third.at = later(15);
    wake(third);
    expect(nextAfter(later(12))).toBe(later(15));
    expect(placesAt(15)).toEqual([2]);
    expect(nextAfter(later(15))).toBe(later(40));
  });

  it('forgets what is dropped, asleep or awake', () => {
    const { things, drop, nextAfter, placesAt } = aTimetable(3, (place) =>
      place === 1 ? undefined : later(5),
    );
    expect(placesAt(0)).toEqual([1]);
    for (const thing of things.slice(0, 2)) drop(thing);
    expect([placesAt(0), nextAfter(start)]).toEqual([[], later(5)]);
    expect(placesAt(5)).toEqual([2]);
  });
});
