import type { Scenario } from '../scenario/scenario.ts';

/** What is wrong with a scenario, in words; nothing when all is well. */
export type Problem = (scenario: Scenario) => string | undefined;

/** A scenario that goes wrong, and how. */
export interface Counterexample {
  readonly problem: string;
  readonly scenario: Scenario;
}

const without = ({ steps, ...rest }: Scenario, from: number, count: number): Scenario => ({
  ...rest,
  steps: steps.toSpliced(from, count),
});

/** Leaves out as many steps as it can, first many at once, then each by itself, so that something still goes wrong. */
export function minimized(found: Counterexample, problemOf: Problem): Counterexample {
  let least = found;
  for (let count = least.scenario.steps.length >> 1; count > 0; count >>= 1) {
    for (let from = least.scenario.steps.length - count; from >= 0; from -= 1) {
      const scenario = without(least.scenario, from, count);
      const problem = problemOf(scenario);
      if (problem !== undefined) least = { problem, scenario };
    }
  }
  return least;
}
