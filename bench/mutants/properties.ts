import { corners, createTally, pairLaws, search, searchPairs } from '@marketsim/laws';

/** Runs in each corner, and pairs of runs in each corner for each law: few first, for most mutants do not last long. */
const rounds = [
  { runs: 4, pairs: 0 },
  { runs: 16, pairs: 1 },
  { runs: 90, pairs: 4 },
] as const;

/** How many runs all rounds take together. */
export const runsOfAll = rounds.reduce(
  (sum, { runs, pairs }) => sum + corners.length * (runs + pairs * pairLaws.length),
  0,
);

type Round = { readonly runs: number; readonly pairs: number; readonly seed: number };

function* searches({ runs, pairs, seed }: Round): Generator<string | undefined> {
  const tally = createTally();
  for (const corner of corners)
    yield search({ ...corner, runs, seed, asFound: true }, tally).counterexample?.problem;
  if (pairs === 0) return;
  for (const law of pairLaws)
    for (const corner of corners)
      yield searchPairs(law, { ...corner, runs: pairs, seed, asFound: true }).counterexample?.problem;
}

/** The first thing that the laws and the model have against the engine, by the same runs each time. */
export function wrongProperty(wanted: number = rounds.length): string | undefined {
  for (const [seed, round] of rounds.slice(0, wanted).entries())
    for (const problem of searches({ ...round, seed })) if (problem !== undefined) return problem;
  return undefined;
}
