/** Whether a value has to survive whatever happens, or may be lost when the whole machine stops. */
export type Need = 'safe' | 'soon';

/** What is written together: the values of each turn of the event loop that had some. */
export interface Batch {
  readonly turns: readonly (readonly string[])[];
  /** Adds a value, given as JSON text, to what was added before in the same turn. */
  add(json: string, need: Need): void;
  /** What the neediest value needs. */
  need(): Need;
  /** Settled when the batch is on the disk, or cannot be. */
  readonly written: PromiseWithResolvers<void>;
}

/** A batch with nothing in it. */
export function createBatch(): Batch {
  const turns: string[][] = [];
  const written = Promise.withResolvers<void>();
  // Whoever waits is told; where nobody does, the next call is.
  written.promise.catch(() => undefined);
  let turn: string[] | undefined;
  let needed: Need = 'soon';

  const open = (): string[] => {
    const opened: string[] = [];
    turns.push(opened);
    queueMicrotask(() => {
      turn = undefined;
    });
    return opened;
  };

  return {
    turns,
    written,
    need: () => needed,
    add: (json, need) => {
      if (need === 'safe') needed = need;
      turn ??= open();
      turn.push(json);
    },
  };
}

/** Characters of the values of one line; what a turn has beyond goes into the next one. */
const longestLine = 8_000_000;

/** Arrays, as JSON text, of the values of some turns: as few as may be, and none divides a turn without need. */
export function* arraysOf(turns: Batch['turns']): Iterable<string> {
  let values: string[] = [];
  let length = 0;
  const cut = function* (more: number): Iterable<string> {
    if (values.length === 0 || length + more <= longestLine) return;
    yield `[${values.join(',')}]`;
    values = [];
    length = 0;
  };
  for (const turn of turns) {
    yield* cut(turn.reduce((sum, value) => sum + value.length, 0));
    for (const value of turn) {
      yield* cut(value.length);
      values.push(value);
      length += value.length;
    }
  }
  yield* cut(Infinity);
}
