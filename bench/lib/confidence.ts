import type { Spread } from './figures.ts';

/** The same thing measured twice right after one another. */
export interface Pair {
  readonly upper: number;
  readonly lower: number;
}

const resamplings = 10_000;

/**
 * The ratio of all upper to all lower values, between the ends of its 95 % confidence interval: the percentile
 * bootstrap over pairs. `random` draws from [0, 1).
 */
export function ratioOf(pairs: readonly Pair[], random: () => number = Math.random): Spread {
  if (pairs.length === 0) throw new RangeError('there is no ratio of no values');
  const drawn = (): readonly Pair[] =>
    pairs.map((pair) => pairs[Math.floor(random() * pairs.length)] ?? pair);
  const ratios = Array.from({ length: resamplings }, () => ratioOfSums(drawn())).toSorted((a, b) => a - b);
  const at = (share: number): number => ratios[Math.round(share * (resamplings - 1))] ?? 0;
  return { median: ratioOfSums(pairs), min: at(0.025), max: at(0.975) };
}

const ratioOfSums = (pairs: readonly Pair[]): number =>
  pairs.reduce((sum, { upper }) => sum + upper, 0) / pairs.reduce((sum, { lower }) => sum + lower, 0);
