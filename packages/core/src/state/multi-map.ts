/** A read-only view of values grouped by key, each group in order of insertion. */
export interface Grouped<V> {
  of(key: string): ReadonlySet<V>;
  /** All groups by their keys; none is empty. */
  readonly groups: ReadonlyMap<string, ReadonlySet<V>>;
}

/** An index that a fold keeps up to date. */
export interface MultiMap<V> extends Grouped<V> {
  add(key: string, value: V): void;
  remove(key: string, value: V): void;
}

const none: ReadonlySet<never> = new Set<never>();

export function multiMap<V>(): MultiMap<V> {
  const groups = new Map<string, Set<V>>();
  return {
    groups,
    of: (key) => groups.get(key) ?? none,
    add: (key, value) => {
      const group = groups.get(key);
      if (group) group.add(value);
      else groups.set(key, new Set([value]));
    },
    remove: (key, value) => {
      const group = groups.get(key);
      group?.delete(value);
      if (group?.size === 0) groups.delete(key);
    },
  };
}
