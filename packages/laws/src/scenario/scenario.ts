import type { Beginning } from '../world/world.ts';
import type { Step } from './step.ts';

/** Version of the form in which scenarios are written. */
export const formatVersion = 1;

/** How a scenario says that it happens in the world of the property suite, in the words of its steps. */
export const lawsWorld = 'laws';

/** A run that can be read, kept and played again: how its world begins, and what is done at which instant. */
export interface Scenario {
  readonly title: string;
  readonly beginning: Beginning;
  readonly steps: readonly Step[];
}
