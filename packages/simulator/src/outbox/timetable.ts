import { createQueue, type Instant } from '@marketsim/core';

/** Until when there is nothing to do about a thing: an instant, or until it is woken; undefined where there may be now. */
export type Rest = Instant | 'woken' | undefined;

/** Things to do at instants of their own: those that rest cost nothing, however many they are. */
export interface Timetable<Item> {
  /** Takes a thing in, or learns that it may have to be done earlier than it seemed. */
  wake(item: Item): void;
  drop(item: Item): void;
  /** What does not rest at an instant, in order of the places. */
  awake(now: Instant): Iterable<Item>;
  /** The first instant, after a given one, until which something rests. */
  nextAfter(now: Instant): Instant | undefined;
}

interface Alarm<Item> {
  readonly at: Instant;
  readonly item: Item;
}

/**
 * An empty timetable. `restOf` is asked when a thing's turn may have come: one that is to rest longer than before, or has
 * begun to, needs no waking.
 */
export function createTimetable<Item extends { readonly place: number }>(
  restOf: (item: Item, now: Instant) => Rest,
): Timetable<Item> {
  const alarms = createQueue<Alarm<Item>>((a, b) =>
    a.at === b.at ? a.item.place - b.item.place : a.at < b.at ? -1 : 1,
  );
  /** Things at rest that have an alarm; alarms of others are stale. */
  const asleep = new Map<Item, Instant>();
  let stirring = new Set<Item>();
  /** The last place, or one beyond it. */
  let last = -1;
  let isOrdered = true;

  const wake = (item: Item): void => {
    asleep.delete(item);
    if (stirring.has(item)) return;
    if (stirring.size === 0) last = -1;
    if (item.place < last) isOrdered = false;
    else last = item.place;
    stirring.add(item);
  };

  /** Whether it rests now. */
  const settle = (item: Item, now: Instant): boolean => {
    const rest = restOf(item, now);
    if (rest === undefined) return false;
    stirring.delete(item);
    if (rest !== 'woken') {
      asleep.set(item, rest);
      alarms.push({ at: rest, item });
    }
    return true;
  };

  /** Takes out the first alarm, and wakes whom it is for. */
  const ring = (): void => {
    const first = alarms.pop();
    if (first && asleep.get(first.item) === first.at) wake(first.item);
  };

  const inOrder = (now: Instant): Iterable<Item> => {
    for (let first = alarms.peek(); first && first.at <= now; first = alarms.peek()) ring();
    if (!isOrdered) stirring = new Set([...stirring].toSorted((a, b) => a.place - b.place));
    isOrdered = true;
    return stirring;
  };

  return {
    wake,
    drop: (item) => {
      asleep.delete(item);
      stirring.delete(item);
    },
    *awake(now) {
      for (const item of inOrder(now)) if (!settle(item, now)) yield item;
    },
    nextAfter: (now) => {
      for (const item of inOrder(now)) settle(item, now);
      for (let first = alarms.peek(); first; first = alarms.peek()) {
        const { at, item } = first;
        if (asleep.get(item) === at && restOf(item, now) === at) return at;
        ring();
        if (stirring.has(item)) settle(item, now);
      }
      return undefined;
    },
  };
}
