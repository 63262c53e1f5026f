/** Work that is done one thing after another. */
export interface Turns {
  /** Does work about one name after all earlier work about that name, however that ended. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was asked for so far has ended. */
  ended(): Promise<void>;
}

/** Nothing is being done yet. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    inTurn: (name, work) => {
      const mine = (last.get(name) ?? Promise.resolve()).then(work);
      const ended = mine
        .catch(() => undefined)
        .finally(() => {
          if (last.get(name) === ended) last.delete(name);
        });
      last.set(name, ended);
      return mine;
    },
    ended: async () => {
      await Promise.all(last.values());
    },
  };
}
