import fc from 'fast-check';
import type { PairLaw } from '../law.ts';
import { runsAt, Wrong } from './runs.ts';
import { type Counterexample, type Search, seedAt } from './search.ts';
import { createStage, type Stage } from './stage.ts';

export interface FoundPair {
  /** In how many runs there was something to compare. */
  readonly compared: number;
  readonly counterexample?: Counterexample;
}

/** Looks for two runs that a law says cannot differ so, and makes them small. */
export function searchPairs(law: PairLaw, where: Search): FoundPair {
  let compared = 0;
  let last: Counterexample | undefined;
  const property = fc.property(runsAt(where), (run) => {
    let stage: Stage | undefined;
    try {
      const pair = law.play(run);
      if (!pair) return;
      compared += 1;
      stage = pair[1];
      const findings = law.compare(...pair);
      if (findings.length > 0)
        throw new Wrong(findings.map(({ subject, found }) => `${law.id} ${subject}: ${found}`));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      last = { problem, stage: stage ?? createStage(run.beginning) };
      throw error;
    }
  });
  const { failed } = fc.check(property, { numRuns: where.runs, seed: seedAt(where) });
  return { compared, ...(failed && last && { counterexample: last }) };
}
