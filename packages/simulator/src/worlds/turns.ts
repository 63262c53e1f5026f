/** Does work about one name after all earlier work about that name, however that ended. */
export type InTurn = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Nothing is being done yet. */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work);
    const ended = mine
      .catch(() => undefined)
      .finally(() => {
        if (last.get(name) === ended) last.delete(name);
      });
    last.set(name, ended);
    return mine;
  };
}
