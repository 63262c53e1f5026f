import type { Engine, Instant } from '@marketsim/core';
import {
  type AdvanceReport,
  advanceWorld,
  type SimulatedWorld,
  type Simulator,
  type Worlds,
} from '@marketsim/simulator';
import { type Clients, clientsOf } from './clients.ts';
import { createGiven, type Given } from './given.ts';
import { type PublisherDesk, publisherDesk } from './publisher-desk.ts';

/** The clock of a world. Instants are ISO 8601 in UTC. */
export interface MarketClock {
  now(): Instant;
  /** By an ISO 8601 duration such as P1M or PT36H; whatever falls due on the way is done, and publishers are told. */
  advance(by: string): Promise<AdvanceReport>;
  /** To a moment, with its offset. */
  advanceTo(to: string): Promise<AdvanceReport>;
}

/** One world of a simulator: what a test buys in, moves through time, and looks at. */
export interface MarketWorld extends Clients {
  readonly name: string;
  /** Commands in, facts out; its state may be read, and changes with each command. */
  readonly engine: Engine;
  readonly clock: MarketClock;
  /** Makes what a test begins with, by commands: nothing of it can be in a state that no customer can reach. */
  readonly given: Given;
  /** Staff of the mock publisher, where it stands in for a publisher: the first one unless an alias is given. */
  publisher(alias?: string): PublisherDesk;
  /** The world behind it, as the simulator holds it now. */
  inside(): SimulatedWorld;
  /** Resolves when whoever has to be told of what has happened so far has been called. */
  settled(): Promise<void>;
  /** Keeps the world as it stands; gives an id for `restore`. */
  snapshot(): Promise<string>;
  /** Brings the world back to a snapshot: clock, history, everything. */
  restore(snapshot: string): Promise<void>;
  /** A second world that stands where this one does, with the same ids; under a name of its own unless one is given. */
  fork(name?: string): Promise<MarketWorld>;
}

/** A world of a simulator by its name. It may be reset and restored meanwhile: whoever asks gets the one that stands. */
export function marketWorld(simulator: Simulator, name: string): MarketWorld {
  const { worlds } = simulator;
  const inside = (): SimulatedWorld => {
    const world = worlds.loaded(name);
    if (world) return world;
    throw new Error(`world "${name}" is gone`);
  };
  const engine = (): Engine => inside().engine;
  return {
    name,
    get engine() {
      return engine();
    },
    inside,
    clock: {
      now: () => engine().now(),
      advance: (by) => moved(inside(), { by }),
      advanceTo: (to) => moved(inside(), { to }),
    },
    given: createGiven(inside),
    ...clientsOf(simulator, inside),
    publisher: (alias) => publisherDesk(simulator, inside(), alias),
    settled: () => inside().outbox.idle.drained(),
    snapshot: async () => (await worlds.snapshot(name)).id,
    restore: async (snapshot) => void (await worlds.restore(name, snapshot)),
    fork: async (as = freeName(name, worlds)) => {
      await worlds.fork(name, as);
      return marketWorld(simulator, as);
    },
  };
}

async function moved(
  world: SimulatedWorld,
  step: Parameters<typeof advanceWorld>[1],
): Promise<AdvanceReport> {
  const report = await advanceWorld(world, step);
  await world.durable();
  return report;
}

function freeName(name: string, worlds: Worlds): string {
  for (let n = 2; ; n += 1) if (!worlds.loaded(`${name}-${n}`)) return `${name}-${n}`;
}
