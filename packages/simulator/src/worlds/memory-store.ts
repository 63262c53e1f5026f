import { type EventLog, memoryLog } from '@marketsim/core';
import type { KeptWorld, WorldCheckpoint, WorldStore } from './kept-world.ts';
import type { Recipe } from './recipe.ts';
import { noteOf, type SavedSnapshots, type Snapshot } from './snapshots.ts';
import { freshStanding, type Standing } from './standing.ts';

/** A world that lives as long as the process. */
export const inMemory = (
  recipe: Recipe,
  log: EventLog = memoryLog(),
  standing: Standing = freshStanding(recipe),
  checkpoint?: WorldCheckpoint,
): KeptWorld => ({
  ...{ recipe, log, standing },
  ...(checkpoint && { checkpoint }),
  notebook: { note: () => undefined, durable: () => undefined },
  follow: () => undefined,
  close: () => Promise.resolve(),
});

/** A store whose worlds live as long as the process. */
export const memoryStore = (): WorldStore => ({
  names: () => Promise.resolve([]),
  open: (name) => Promise.reject(new Error(`world "${name}" was not kept`)),
  prepare: async (recipe, beginning) => ({
    take: async () => {
      if (!beginning) return inMemory(recipe);
      const { entries, standing, checkpoint } = beginning;
      return inMemory(recipe, memoryLog(entries), standing, checkpoint);
    },
  }),
  remove: () => Promise.resolve(),
  snapshots: memorySnapshots(),
  close: () => Promise.resolve(),
});

function memorySnapshots(): SavedSnapshots {
  const saved = new Map<string, Map<string, Snapshot>>();
  const of = (world: string): Map<string, Snapshot> => {
    const known = saved.get(world) ?? new Map<string, Snapshot>();
    saved.set(world, known);
    return known;
  };
  return {
    list: async (world) => [...of(world).values()].map(noteOf),
    save: async (world, snapshot) => void of(world).set(snapshot.id, snapshot),
    read: async (world, id) => {
      const found = of(world).get(id);
      if (found) return found;
      throw new Error(`world "${world}" has no snapshot "${id}"`);
    },
    remove: async (world, id) => void of(world).delete(id),
    removeAll: async (world) => void saved.delete(world),
  };
}
