/** Whether a value has to survive whatever happens, or may be lost when the whole machine stops. */
export type Need = 'safe' | 'soon';

/** Characters from which on a line takes no other turn of the event loop, unless a file is given another number. */
export const longestLine = 8_000_000;

/** What becomes one line: values of whole turns of the event loop, for a line is there after a crash or it is not. */
export interface Batch {
  /** Adds a value, given as JSON text. */
  add(json: string, need: Need): void;
  /** Whether it is long enough: what the next turn has belongs into another one. */
  isFull(): boolean;
  /** What the neediest value needs. */
  need(): Need;
  /** The values as an array, as JSON text. */
  json(): string;
  /** Settled when the batch is on the disk, or cannot be. */
  readonly written: PromiseWithResolvers<void>;
}

/** A batch with nothing in it; the turn that brings it to a number of characters is its last. */
export function createBatch(longest: number): Batch {
  const values: string[] = [];
  const written = Promise.withResolvers<void>();
  // Whoever waits is told; where nobody does, the next call is.
  written.promise.catch(() => undefined);
  let needed: Need = 'soon';
  let length = 0;
  let isFull = false;

  const grow = (more: number): void => {
    const isLong = length >= longest;
    length += more;
    if (isLong || length < longest) return;
    setImmediate(() => {
      isFull = true;
    });
  };

  return {
    written,
    isFull: () => isFull,
    need: () => needed,
    json: () => `[${values.join(',')}]`,
    add: (json, need) => {
      if (need === 'safe') needed = need;
      values.push(json);
      grow(json.length);
    },
  };
}
