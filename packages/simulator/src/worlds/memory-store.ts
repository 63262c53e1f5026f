import { type EventLog, memoryLog } from '@marketsim/core';
import type { KeptWorld, WorldStore } from './kept-world.ts';
import type { Recipe } from './recipe.ts';
import { freshStanding, type Standing } from './standing.ts';

/** A world that lives as long as the process. */
export const inMemory = (
  recipe: Recipe,
  log: EventLog = memoryLog(),
  standing: Standing = freshStanding(recipe),
): KeptWorld => ({
  ...{ recipe, log, standing },
  notebook: { note: () => undefined, durable: () => undefined },
  follow: () => undefined,
  close: () => Promise.resolve(),
});

/** A store whose worlds live as long as the process. */
export const memoryStore = (): WorldStore => ({
  names: () => Promise.resolve([]),
  open: (name) => Promise.reject(new Error(`world "${name}" was not kept`)),
  prepare: async (recipe, beginning) => ({
    take: async () =>
      beginning ? inMemory(recipe, memoryLog(beginning.entries), beginning.standing) : inMemory(recipe),
  }),
  remove: () => Promise.resolve(),
  close: () => Promise.resolve(),
});
