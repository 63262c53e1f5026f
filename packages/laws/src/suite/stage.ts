import { createModel, type Model } from '../model/model.ts';
import type { Step } from '../scenario/step.ts';
import type { Beginning, World } from '../world/world.ts';
import { createWorld } from '../world/world.ts';

/** A world under test with the model beside it, and what has been done so far. */
export interface Stage extends World {
  readonly beginning: Beginning;
  readonly model: Model;
  /** Ids of the subscriptions, in the order in which they were bought. */
  readonly ids: string[];
  readonly steps: Step[];
}

export function createStage(beginning: Beginning): Stage {
  const world = createWorld(beginning);
  const { settings } = world.engine.state;
  return { ...world, beginning, model: createModel(settings, beginning.startsAt), ids: [], steps: [] };
}
