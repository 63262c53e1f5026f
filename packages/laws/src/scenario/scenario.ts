import type { Beginning } from '../world/world.ts';
import type { Step } from './step.ts';

/** A run that can be read, kept and played again: how its world begins, and what is done at which instant. */
export interface Scenario {
  readonly title: string;
  readonly beginning: Beginning;
  readonly steps: readonly Step[];
}
