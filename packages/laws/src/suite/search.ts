import fc from 'fast-check';
import { type Counterexample, minimized } from './minimize.ts';
import { replay } from './replay.ts';
import { type Place, playRun, runsAt } from './runs.ts';
import { createStage, scenarioOf } from './stage.ts';
import type { Tally } from './tally.ts';

/** Where a search looks, and for how long. */
export interface Search extends Place {
  readonly runs: number;
  readonly seed: number;
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

/** Looks for a run in which a law breaks, and makes it small. Counts the ways of the tables that runs take. */
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
  const { failed } = fc.check(property, { numRuns: where.runs, seed: seedAt(where) });
  if (!failed || !last) return { steps };
  return { steps, counterexample: minimized(last, (scenario) => problemOf(() => replay(scenario).problems)) };
}
