import type { Beginning } from './kept-world.ts';
import { attachPublishers, makeWorld, openWorld, takePlace } from './making.ts';
import type { Recipe } from './recipe.ts';
import { createRoster, type Roster } from './roster.ts';
import { type SimulatedWorld, servable } from './simulated-world.ts';
import type { Surroundings } from './surroundings.ts';
import { createTurns } from './turns.ts';
import { WorldError, worldGone } from './world-error.ts';
import { checkName } from './world-name.ts';

/** Where worlds stand, those included that are being built. */
export interface Shelf extends Pick<Roster, 'get' | 'loaded' | 'list' | 'names'> {
  /** Throws for a name that is taken or malformed. */
  checkFree(name: string): void;
  /**
   * Puts up a new world; rejects, with nothing done, for such a name, or when its publisher cannot be reached, or when
   * it cannot be kept.
   */
  put(name: string, recipe: () => Promise<Recipe>, beginning?: Beginning): Promise<SimulatedWorld>;
  /**
   * Puts another world in the place of one; rejects, with that one left, when its publisher cannot be reached, when it
   * is another one than was meant, or when the new one cannot be kept.
   */
  replace(
    name: string,
    plan: (now: SimulatedWorld) => Replacement,
    meant?: SimulatedWorld,
  ): Promise<SimulatedWorld>;
  /** Does something about a world while nothing else is done to it; rejects when another has taken its place. */
  hold<T>(world: SimulatedWorld, work: () => Promise<T>): Promise<T>;
  /** Removes a world and its snapshots; rejects, with the world left, when its publisher cannot be reached. */
  remove(name: string): Promise<void>;
  /** Finds the worlds that were kept; `check` throws for one that may not be taken up. See `Worlds.load`. */
  load(check: (world: SimulatedWorld) => void): Promise<() => Promise<void>>;
  /** As `Worlds.drain`. */
  drain(): Promise<void>;
  /** As `Worlds.close`. */
  close(): Promise<void>;
}

/** A world to be: its recipe, and what it begins with unless it begins anew. */
interface Replacement {
  readonly recipe: Recipe;
  readonly beginning?: Beginning;
}

/** Finds a world; rejects when there is none. */
export type Need = (name?: string) => Promise<SimulatedWorld>;

/** An empty shelf. What is done to one world is done one thing after another. */
export function createShelf(around: Surroundings, need: Need): Shelf {
  const { publisherHost, store } = around;
  const roster = createRoster();
  const { inTurn, ended } = createTurns();

  const checkFree = (name: string): void => checkName(name, roster.get(name) !== undefined);

  /** Found, and not taken up yet. */
  const waiting = new Set<SimulatedWorld>();

  const takeUp = async (world: SimulatedWorld): Promise<SimulatedWorld> => {
    await attachPublishers(world, around);
    waiting.delete(world);
    return roster.stand(world);
  };

  return {
    ...{ checkFree, get: roster.get, loaded: roster.loaded, list: roster.list, names: roster.names },
    put: async (name, recipe, beginning) => {
      checkFree(name);
      const make = async () => roster.stand(await makeWorld(await recipe(), around, beginning));
      return roster.build(name, () => inTurn(name, make));
    },
    replace: async (name, plan, meant) => {
      await need(name);
      return inTurn(name, async () => {
        const now = standing(roster, name, meant);
        // Whoever stands in for the publishers forgets what it knew of them.
        await publisherHost?.detach(now);
        await publisherHost?.attach(now);
        const { recipe, beginning } = plan(servable(now));
        const prepared = await store.prepare(recipe, beginning);
        return roster.build(name, async () => {
          await now.close();
          const world = await roster.stand(await takePlace(prepared, around));
          return reminded(world, around);
        });
      });
    },
    hold: (world, work) =>
      inTurn(world.name, async () => {
        standing(roster, world.name, world);
        return work();
      }),
    remove: async (name) => {
      await need(name);
      return inTurn(name, async () => {
        const world = standing(roster, name);
        await publisherHost?.detach(world);
        const { close } = servable(world);
        roster.drop(name);
        await close();
        await store.snapshots.removeAll(name);
        await store.remove(name);
      });
    },
    load: async (check) => {
      for (const world of await keptWorlds(around, check)) waiting.add(world);
      return async () => {
        await Promise.all([...waiting].map((world) => roster.build(world.name, () => takeUp(world))));
      };
    },
    drain: roster.drain,
    close: async () => {
      await roster.close(ended);
      await Promise.all([...waiting].map((world) => world.close()));
      await store.close();
    },
  };
}

/**
 * The world that stands under a name, for whoever has its turn: one that is missing then cannot be waited for, it would
 * be made after that turn.
 */
function standing(roster: Roster, name: string, meant?: SimulatedWorld): SimulatedWorld {
  const world = roster.loaded(name);
  if (meant && world !== meant) throw worldGone();
  if (world) return world;
  throw new WorldError('worldUnknown', `there is no world "${name}" any more`, 'world');
}

/** Whoever stands in for the publishers of a world that stands again learns what they have put off in it. */
async function reminded(world: SimulatedWorld, { publisherHost }: Surroundings): Promise<SimulatedWorld> {
  await publisherHost?.remind(world);
  return world;
}

async function keptWorlds(
  around: Surroundings,
  check: (world: SimulatedWorld) => void,
): Promise<readonly SimulatedWorld[]> {
  const worlds: SimulatedWorld[] = [];
  try {
    for (const name of await around.store.names()) {
      const world = await openWorld(name, around);
      worlds.push(world);
      check(world);
    }
    return worlds;
  } catch (error) {
    await Promise.all(worlds.map((world) => world.close()));
    throw error;
  }
}
