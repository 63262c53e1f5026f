import { disagreements } from './agreement.ts';
import type { Directory } from './directory.ts';
import { recipeOf, type WorldDefaults, type WorldOptions } from './recipe.ts';
import { createShelf, type Need, type Shelf } from './shelf.ts';
import { type SimulatedWorld, servable } from './simulated-world.ts';
import { createSnapshots, type Snapshot, type Snapshots, takeSnapshot } from './snapshots.ts';
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
  /**
   * Finds the worlds that were kept. Rejects when one of them is damaged, or when the options ask for another default
   * world than is kept. They stand, and do what is due, once what it gives is called.
   */
  load(): Promise<() => Promise<void>>;
  /** Ends what the worlds do by themselves, and writes what is left to write. */
  close(): Promise<void>;
}

/** A collection of worlds; `defaults` are the options of every world that does not say otherwise. */
export function createWorlds(defaults: WorldDefaults = {}, around: Surroundings = alone()): Worlds {
  const shelf = createShelf(around, (name) => need(name));

  const build = (name: string, options: WorldOptions): Promise<SimulatedWorld> =>
    shelf.put(name, () => recipeOf(name, options, defaults));

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

  const { forget, ...copies } = copying(shelf, need);

  return {
    get,
    loaded: shelf.loaded,
    require: need,
    create: (name, options = {}) => build(name, options),
    list: shelf.list,
    delete: async (name) => {
      await shelf.remove(name);
      forget(name);
    },
    reset: (name = defaultWorld) => shelf.replace(name, ({ recipe }) => ({ recipe })),
    ...copies,
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
    close: shelf.close,
  };
}

const keptOtherwise = (amiss: readonly string[]): string =>
  `the world "${defaultWorld}" that is kept was made otherwise: ${amiss.join('; ')}. Leave that out to go on with it, ` +
  'or choose another folder, or none';

type Copying = Pick<Worlds, 'snapshot' | 'snapshots' | 'deleteSnapshot' | 'restore' | 'fork'>;

function copying(shelf: Shelf, need: Need): Copying & { readonly forget: (name: string) => void } {
  const kept = new Map<string, Snapshots>();
  const snapshotsOf = async (name?: string): Promise<Snapshots> => {
    const world = await need(name);
    const known = kept.get(world.name) ?? createSnapshots(world.name);
    kept.set(world.name, known);
    return known;
  };
  return {
    snapshot: async (name, id) => {
      const snapshots = await snapshotsOf(name);
      const snapshot = await takeSnapshot(await need(name), snapshots.newId(id));
      snapshots.keep(snapshot);
      return snapshot;
    },
    snapshots: async (name) => (await snapshotsOf(name)).list(),
    deleteSnapshot: async (name, id) => (await snapshotsOf(name)).delete(id),
    restore: async (name, id) => {
      const world = await need(name);
      const snapshot = (await snapshotsOf(name)).find(id);
      await world.clock.standing(() => undefined);
      const recipe = { ...snapshot.recipe, name };
      return shelf.replace(name, () => ({ recipe, beginning: snapshot }), world);
    },
    fork: async (name, as) => {
      const world = await need(name);
      shelf.checkFree(as);
      const snapshot = await takeSnapshot(world, as);
      return shelf.put(as, async () => ({ ...snapshot.recipe, name: as }), snapshot);
    },
    forget: (name) => void kept.delete(name),
  };
}
