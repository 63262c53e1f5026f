import { ownedOf } from '../publishers/publisher-apps.ts';
import { disagreements } from './agreement.ts';
import { type Copying, copying } from './copying.ts';
import type { Directory } from './directory.ts';
import { recipeOf, type WorldDefaults, type WorldOptions } from './recipe.ts';
import { createShelf, type Need } from './shelf.ts';
import { type SimulatedWorld, servable } from './simulated-world.ts';
import { alone, type Surroundings } from './surroundings.ts';
import { WorldError } from './world-error.ts';

/** The world that is meant when none is named. */
export const defaultWorld = 'default';

/** The worlds of one simulator, by name. */
export interface Worlds extends Copying {
  /**
   * The world, or nothing when there is none; the default world is made when it is first asked for. Throws a
   * `StorageFailure`, as everything does that concerns it, for one whose history cannot be written any more.
   */
  get(name: string): SimulatedWorld | undefined | Promise<SimulatedWorld | undefined>;
  /** The world if it has been made already. */
  loaded(name: string): SimulatedWorld | undefined;
  /** As `get`, rejecting with `worldUnknown`. */
  require(name?: string): Promise<SimulatedWorld>;
  /** Makes a world; rejects when the name is taken or malformed, the options are wrong, or it cannot be written. */
  create(name: string, options?: WorldOptions): Promise<SimulatedWorld>;
  /** Those that exist, in order of their creation, those included whose history cannot be written any more. */
  list(): readonly SimulatedWorld[];
  /** Forgets a world and its snapshots. The default one is made anew when it is asked for again. */
  delete(name: string): Promise<void>;
  /** Brings a world back to where it began. */
  reset(name?: string): Promise<SimulatedWorld>;
  /** Worlds whose directory holds what is looked for; the default world is made for that if need be. */
  holding(holds: (directory: Directory) => boolean): Promise<readonly SimulatedWorld[]>;
  /**
   * Finds the worlds that were kept. Rejects when one of them is damaged, or when the options ask for another default
   * world than is kept. They stand, and do what is due, once what it gives is called.
   */
  load(): Promise<() => Promise<void>>;
  /**
   * Lets no world do anything more by itself; resolves when the advances and the webhooks that are under way have ended.
   * Calls are still served.
   */
  drain(): Promise<void>;
  /** Ends these at once, and writes what is left to write. Nothing may be asked of a world afterwards. */
  close(): Promise<void>;
}

/** A collection of worlds; `defaults` are the options of every world that does not say otherwise. */
export function createWorlds(defaults: WorldDefaults = {}, around: Surroundings = alone()): Worlds {
  const shelf = createShelf(around, (name) => need(name));

  const build = (name: string, options: WorldOptions): Promise<SimulatedWorld> =>
    shelf.put(name, async () => recipeOf(name, options, await defaultsOf(name)));

  /** An own app is configured once: it is the same application in every world. */
  const defaultsOf = async (name: string): Promise<WorldDefaults> => {
    const { publisherApps } = defaults;
    if (name === defaultWorld || !publisherApps?.own) return defaults;
    const { identified } = shelf.loaded(defaultWorld) ?? (await need());
    const owned = ownedOf(identified.publishers, publisherApps.own);
    if (!owned) return defaults;
    const { tenantId, applicationId } = owned;
    return { ...defaults, publisherApps: { ...publisherApps, registration: { tenantId, applicationId } } };
  };

  const get: Worlds['get'] = (name) => {
    const known = shelf.get(name);
    if (known === undefined) return name === defaultWorld ? build(name, {}) : undefined;
    return known instanceof Promise ? known : servable(known);
  };

  const need: Need = async (name = defaultWorld) => {
    const world = await get(name);
    if (world) return world;
    const known = shelf.names().join(', ') || 'none yet';
    throw new WorldError('worldUnknown', `there is no world "${name}"; there is ${known}`, 'world');
  };

  return {
    get,
    loaded: shelf.loaded,
    require: need,
    create: (name, options = {}) => build(name, options),
    list: shelf.list,
    delete: shelf.remove,
    reset: (name = defaultWorld) => shelf.replace(name, ({ recipe }) => ({ recipe })),
    ...copying(shelf, need, around.store.snapshots),
    holding: async (holds) => {
      const holders = () => shelf.list().filter(({ directory }) => holds(directory));
      if (holders().length > 0 || shelf.loaded(defaultWorld)) return holders();
      await need();
      return holders();
    },
    load: () =>
      shelf.load(({ name, recipe }) => {
        const amiss = name === defaultWorld ? disagreements(recipe, defaults) : [];
        if (amiss.length > 0) throw new Error(keptOtherwise(amiss));
      }),
    drain: shelf.drain,
    close: shelf.close,
  };
}

const keptOtherwise = (amiss: readonly string[]): string =>
  `the world "${defaultWorld}" that is kept was made differently: ${amiss.join('; ')}. ` +
  `Start without these to go on with it; or with --data and another folder, or with --memory, for a new one; or forget it ` +
  `once it runs: marketsim world delete ${defaultWorld}. Settings of a running world change by PATCH /_sim/settings`;
