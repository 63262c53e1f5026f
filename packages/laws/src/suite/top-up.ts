import { corners } from './corners.ts';
import { coverage, gaps } from './coverage.ts';
import { type Counterexample, search } from './search.ts';
import type { Tally } from './tally.ts';

const runsAtOnce = 25;
const other = { csp: 'direct', direct: 'csp' } as const;

/**
 * Goes on searching, corner by corner, until every way of the tables was taken or so many runs are used up. What it
 * comes upon is a counterexample as any other.
 */
export function topUp(
  tally: Tally,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Counterexample | undefined {
  for (let turn = 0; turn * runsAtOnce < runs; turn++) {
    const missing = gaps(coverage(tally));
    const useful = corners.filter(({ channel }) => missing.some((gap) => !gap.startsWith(other[channel])));
    const corner = useful[turn % useful.length];
    if (!corner) break;
    const { counterexample } = search({ ...corner, runs: runsAtOnce, seed: seed + 1 + turn }, tally);
    if (counterexample) return counterexample;
  }
  return undefined;
}
