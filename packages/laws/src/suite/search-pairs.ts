import fc from 'fast-check';
import type { PairLaw } from '../law.ts';
import type { Counterexample, Problem } from './minimize.ts';
import { type Run, runOf, runsAt } from './runs.ts';
import { checkOf, problemOf, type Search, smallest } from './search.ts';
import { createStage, type Stage, scenarioOf } from './stage.ts';

export interface FoundPair {
  /** In how many runs there was something to compare. */
  readonly compared: number;
  readonly counterexample?: Counterexample;
}

/** What is wrong with two runs. */
const problemsOf = (law: PairLaw, [first, second]: readonly [Stage, Stage]): readonly string[] =>
  law.compare(first, second).map(({ subject, found }) => `${law.id} ${subject}: ${found}`);

function problemsIn(law: PairLaw, run: Run): readonly string[] {
  const pair = law.play(run);
  return pair ? problemsOf(law, pair) : [];
}

/** Looks for two runs that a law says cannot differ so, and makes them small. Throws where no run can even begin. */
export function searchPairs(law: PairLaw, where: Search): FoundPair {
  let compared = 0;
  let last: Counterexample | undefined;
  const property = fc.property(runsAt(where), (run) => {
    let stage = createStage(run.beginning);
    const problem = problemOf(() => {
      const pair = law.play(run);
      if (!pair) return [];
      compared += 1;
      stage = pair[0];
      return problemsOf(law, pair);
    });
    if (problem === undefined) return true;
    last = { problem, scenario: scenarioOf(stage) };
    return false;
  });
  const problem: Problem = (scenario) => problemOf(() => problemsIn(law, runOf(scenario)));
  const counterexample = smallest(fc.check(property, checkOf(where)), last, { ...where, problem });
  return { compared, ...(counterexample && { counterexample }) };
}
