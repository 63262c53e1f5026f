import type { Instant, SubscriptionChange } from '@marketsim/core';
import type { Scenario } from '../scenario/scenario.ts';
import type { Step } from '../scenario/step.ts';
import { type Rewrite, replay } from '../suite/replay.ts';
import { playRun, type Run, Wrong } from '../suite/runs.ts';
import { type Stage, scenarioOf } from '../suite/stage.ts';

/** Plays a scenario, throwing what is wrong with it. */
export function played(scenario: Scenario, rewrite?: Rewrite): Stage {
  const { stage, problems } = replay(scenario, rewrite);
  if (problems.length > 0) throw new Wrong(problems);
  return stage;
}

/** Where the second of two runs stands before a step. */
interface Standing {
  readonly stage: Stage;
  /** The first run, at its end. */
  readonly first: Stage;
  /** Number of the step, from 0. */
  readonly place: number;
}

/** What the second of two runs does in place of a step of the first. */
export type Other = (step: Step, standing: Standing) => readonly Step[];

/** Plays a run, and the same again with other steps in it; nothing where no step is another one. */
export const withOthers =
  (other: Other) =>
  (run: Run): readonly [Stage, Stage] | undefined => {
    const first = playRun(run);
    let [place, isOther] = [-1, false];
    const second = played(scenarioOf(first), (step, stage) => {
      place += 1;
      const steps = other(step, { stage, first, place });
      isOther ||= steps.length !== 1 || steps[0] !== step;
      return steps;
    });
    return isOther ? [first, second] : undefined;
  };

/** The step, with nothing done. */
export const idle = ({ at }: Step): Step => ({ at, wait: true });

/**
 * Leaves out changes of some kinds that were accepted; a step of which nothing is left only moves the clock. What was
 * refused is refused again.
 */
export const without =
  (isLeftOut: (change: SubscriptionChange) => boolean): Other =>
  (step, { first, place }) => {
    if (!('change' in step) || !first.done[place]?.accepted || !step.change.changes.some(isLeftOut))
      return [step];
    const changes = step.change.changes.filter((change) => !isLeftOut(change));
    return [changes.length === 0 ? idle(step) : { ...step, change: { ...step.change, changes } }];
  };

/** A change of one subscription as a step. */
export const changeAt = (at: Instant, of: number, ...changes: readonly SubscriptionChange[]): Step => ({
  at,
  change: { of, changes },
});

/** A scenario that goes on. */
export const followedBy = (scenario: Scenario, ...steps: readonly Step[]): Scenario => ({
  ...scenario,
  steps: [...scenario.steps, ...steps],
});
