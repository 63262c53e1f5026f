import fc from 'fast-check';
import { type Counterexample, minimized, type Problem } from './minimize.ts';
import { replay } from './replay.ts';
import { type Place, playRun, runsAt } from './runs.ts';
import { createStage, scenarioOf } from './stage.ts';
import type { Tally } from './tally.ts';

/** Where a search looks, and for how long. */
export interface Search extends Place {
  readonly runs: number;
  readonly seed: number;
  /** The first counterexample is enough, as it was found: nothing makes it small. */
  readonly asFound?: true;
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

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What goes wrong when something is done; nothing when all is well. */
export function problemOf(attempt: () => readonly string[]): string | undefined {
  try {
    return attempt().join('\n') || undefined;
  } catch (error) {
    return wordsOf(error);
  }
}

/** How fast-check goes through the runs of a search. */
export const checkOf = (where: Search): fc.Parameters<unknown> => ({
  numRuns: where.runs,
  seed: seedAt(where),
  endOnFailure: where.asFound === true,
});

/** What a search came upon last, small unless that is not asked for. Throws what went wrong before a run began. */
export function smallest(
  { failed, errorInstance }: fc.RunDetails<unknown>,
  last: Counterexample | undefined,
  { asFound, problem }: Pick<Search, 'asFound'> & { readonly problem: Problem },
): Counterexample | undefined {
  if (!failed) return undefined;
  if (!last) throw errorInstance;
  return asFound ? last : minimized(last, problem);
}

/**
 * Looks for a run in which a law breaks, and makes it small. Counts the ways of the tables that runs take. Throws where
 * no run can even begin.
 */
export function search(where: Search, tally: Tally): Found {
  let steps = 0;
  let last: Counterexample | undefined;
  const property = fc.property(runsAt(where), (run) => {
    const stage = createStage(run.beginning);
    try {
      playRun(run, stage);
    } catch (error) {
      last = { problem: wordsOf(error), scenario: scenarioOf(stage) };
      throw error;
    } finally {
      tally.add(stage.model.visits);
      steps += stage.done.length;
    }
  });
  const problem: Problem = (scenario) => problemOf(() => replay(scenario).problems);
  const counterexample = smallest(fc.check(property, checkOf(where)), last, { ...where, problem });
  return { steps, ...(counterexample && { counterexample }) };
}
