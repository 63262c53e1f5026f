/** Something that a ring keeps: numbers rise, sizes are in bytes. */
export interface Sized {
  readonly number: number;
  readonly bytes: number;
}

/** How much a ring keeps at most. */
export interface Bounds {
  readonly entries: number;
  readonly bytes: number;
}

/** The newest of what was put in. */
export interface Ring<T extends Sized> {
  /** Puts in the next one; the oldest make room. */
  add(item: T): void;
  /** Those with a greater number, oldest first. */
  after(number: number): Iterable<T>;
  find(number: number): T | undefined;
  /** The number of the newest; 0 when nothing is in it. */
  last(): number;
}

/** An empty ring. What it takes never exceeds its bounds. */
export function createRing<T extends Sized>({ entries, bytes }: Bounds): Ring<T> {
  const slots: (T | undefined)[] = [];
  // How many were ever put in and taken out: the next one's place, and the oldest one's.
  let [added, dropped, size] = [0, 0, 0];
  const at = (place: number): T | undefined => (place < dropped ? undefined : slots[place % entries]);

  const drop = (): void => {
    size -= at(dropped)?.bytes ?? 0;
    slots[dropped % entries] = undefined;
    dropped += 1;
  };

  /** Place of the first one with a greater number. */
  const placeAfter = (number: number): number => {
    let [low, high] = [dropped, added];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((at(middle)?.number ?? 0) > number) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  return {
    add: (item) => {
      while (added > dropped && (added - dropped >= entries || size + item.bytes > bytes)) drop();
      if (item.bytes > bytes) return;
      slots[added % entries] = item;
      added += 1;
      size += item.bytes;
    },
    after: function* (number) {
      for (let place = placeAfter(number); place < added; place += 1) {
        const item = at(place);
        if (item) yield item;
      }
    },
    last: () => at(added - 1)?.number ?? 0,
    find: (number) => {
      const item = at(placeAfter(number - 1));
      return item?.number === number ? item : undefined;
    },
  };
}
