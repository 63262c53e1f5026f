/** Calls that are being handled, by the account that they are for. */
export interface Work {
  /** Counts a call of an account in until its promise settles. */
  readonly track: <T>(key: string, call: Promise<T>) => Promise<T>;
  /** Resolves when nothing is being handled, of one account or of any. */
  readonly settled: (key?: string) => Promise<void>;
}

/** No work yet. */
export function createWork(): Work {
  const calls = new Map<Promise<unknown>, string>();
  const of = (wanted?: string): readonly Promise<unknown>[] =>
    [...calls].flatMap(([call, key]) => (wanted === undefined || wanted === key ? [call] : []));
  return {
    track: (key, call) => {
      calls.set(call, key);
      const done = (): void => void calls.delete(call);
      call.then(done, done);
      return call;
    },
    settled: async (key) => {
      for (let open = of(key); open.length > 0; open = of(key)) await Promise.allSettled(open);
    },
  };
}
