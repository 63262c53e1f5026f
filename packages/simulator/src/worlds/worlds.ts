import { recipeOf, type WorldOptions } from './recipe.ts';
import { buildWorld, type SimulatedWorld } from './simulated-world.ts';
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
  /** Forgets a world. The default one is made anew when it is asked for again. */
  delete(name: string): Promise<void>;
  /** Brings a world back to where it began. */
  reset(name?: string): Promise<SimulatedWorld>;
  /** Worlds in whose definition the tenant is; the default world is made for that if need be. */
  ofTenant(tenantId: string): Promise<readonly SimulatedWorld[]>;
}

const namePattern = /^[a-z0-9-]{1,40}$/;

/** A collection of worlds; `defaults` are the options of every world that does not say otherwise. */
export function createWorlds(defaults: WorldOptions = {}): Worlds {
  const worlds = new Map<string, SimulatedWorld>();
  const building = new Map<string, Promise<SimulatedWorld>>();

  const build = (name: string, options: WorldOptions): Promise<SimulatedWorld> => {
    const built = recipeOf(name, options, defaults)
      .then((recipe) => {
        const world = buildWorld(recipe);
        worlds.set(name, world);
        return world;
      })
      .finally(() => building.delete(name));
    building.set(name, built);
    return built;
  };

  const get: Worlds['get'] = (name) => {
    const known = worlds.get(name) ?? building.get(name);
    return known ?? (name === defaultWorld ? build(name, {}) : undefined);
  };

  const need = async (name: string = defaultWorld): Promise<SimulatedWorld> => {
    const world = await get(name);
    if (world) return world;
    const known = [...worlds.keys()].join(', ') || 'none yet';
    throw new WorldError('worldUnknown', `there is no world "${name}"; there is ${known}`, 'world');
  };

  return {
    get,
    loaded: (name) => worlds.get(name),
    require: need,
    create: async (name, options = {}) => {
      if (!namePattern.test(name)) throw nameInvalid(name);
      if (worlds.has(name) || building.has(name)) {
        throw new WorldError('worldExists', `there is a world "${name}" already`, 'name');
      }
      return build(name, options);
    },
    list: () => [...worlds.values()],
    delete: async (name) => {
      await need(name);
      worlds.delete(name);
    },
    reset: async (name) => {
      const { recipe } = await need(name);
      const world = buildWorld(recipe);
      worlds.set(world.name, world);
      return world;
    },
    ofTenant: async (tenantId) => {
      const holders = () => [...worlds.values()].filter(({ directory }) => directory.tenants.has(tenantId));
      if (holders().length > 0 || worlds.has(defaultWorld)) return holders();
      await need();
      return holders();
    },
  };
}

const nameInvalid = (name: string): WorldError =>
  new WorldError(
    'worldNameInvalid',
    `"${name}" is no name of a world: lower-case letters, digits and -, at most 40`,
    'name',
  );
