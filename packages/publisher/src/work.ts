/** Calls that are being handled. */
export interface Work {
  /** Counts a call in until its promise settles. */
  readonly track: <T>(call: Promise<T>) => Promise<T>;
  /** Resolves when nothing is being handled. */
  readonly settled: () => Promise<void>;
}

/** No work yet. */
export function createWork(): Work {
  const calls = new Set<Promise<unknown>>();
  return {
    track: (call) => {
      calls.add(call);
      const done = (): void => void calls.delete(call);
      call.then(done, done);
      return call;
    },
    settled: async () => {
      while (calls.size > 0) await Promise.allSettled(calls);
    },
  };
}
