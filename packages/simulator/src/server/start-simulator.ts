import type { DomainEvent, Engine } from '@marketsim/core';
import { compact } from '../compact.ts';
import type { WorldDefinitionInput } from '../definition/schema.ts';
import { advanceWorld } from '../worlds/advance.ts';
import { checkOptions, type WorldOptions } from '../worlds/recipe.ts';
import { createWorlds, type Worlds } from '../worlds/worlds.ts';
import { type AppOptions, createApp } from './app.ts';
import { closeServer, listen, portOf } from './listen.ts';
import { reachable } from './reachable.ts';
import { type SecureListener, secureListener, type TlsAddress, type TlsOptions } from './secure-listener.ts';

/** How a simulator runs. Its world options are those of every world that does not say otherwise. */
export interface SimulatorOptions extends Omit<WorldOptions, 'definition'>, AppOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Address to listen on; 127.0.0.1 unless given. */
  readonly host?: string;
  /** A world definition, or the path of a YAML or JSON file with one; without it the seed's own world. */
  readonly world?: WorldDefinitionInput | string;
  /**
   * Serves by HTTPS too, beside HTTP, with a certificate of a local authority for `localhost`, the loopback
   * addresses and the hosts of Microsoft that the simulator stands for. `true` is the same as `{}`.
   */
  readonly tls?: true | TlsOptions;
}

/** A simulator that runs in this process. */
export interface Simulator {
  /** Such as `http://127.0.0.1:4600`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** How it is reached by HTTPS; there with option `tls`. */
  readonly tls?: TlsAddress;
  readonly worlds: Worlds;
  /** The engine of a world, the default one without a name. */
  engine(world?: string): Promise<Engine>;
  /** Moves a world's clock by an ISO 8601 duration; tells what happened on the way. */
  advance(by: string, world?: string): Promise<readonly DomainEvent[]>;
  /** Brings a world back to where it began. */
  reset(world?: string): Promise<void>;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/**
 * Starts a simulator. Rejects when it cannot listen, when the world file is wrong, or when the folder for
 * certificates cannot be used; worlds are made when they are first asked for.
 *
 * @example const simulator = await startSimulator({ seed: 7 }); // ... await simulator.close();
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', tls } = options;
  const worlds = createWorlds(await worldDefaults(options));
  const app = createApp(worlds, options);
  const secure = tls && (await secureListener(app, host, tls === true ? {} : tls));
  const server = await listen(app, { host, port }).catch((error: unknown) => closed(secure, error));
  const actualPort = portOf(server);
  return {
    url: `http://${reachable(host)}:${actualPort}`,
    port: actualPort,
    ...(secure && { tls: secure.address }),
    worlds,
    engine: async (world) => (await worlds.require(world)).engine,
    advance: async (by, world) => {
      const moved = await worlds.require(world);
      const events = advanceWorld(moved, { by });
      await moved.durable();
      return events;
    },
    reset: async (world) => {
      await worlds.reset(world);
    },
    close: async () => {
      await Promise.all([closeServer(server), secure?.close()]);
    },
  };
}

/** A start that fails leaves nothing listening. */
async function closed(secure: SecureListener | undefined, error: unknown): Promise<never> {
  await secure?.close();
  throw error;
}

/** Wrong options are told at the start, not at the first request. */
async function worldDefaults(options: SimulatorOptions): Promise<WorldOptions> {
  const { world, seed, profile, preset, settings, startsAt } = options;
  const definition = typeof world === 'string' ? await fromFile(world) : world;
  const defaults = compact({ definition, seed, profile, preset, settings, startsAt });
  checkOptions(defaults);
  return defaults;
}

async function fromFile(file: string): Promise<WorldDefinitionInput> {
  const { readDefinitionFile } = await import('../definition/read-file.ts');
  return readDefinitionFile(file);
}
