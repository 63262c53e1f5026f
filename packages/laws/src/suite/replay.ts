import type { Scenario } from '../scenario/scenario.ts';
import type { Step } from '../scenario/step.ts';
import { perform } from './perform.ts';
import { inWords, type Problems } from './performed.ts';
import { createStage, type Stage } from './stage.ts';

/** A scenario that was played, and what was wrong with the first step that went wrong. */
export interface Replayed {
  readonly stage: Stage;
  readonly problems: Problems;
}

/** What is done in place of a step, as things stand before it. */
export type Rewrite = (step: Step, stage: Stage) => readonly Step[];

/** Plays a scenario until a law breaks or something is not as foretold, and judges the whole at the end. */
export function replay({ beginning, steps }: Scenario, rewrite: Rewrite = (step) => [step]): Replayed {
  const stage = createStage(beginning);
  for (const step of steps) {
    for (const one of rewrite(step, stage)) {
      const problems = perform(one, stage);
      if (problems.length > 0) return { stage, problems };
    }
  }
  return { stage, problems: stage.witness.review().map(inWords) };
}
