import type { SimulatedWorld } from './simulated-world.ts';

/** The worlds that stand, and those that are being built. */
export interface Roster {
  /** Where one is being built, in the place of another or not, that one. */
  get(name: string): SimulatedWorld | Promise<SimulatedWorld> | undefined;
  loaded(name: string): SimulatedWorld | undefined;
  list(): readonly SimulatedWorld[];
  names(): readonly string[];
  /** Whoever asks for the world meanwhile waits for it. */
  build(name: string, work: () => Promise<SimulatedWorld>): Promise<SimulatedWorld>;
  /** Lets a world begin; one that comes too late is closed. */
  stand(world: SimulatedWorld): Promise<SimulatedWorld>;
  drop(name: string): void;
  close(): Promise<void>;
}

/** Nothing stands yet. */
export function createRoster(): Roster {
  const worlds = new Map<string, SimulatedWorld>();
  const building = new Map<string, Promise<SimulatedWorld>>();
  let isClosed = false;

  return {
    get: (name) => building.get(name) ?? worlds.get(name),
    loaded: (name) => worlds.get(name),
    list: () => [...worlds.values()],
    names: () => [...worlds.keys()],
    build: (name, work) => {
      const built = work().finally(() => building.delete(name));
      building.set(name, built);
      return built;
    },
    stand: async (world) => {
      worlds.set(world.name, world);
      if (isClosed) await world.close();
      else world.begin();
      return world;
    },
    drop: (name) => void worlds.delete(name),
    close: async () => {
      isClosed = true;
      await Promise.all([...worlds.values()].map((world) => world.close()));
    },
  };
}
