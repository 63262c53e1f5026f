import type { Server } from 'node:http';
import type { Engine } from '@marketsim/core';
import type { AdvanceReport } from '../clock/advance-report.ts';
import { compact } from '../compact.ts';
import type { WorldDefinitionInput } from '../definition/schema.ts';
import { type MockPublisher, type RunningPublisher, runningPublisher } from '../publishers/mock-publisher.ts';
import type { OwnPublisher } from '../publishers/publisher-apps.ts';
import { publisherHostAt } from '../publishers/publisher-host.ts';
import { createWebhookTokens } from '../tokens/webhook-token.ts';
import { advanceWorld } from '../worlds/advance.ts';
import { checkOptions, type WorldDefaults, type WorldOptions } from '../worlds/recipe.ts';
import { createWorlds, type Worlds } from '../worlds/worlds.ts';
import { type AppOptions, createApp } from './app.ts';
import { closeServer, listen, portOf } from './listen.ts';

/** How a simulator runs. Its world options are those of every world that does not say otherwise. */
export interface SimulatorOptions extends Omit<WorldOptions, 'definition'>, AppOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Address to listen on; 127.0.0.1 unless given. */
  readonly host?: string;
  /** A world definition, or the path of a YAML or JSON file with one; without it the seed's own world. */
  readonly world?: WorldDefinitionInput | string;
  /**
   * The mock publisher, which stands in for publishers without an address of their own: `{ port: 0 }` starts it in
   * this process at any free port, `{ url }` names one that runs elsewhere. Without it nobody is told anything, and
   * changes apply at once.
   */
  readonly mockPublisher?: MockPublisher;
  /** A publisher's own app, in the place of one publisher of each world. */
  readonly ownPublisher?: OwnPublisher;
}

/** A simulator that runs in this process. */
export interface Simulator {
  /** Such as `http://127.0.0.1:4600`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  readonly worlds: Worlds;
  /** Address of the mock publisher, where there is one. */
  readonly publisherUrl?: string;
  /** The engine of a world, the default one without a name. */
  engine(world?: string): Promise<Engine>;
  /** Moves a world's clock by an ISO 8601 duration; tells what happened on the way. */
  advance(by: string, world?: string): Promise<AdvanceReport>;
  /** Brings a world back to where it began. */
  reset(world?: string): Promise<void>;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/**
 * Starts a simulator. Rejects when it cannot listen, or when the world file is wrong; worlds are made when they
 * are first asked for.
 *
 * @example const simulator = await startSimulator({ seed: 7 }); // ... await simulator.close();
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', mockPublisher, wallClock = Date.now } = options;
  const defaults = await worldDefaults(options);
  const mock = mockPublisher && (await runningPublisher(mockPublisher));
  const address = { url: '' };
  const baseUrl = (): string => address.url;
  const worlds = createWorlds(defaults, {
    webhookTokens: createWebhookTokens({ wallClock }),
    baseUrl,
    ...(mock && { publisherHost: publisherHostAt(mock.url, baseUrl) }),
  });
  const server = await listenOr(
    () => mock?.close(),
    () => listen(createApp(worlds, options), { host, port }),
  );
  address.url = `http://${reachable(host)}:${portOf(server)}`;
  return simulatorOf({ worlds, server, mock, url: address.url });
}

interface Running {
  readonly worlds: Worlds;
  readonly server: Server;
  readonly mock: RunningPublisher | undefined;
  readonly url: string;
}

const simulatorOf = ({ worlds, server, mock, url }: Running): Simulator => ({
  ...{ url, worlds, port: portOf(server) },
  ...(mock && { publisherUrl: mock.url }),
  engine: async (world) => (await worlds.require(world)).engine,
  advance: async (by, world) => {
    const moved = await worlds.require(world);
    const report = await advanceWorld(moved, { by });
    await moved.durable();
    return report;
  },
  reset: async (world) => {
    await worlds.reset(world);
  },
  close: async () => {
    worlds.close();
    await Promise.all([closeServer(server), mock?.close()]);
  },
});

async function listenOr<T>(undo: () => unknown, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Rejects as `startSimulator` would, with options that are wrong or a world file that is; starts nothing. */
export async function checkSimulatorOptions(options: SimulatorOptions): Promise<void> {
  await worldDefaults(options);
}

/** Wrong options are told at the start, not at the first request. */
async function worldDefaults(options: SimulatorOptions): Promise<WorldDefaults> {
  const { world, seed, profile, preset, settings, startsAt, clock, mockPublisher, ownPublisher } = options;
  const definition = typeof world === 'string' ? await fromFile(world) : world;
  const defaults = compact({ definition, seed, profile, preset, settings, startsAt, clock });
  checkOptions(defaults);
  const publisherApps = {
    mock: mockPublisher ? 'mock' : 'nobody',
    ...compact({ own: ownPublisher }),
  } as const;
  return { ...defaults, publisherApps };
}

async function fromFile(file: string): Promise<WorldDefinitionInput> {
  const { readDefinitionFile } = await import('../definition/read-file.ts');
  return readDefinitionFile(file);
}

/** An address that stands for all of a machine's is reached by the loopback one. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};
