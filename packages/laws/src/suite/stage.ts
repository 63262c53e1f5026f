import { createModel, type Model } from '../model/model.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Step } from '../scenario/step.ts';
import { type Beginning, createWorld, type World } from '../world/world.ts';

/** One thing that was done. */
interface Done {
  readonly step: Step;
  readonly accepted: boolean;
}

/** A world under test with the model beside it, and what has been done so far. */
export interface Stage extends World {
  readonly beginning: Beginning;
  readonly model: Model;
  /** Ids of the subscriptions, in the order in which they were bought. */
  readonly ids: string[];
  readonly done: Done[];
}

export function createStage(beginning: Beginning): Stage {
  const world = createWorld(beginning);
  const { settings } = world.engine.state;
  return { ...world, beginning, model: createModel(settings, beginning.startsAt), ids: [], done: [] };
}

/** What was done on a stage, to be kept or played again. */
export const scenarioOf = ({ beginning, done }: Stage, title = ''): Scenario => ({
  title,
  beginning,
  steps: done.map(({ step }) => step),
});
