import { corners } from './corners.ts';
import { type Covered, coverage } from './coverage.ts';
import type { Counterexample } from './minimize.ts';
import { search } from './search.ts';
import type { Tally } from './tally.ts';

const runsAtOnce = 25;
const other = { csp: 'direct', direct: 'csp' } as const;

/**
 * Goes on searching, corner by corner, until nothing is missing or so many runs are used up. What it comes upon is a
 * counterexample as any other.
 */
export function topUp(
  tally: Tally,
  missingIn: (covered: readonly Covered[]) => readonly string[],
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Counterexample | undefined {
  for (let turn = 0; turn * runsAtOnce < runs; turn++) {
    const missing = missingIn(coverage(tally));
    const useful = corners.filter(({ channel }) => missing.some((gap) => !gap.startsWith(other[channel])));
    const corner = useful[turn % useful.length];
    if (!corner) break;
    const { counterexample } = search({ ...corner, runs: runsAtOnce, seed: seed + 1 + turn }, tally);
    if (counterexample) return counterexample;
  }
  return undefined;
}
