import type { Visit } from '../model/visit.ts';
import { corners } from './corners.ts';
import { coverage, gaps } from './coverage.ts';
import { type Counterexample, search } from './search.ts';

interface Topped {
  /** All visits, those that there were included. */
  readonly visits: readonly Visit[];
  readonly counterexample?: Counterexample;
}

const runsAtOnce = 25;

/** Goes on searching, corner by corner, until every way of the tables was taken or so many runs are used up. */
export function topUp(
  known: readonly Visit[],
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Topped {
  const visits = [...known];
  for (let used = 0; used < runs && gaps(coverage(visits)).length > 0; used += runsAtOnce) {
    const turn = used / runsAtOnce;
    const corner = corners[turn % corners.length];
    if (!corner) break;
    const found = search({ ...corner, runs: runsAtOnce, seed: seed + 1 + turn });
    for (const visit of found.visits) visits.push(visit);
    if (found.counterexample) return { visits, counterexample: found.counterexample };
  }
  return { visits };
}
