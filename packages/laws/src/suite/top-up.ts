import { corners } from './corners.ts';
import { type Covered, coverage } from './coverage.ts';
import { counterexampleText } from './report.ts';
import { search } from './search.ts';
import type { Tally } from './tally.ts';

const runsAtOnce = 25;
const other = { csp: 'direct', direct: 'csp' } as const;

/**
 * Goes on searching, corner by corner, until nothing is missing or so many runs are used up. Returns the counterexample
 * that it comes upon, if any, in words.
 */
export function topUp(
  tally: Tally,
  missingIn: (covered: readonly Covered[]) => readonly string[],
  { runs, seed }: { readonly runs: number; readonly seed: number },
): string | undefined {
  for (let turn = 0; turn * runsAtOnce < runs; turn++) {
    const missing = missingIn(coverage(tally));
    const useful = corners.filter(({ channel }) => missing.some((gap) => !gap.startsWith(other[channel])));
    const corner = useful[turn % useful.length];
    if (!corner) break;
    const where = { ...corner, runs: runsAtOnce, seed: seed + 1 + turn };
    const { counterexample } = search(where, tally);
    if (counterexample) return counterexampleText(counterexample, where);
  }
  return undefined;
}
