import type { SimulatedWorld } from './simulated-world.ts';
import { WorldError } from './world-error.ts';

/** The worlds that stand, and those that are being built. */
export interface Roster {
  /** Where one is being built, in the place of another or not, that one. */
  get(name: string): SimulatedWorld | Promise<SimulatedWorld> | undefined;
  loaded(name: string): SimulatedWorld | undefined;
  list(): readonly SimulatedWorld[];
  names(): readonly string[];
  /** Whoever asks for the world meanwhile waits for it. Rejects, with nothing begun, once the roster is closed. */
  build(name: string, work: () => Promise<SimulatedWorld>): Promise<SimulatedWorld>;
  /** Lets a world begin; one that comes too late is closed. */
  stand(world: SimulatedWorld): Promise<SimulatedWorld>;
  drop(name: string): void;
  /** As `Worlds.drain`. */
  drain(): Promise<void>;
  /** Closes every world, once what is `underway` with them has ended. */
  close(underway: () => Promise<void>): Promise<void>;
}

/** Nothing stands yet. */
export function createRoster(): Roster {
  const worlds = new Map<string, SimulatedWorld>();
  const building = new Map<string, Promise<SimulatedWorld>>();
  let stage: 'open' | 'draining' | 'closed' = 'open';

  const all = async (end: (world: SimulatedWorld) => Promise<void>): Promise<void> => {
    await Promise.all([...worlds.values()].map(end));
  };

  return {
    get: (name) => building.get(name) ?? worlds.get(name),
    loaded: (name) => worlds.get(name),
    list: () => [...worlds.values()],
    names: () => [...worlds.keys()],
    build: async (name, work) => {
      if (stage === 'closed') throw closed();
      const built = work().finally(() => building.delete(name));
      building.set(name, built);
      return built;
    },
    stand: async (world) => {
      worlds.set(world.name, world);
      if (stage === 'closed') await world.close();
      else world.begin();
      if (stage === 'draining') void world.drain();
      return world;
    },
    drop: (name) => void worlds.delete(name),
    drain: () => {
      stage = 'draining';
      return all((world) => world.drain());
    },
    close: async (underway) => {
      stage = 'closed';
      await underway();
      await all((world) => world.close());
    },
  };
}

const closed = (): WorldError =>
  new WorldError('worldGone', 'the simulator has ended, and its worlds with it: no more are made');
