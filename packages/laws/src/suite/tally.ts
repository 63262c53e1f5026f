import type { Visit } from '../model/visit.ts';

/** How often each way of the tables was taken. */
export interface Tally {
  add(visits: Iterable<Visit>): void;
  of(visit: Visit): number;
}

const keyOf = ({ table, row, state, way }: Visit): string => [table, row, state, way].join(' | ');

export function createTally(): Tally {
  const times = new Map<string, number>();
  return {
    add: (visits) => {
      for (const visit of visits) times.set(keyOf(visit), (times.get(keyOf(visit)) ?? 0) + 1);
    },
    of: (visit) => times.get(keyOf(visit)) ?? 0,
  };
}
