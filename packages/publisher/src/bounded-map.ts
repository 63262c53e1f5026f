/** A map by text that holds at most so many entries; the oldest go first. */
export interface BoundedMap<Value> {
  readonly get: (key: string) => Value | undefined;
  /** A key that is set again keeps its age. */
  readonly set: (key: string, value: Value) => void;
  readonly delete: (key: string) => boolean;
  /** All values, oldest first. */
  readonly values: () => readonly Value[];
}

/** An empty map. */
export function boundedMap<Value>(maxEntries: number): BoundedMap<Value> {
  const entries = new Map<string, Value>();
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => entries.delete(key),
    values: () => [...entries.values()],
  };
}
