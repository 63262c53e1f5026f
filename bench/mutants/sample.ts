import { createHash } from 'node:crypto';
import type { Mutant } from './mutant.ts';

const rankOf = (seed: number, { id }: Mutant): string =>
  createHash('sha256').update(`${seed} ${id}`).digest('hex');

/** Some of all mutants: each has its place by seed and identity, so that a change of one moves no other. */
export function sampleOf(
  all: readonly Mutant[],
  { size, seed }: { readonly size: number; readonly seed: number },
) {
  const ranked = all.map((mutant) => ({ mutant, rank: rankOf(seed, mutant) }));
  return ranked
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}
