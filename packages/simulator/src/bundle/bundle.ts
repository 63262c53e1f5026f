import type { Instant } from '@marketsim/core';
import type { ClockMode } from '../clock/clock-view.ts';
import type { Beginning } from '../worlds/kept-world.ts';
import type { Recipe } from '../worlds/recipe.ts';

/**
 * A world that can be carried elsewhere: everything that it is built from again. A checkpoint goes along in memory only,
 * and is not written.
 */
export interface Bundle extends Beginning {
  readonly recipe: Recipe;
}

/** What the first line of a bundle tells of the world besides its recipe. */
export interface BundleHead {
  /** Where its clock stood. */
  readonly at: Instant;
  readonly mode: ClockMode;
  /** Real milliseconds since 1970 at that moment; left out where they are nobody's business. */
  readonly wall?: number;
  /** Entries that follow. */
  readonly entries: number;
  /** Place among the saved snapshots of its world, where it is one. */
  readonly saved?: number;
}
