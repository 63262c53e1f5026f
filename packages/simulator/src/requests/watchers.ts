/** Who wants to know when something came in. */
export interface Watchers {
  /** Calls each of them back in a later turn, however often it is told in this one. */
  tell(): void;
  watch(more: () => void): () => void;
}

/** Nobody so far. */
export function createWatchers(): Watchers {
  const watchers = new Set<() => void>();
  let isTold = false;
  const call = (): void => {
    isTold = false;
    for (const more of watchers) more();
  };
  return {
    tell: () => {
      if (isTold || watchers.size === 0) return;
      isTold = true;
      setImmediate(call);
    },
    watch: (more) => {
      watchers.add(more);
      return () => void watchers.delete(more);
    },
  };
}
