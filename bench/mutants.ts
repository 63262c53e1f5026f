import type { Figure } from './lib/figures.ts';
import { campaign } from './mutants/campaign.ts';
import { mutantsOf } from './mutants/find.ts';
import { knownFates, noFates } from './mutants/known-fates.ts';
import { figuresOf, listOf } from './mutants/report.ts';
import { sampleOf } from './mutants/sample.ts';
import { sources } from './mutants/sources.ts';

/** Which mutants are tried, and how. */
export interface Mutation {
  readonly sample: number;
  /** So many at once. */
  readonly workers: number;
  /** Only those whose identity has this in it. */
  readonly only?: RegExp;
  /** How many rounds of searches there are: all unless said otherwise. */
  readonly rounds?: number;
}

const seed = 1;

/** Plants faults into the core, one at a time, and counts those that laws and tests find out. Tells of each as it goes. */
export async function mutation({ sample, only, ...how }: Mutation): Promise<readonly Figure[]> {
  const all = (await Promise.all(sources().map(mutantsOf))).flat();
  const wanted = only ? all.filter(({ id }) => only.test(id)) : all;
  const mutants = sampleOf(wanted, { size: sample, seed });
  // Fewer rounds than all tell less: nobody may take them for a campaign.
  const known = how.rounds === undefined ? knownFates() : noFates;
  const fates = await campaign(mutants, { ...how, known, tell: (line) => console.error(line) });
  console.error(listOf(fates));
  return figuresOf(fates);
}
