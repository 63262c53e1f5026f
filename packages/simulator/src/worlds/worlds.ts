import { recipeOf, type WorldDefaults, type WorldOptions } from './recipe.ts';
import { buildWorld, type SimulatedWorld } from './simulated-world.ts';
import { createSnapshots, type Snapshot, type Snapshots, takeSnapshot, worldFrom } from './snapshots.ts';
import { alone, type Surroundings } from './surroundings.ts';
import { WorldError } from './world-error.ts';

/** The world that is meant when none is named. */
export const defaultWorld = 'default';

/** The worlds of one simulator, by name. */
export interface Worlds {
  /** The world, or nothing when there is none; the default world is made when it is first asked for. */
  get(name: string): SimulatedWorld | undefined | Promise<SimulatedWorld | undefined>;
  /** The world if it has been made already. */
  loaded(name: string): SimulatedWorld | undefined;
  /** As `get`, rejecting with `worldUnknown`. */
  require(name?: string): Promise<SimulatedWorld>;
  /** Makes a world; rejects when the name is taken or malformed, or the options are wrong. */
  create(name: string, options?: WorldOptions): Promise<SimulatedWorld>;
  /** Those that exist, in order of their creation. */
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
  /** Worlds in whose definition the tenant is; the default world is made for that if need be. */
  ofTenant(tenantId: string): Promise<readonly SimulatedWorld[]>;
  /** Ends what the worlds do by themselves. */
  close(): void;
}

/** A collection of worlds; `defaults` are the options of every world that does not say otherwise. */
export function createWorlds(defaults: WorldDefaults = {}, around: Surroundings = alone()): Worlds {
  const shelf = createShelf(around);

  const build = (name: string, options: WorldOptions): Promise<SimulatedWorld> =>
    shelf.put(name, async () =>
      buildWorld(await recipeOf(name, options, defaults), { surroundings: around }),
    );

  const get: Worlds['get'] = (name) => {
    const known = shelf.get(name);
    return known ?? (name === defaultWorld ? build(name, {}) : undefined);
  };

  const need = async (name: string = defaultWorld): Promise<SimulatedWorld> => {
    const world = await get(name);
    if (world) return world;
    const known = shelf.names().join(', ') || 'none yet';
    throw new WorldError('worldUnknown', `there is no world "${name}"; there is ${known}`, 'world');
  };

  return {
    get,
    loaded: shelf.loaded,
    require: need,
    create: async (name, options = {}) => {
      shelf.checkFree(name);
      return build(name, options);
    },
    list: shelf.list,
    delete: async (name) => shelf.remove(await need(name)),
    reset: async (name) => {
      const { recipe } = await need(name);
      return shelf.replace(buildWorld(recipe, { surroundings: around }));
    },
    ...snapshotting(shelf, need, around),
    ofTenant: async (tenantId) => {
      const holders = () => shelf.list().filter(({ directory }) => directory.tenants.has(tenantId));
      if (holders().length > 0 || shelf.loaded(defaultWorld)) return holders();
      await need();
      return holders();
    },
    close: () => {
      for (const world of shelf.list()) world.close();
    },
  };
}

type Need = (name?: string) => Promise<SimulatedWorld>;

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
      const snapshot = shelf.snapshotsOf(world.name).find(id);
      await world.clock.standing(() => undefined);
      return shelf.replace(worldFrom(snapshot, world.name, around));
    },
    fork: async (name, as) => {
      const world = await need(name);
      shelf.checkFree(as);
      const snapshot = await takeSnapshot(world, as);
      return shelf.put(as, async () => worldFrom(snapshot, as, around));
    },
  };
}

/** Where worlds stand, those included that are being built, each with its snapshots. */
interface Shelf {
  get(name: string): SimulatedWorld | Promise<SimulatedWorld> | undefined;
  loaded(name: string): SimulatedWorld | undefined;
  list(): readonly SimulatedWorld[];
  names(): readonly string[];
  /** Throws for a name that is taken or malformed. */
  checkFree(name: string): void;
  put(name: string, make: () => Promise<SimulatedWorld>): Promise<SimulatedWorld>;
  replace(world: SimulatedWorld): Promise<SimulatedWorld>;
  remove(world: SimulatedWorld): Promise<void>;
  snapshotsOf(name: string): Snapshots;
}

const namePattern = /^[a-z0-9-]{1,40}$/;

function createShelf({ publisherHost }: Surroundings): Shelf {
  const worlds = new Map<string, SimulatedWorld>();
  const building = new Map<string, Promise<SimulatedWorld>>();
  const snapshots = new Map<string, Snapshots>();

  const put: Shelf['put'] = (name, make) => {
    const built = make()
      .then(async (world) => {
        await publisherHost?.attach(world);
        worlds.set(name, world);
        return world;
      })
      .finally(() => building.delete(name));
    building.set(name, built);
    return built;
  };

  return {
    put,
    get: (name) => worlds.get(name) ?? building.get(name),
    loaded: (name) => worlds.get(name),
    list: () => [...worlds.values()],
    names: () => [...worlds.keys()],
    checkFree: (name) => {
      if (!namePattern.test(name)) throw nameInvalid(name);
      if (worlds.has(name) || building.has(name)) {
        throw new WorldError('worldExists', `there is a world "${name}" already`, 'name');
      }
    },
    replace: async (world) => {
      worlds.get(world.name)?.close();
      worlds.set(world.name, world);
      await publisherHost?.detach(world);
      await publisherHost?.attach(world);
      return world;
    },
    remove: async (world) => {
      world.close();
      worlds.delete(world.name);
      snapshots.delete(world.name);
      await publisherHost?.detach(world);
    },
    snapshotsOf: (name) => {
      const known = snapshots.get(name) ?? createSnapshots(name);
      snapshots.set(name, known);
      return known;
    },
  };
}

const nameInvalid = (name: string): WorldError =>
  new WorldError(
    'worldNameInvalid',
    `"${name}" is no name of a world: lower-case letters, digits and -, at most 40`,
    'name',
  );
