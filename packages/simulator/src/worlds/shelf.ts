import type { Beginning } from './kept-world.ts';
import { attachPublishers, makeWorld, openWorld, takePlace } from './making.ts';
import type { Recipe } from './recipe.ts';
import { createRoster, type Roster } from './roster.ts';
import { type SimulatedWorld, servable } from './simulated-world.ts';
import type { Surroundings } from './surroundings.ts';
import { createTurns } from './turns.ts';
import { WorldError, worldGone } from './world-error.ts';

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
  /** Rejects, with the world left, when its publisher cannot be reached. */
  remove(name: string): Promise<void>;
  /** Finds the worlds that were kept; `check` throws for one that may not be taken up. See `Worlds.load`. */
  load(check: (world: SimulatedWorld) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A world to be: its recipe, and what it begins with unless it begins anew. */
interface Replacement {
  readonly recipe: Recipe;
  readonly beginning?: Beginning;
}

/** Finds a world; rejects when there is none. */
export type Need = (name?: string) => Promise<SimulatedWorld>;

const namePattern = /^[a-z0-9-]{1,40}$/;

/** An empty shelf. What is done to one world is done one thing after another. */
export function createShelf(around: Surroundings, need: Need): Shelf {
  const { publisherHost, store } = around;
  const roster = createRoster();
  const inTurn = createTurns();

  const checkFree: Shelf['checkFree'] = (name) => {
    if (!namePattern.test(name)) throw nameInvalid(name);
    if (roster.get(name)) throw nameTaken(name);
  };

  const takeUp = async (world: SimulatedWorld): Promise<SimulatedWorld> => {
    await attachPublishers(world, around);
    return roster.stand(world);
  };

  return {
    ...{ checkFree, get: roster.get, loaded: roster.loaded, list: roster.list, names: roster.names },
    put: async (name, recipe, beginning) => {
      checkFree(name);
      const make = async () => roster.stand(await makeWorld(await recipe(), around, beginning));
      return roster.build(name, () => inTurn(name, make));
    },
    replace: (name, plan, meant) =>
      inTurn(name, async () => {
        const now = await need(name);
        if (meant && now !== meant) throw worldGone();
        // Whoever stands in for the publishers forgets what it knew of them.
        await publisherHost?.detach(now);
        await publisherHost?.attach(now);
        const { recipe, beginning } = plan(servable(now));
        const prepared = await store.prepare(recipe, beginning);
        return roster.build(name, async () => {
          await now.close();
          return roster.stand(await takePlace(prepared, around));
        });
      }),
    remove: (name) =>
      inTurn(name, async () => {
        const world = await need(name);
        await publisherHost?.detach(world);
        const { close } = servable(world);
        roster.drop(name);
        await close();
        await store.remove(name);
      }),
    load: async (check) => {
      const found = await keptWorlds(around, check);
      return async () => {
        await Promise.all(found.map((world) => roster.build(world.name, () => takeUp(world))));
      };
    },
    close: async () => {
      await roster.close();
      await store.close();
    },
  };
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

const nameTaken = (name: string): WorldError =>
  new WorldError('worldExists', `there is a world "${name}" already`, 'name');

const nameInvalid = (name: string): WorldError =>
  new WorldError(
    'worldNameInvalid',
    `"${name}" is no name of a world: lower-case letters, digits and -, at most 40`,
    'name',
  );
