import fc from 'fast-check';
import { type Place, playRun, runsAt } from './runs.ts';
import { createStage, type Stage } from './stage.ts';
import type { Tally } from './tally.ts';

/** Where a search looks, and for how long. */
export interface Search extends Place {
  readonly runs: number;
  readonly seed: number;
}

/** A run that breaks a law, or goes otherwise than foretold. */
export interface Counterexample {
  /** What was wrong, in words. */
  readonly problem: string;
  readonly stage: Stage;
}

export interface Found {
  /** How many steps were done. */
  readonly steps: number;
  /** The smallest that was found. */
  readonly counterexample?: Counterexample;
}

/** Every corner has runs of its own. */
export const seedAt = ({ profile, channel, seed }: Place & { readonly seed: number }): number =>
  [...`${profile} ${channel}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, seed);

/** Looks for a run in which a law breaks, and makes it small. Counts the ways of the tables that runs take. */
export function search(where: Search, tally: Tally): Found {
  let steps = 0;
  let last: Counterexample | undefined;
  const property = fc.property(runsAt(where), (run) => {
    const stage = createStage(run.beginning);
    try {
      playRun(run, stage);
    } catch (error) {
      last = { problem: error instanceof Error ? error.message : String(error), stage };
      throw error;
    } finally {
      tally.add(stage.model.visits);
      steps += stage.done.length;
    }
  });
  const { failed } = fc.check(property, { numRuns: where.runs, seed: seedAt(where) });
  return { steps, ...(failed && last && { counterexample: last }) };
}
