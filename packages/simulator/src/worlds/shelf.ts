import type { PublisherHost } from '../publishers/publisher-host.ts';
import { type SimulatedWorld, servable } from './simulated-world.ts';
import { createSnapshots, type Snapshots } from './snapshots.ts';
import type { Surroundings } from './surroundings.ts';
import { createTurns } from './turns.ts';
import { WorldError, worldGone } from './world-error.ts';

/** Where worlds stand, those included that are being built, each with its snapshots. */
export interface Shelf {
  get(name: string): SimulatedWorld | Promise<SimulatedWorld> | undefined;
  loaded(name: string): SimulatedWorld | undefined;
  list(): readonly SimulatedWorld[];
  names(): readonly string[];
  /** Throws for a name that is taken or malformed. */
  checkFree(name: string): void;
  /**
   * Puts up a new world; rejects, with nothing done, for such a name, or when its publisher cannot be reached, or when
   * it cannot be written.
   */
  put(name: string, make: () => Promise<SimulatedWorld>): Promise<SimulatedWorld>;
  /**
   * Puts another world in the place of one; rejects, with that one left, when its publisher cannot be reached, or when
   * it is another one than was meant.
   */
  replace(
    name: string,
    make: (now: SimulatedWorld) => SimulatedWorld,
    meant?: SimulatedWorld,
  ): Promise<SimulatedWorld>;
  /** Rejects, with the world left, when its publisher cannot be reached. */
  remove(name: string): Promise<void>;
  snapshotsOf(name: string): Snapshots;
  close(): void;
}

/** Finds a world; rejects when there is none. */
export type Need = (name?: string) => Promise<SimulatedWorld>;

const namePattern = /^[a-z0-9-]{1,40}$/;

/** An empty shelf. What is done to one world is done one thing after another. */
export function createShelf({ publisherHost }: Surroundings, need: Need): Shelf {
  const worlds = new Map<string, SimulatedWorld>();
  const building = new Map<string, Promise<SimulatedWorld>>();
  const snapshots = new Map<string, Snapshots>();
  const inTurn = createTurns();
  let isClosed = false;

  const checkFree: Shelf['checkFree'] = (name) => {
    if (!namePattern.test(name)) throw nameInvalid(name);
    if (worlds.has(name) || building.has(name)) throw nameTaken(name);
  };

  const stand = (world: SimulatedWorld): SimulatedWorld => {
    worlds.get(world.name)?.close();
    worlds.set(world.name, world);
    if (isClosed) world.close();
    return world;
  };

  return {
    checkFree,
    put: async (name, make) => {
      checkFree(name);
      const built = made(make, publisherHost)
        .then(stand)
        .finally(() => building.delete(name));
      building.set(name, built);
      return built;
    },
    get: (name) => worlds.get(name) ?? building.get(name),
    loaded: (name) => worlds.get(name),
    list: () => [...worlds.values()],
    names: () => [...worlds.keys()],
    replace: (name, make, meant) =>
      inTurn(name, async () => {
        const now = await need(name);
        if (meant && now !== meant) throw worldGone();
        // Whoever stands in for the publishers forgets what it knew of them.
        await publisherHost?.detach(now);
        await publisherHost?.attach(now);
        const next = make(servable(now));
        await next.durable();
        return stand(next);
      }),
    remove: (name) =>
      inTurn(name, async () => {
        const world = await need(name);
        await publisherHost?.detach(world);
        servable(world).close();
        worlds.delete(name);
        snapshots.delete(name);
      }),
    snapshotsOf: (name) => {
      const known = snapshots.get(name) ?? createSnapshots(name);
      snapshots.set(name, known);
      return known;
    },
    close: () => {
      isClosed = true;
      for (const world of worlds.values()) world.close();
    },
  };
}

/** A world whose beginning is safe, and whose publishers have their accounts. */
async function made(
  make: () => Promise<SimulatedWorld>,
  host: PublisherHost | undefined,
): Promise<SimulatedWorld> {
  const world = await make();
  await world.durable();
  try {
    await host?.attach(world);
    return world;
  } catch (error) {
    world.close();
    await host?.detach(world).catch(() => undefined);
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
