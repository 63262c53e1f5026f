import type { Directory } from './directory.ts';
import { recipeOf, type WorldDefaults, type WorldOptions } from './recipe.ts';
import { createShelf, type Need, type Shelf } from './shelf.ts';
import { buildWorld, type SimulatedWorld, servable } from './simulated-world.ts';
import { type Snapshot, takeSnapshot, worldFrom } from './snapshots.ts';
import { alone, type Surroundings } from './surroundings.ts';
import { WorldError } from './world-error.ts';

/** The world that is meant when none is named. */
export const defaultWorld = 'default';

/** The worlds of one simulator, by name. */
export interface Worlds {
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
  /** Keeps a world as it stands, under an id of its own or a given one. */
  snapshot(name?: string, id?: string): Promise<Snapshot>;
  snapshots(name?: string): Promise<readonly Snapshot[]>;
  deleteSnapshot(name: string, id: string): Promise<void>;
  /** Brings a world back to a snapshot. */
  restore(name: string, id: string): Promise<SimulatedWorld>;
  /** Makes a second world that stands where the first does, with the same ids and tenants. */
  fork(name: string, as: string): Promise<SimulatedWorld>;
  /** Worlds whose directory holds what is looked for; the default world is made for that if need be. */
  holding(holds: (directory: Directory) => boolean): Promise<readonly SimulatedWorld[]>;
  /** Ends what the worlds do by themselves. */
  close(): void;
}

/** A collection of worlds; `defaults` are the options of every world that does not say otherwise. */
export function createWorlds(defaults: WorldDefaults = {}, around: Surroundings = alone()): Worlds {
  const shelf = createShelf(around, (name) => need(name));

  const build = (name: string, options: WorldOptions): Promise<SimulatedWorld> =>
    shelf.put(name, async () =>
      buildWorld(await recipeOf(name, options, defaults), { surroundings: around }),
    );

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
    reset: (name = defaultWorld) =>
      shelf.replace(name, ({ recipe }) => buildWorld(recipe, { surroundings: around })),
    ...snapshotting(shelf, need, around),
    holding: async (holds) => {
      const holders = () => shelf.list().filter(({ directory }) => holds(directory));
      if (holders().length > 0 || shelf.loaded(defaultWorld)) return holders();
      await need();
      return holders();
    },
    close: shelf.close,
  };
}

function snapshotting(
  shelf: Shelf,
  need: Need,
  around: Surroundings,
): Pick<Worlds, 'snapshot' | 'snapshots' | 'deleteSnapshot' | 'restore' | 'fork'> {
  return {
    snapshot: async (name, id) => {
      const world = await need(name);
      const kept = shelf.snapshotsOf(world.name);
      const snapshot = await takeSnapshot(world, kept.newId(id));
      kept.keep(snapshot);
      return snapshot;
    },
    snapshots: async (name) => shelf.snapshotsOf((await need(name)).name).list(),
    deleteSnapshot: async (name, id) => shelf.snapshotsOf((await need(name)).name).delete(id),
    restore: async (name, id) => {
      const world = await need(name);
      const snapshot = shelf.snapshotsOf(name).find(id);
      await world.clock.standing(() => undefined);
      return shelf.replace(name, () => worldFrom(snapshot, name, around), world);
    },
    fork: async (name, as) => {
      const world = await need(name);
      shelf.checkFree(as);
      const snapshot = await takeSnapshot(world, as);
      return shelf.put(as, async () => worldFrom(snapshot, as, around));
    },
  };
}
