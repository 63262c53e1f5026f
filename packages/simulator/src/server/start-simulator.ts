import type { Engine } from '@marketsim/core';
import type { AdvanceReport } from '../clock/advance-report.ts';
import { compact } from '../compact.ts';
import type { WorldDefinitionInput } from '../definition/schema.ts';
import { type MockPublisher, type RunningPublisher, runningPublisher } from '../publishers/mock-publisher.ts';
import type { OwnPublisher } from '../publishers/publisher-apps.ts';
import { publisherHostAt } from '../publishers/publisher-host.ts';
import {
  createRequestJournal,
  type RequestJournal,
  type RequestJournalOptions,
} from '../requests/request-journal.ts';
import { createWebhookTokens } from '../tokens/webhook-token.ts';
import { advanceWorld } from '../worlds/advance.ts';
import { checkOptions, type WorldDefaults, type WorldOptions } from '../worlds/recipe.ts';
import type { Surroundings } from '../worlds/surroundings.ts';
import { createWorlds, type Worlds } from '../worlds/worlds.ts';
import { type AppOptions, createApp } from './app.ts';
import { closeServer, listen, portOf } from './listen.ts';
import { reachable } from './reachable.ts';
import { secureListener, type TlsAddress, type TlsOptions } from './secure-listener.ts';

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
  /**
   * Serves by HTTPS too, beside HTTP, with a certificate of a local authority for `localhost`, the loopback
   * addresses and the hosts of Microsoft that the simulator stands for. `true` is the same as `{}`.
   */
  readonly tls?: true | TlsOptions;
  /** How much is kept of what comes in over HTTP; in memory alone unless a folder is given. */
  readonly requests?: RequestJournalOptions;
}

/** A simulator that runs in this process. */
export interface Simulator {
  /** Such as `http://127.0.0.1:4600`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** How it is reached by HTTPS; there with option `tls`. */
  readonly tls?: TlsAddress;
  readonly worlds: Worlds;
  /** What came in over HTTP and how it was answered. */
  readonly requests: RequestJournal;
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
 * Starts a simulator. Rejects when it cannot listen, when the world file is wrong, or when the folder for
 * certificates cannot be used; worlds are made when they are first asked for, the default one at once where the mock
 * publisher runs in this process.
 *
 * @example const simulator = await startSimulator({ seed: 7 }); // ... await simulator.close();
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', tls, mockPublisher, wallClock = Date.now } = options;
  const defaults = await worldDefaults(options);
  const started: Closable[] = [];
  const keep = <T extends Closable>(each: T): T => {
    started.push(each);
    return each;
  };
  try {
    const mock = mockPublisher && keep(await runningPublisher(mockPublisher));
    const address = { url: '' };
    const worlds = createWorlds(defaults, surroundingsOf({ mock, wallClock, baseUrl: () => address.url }));
    const requests = await createRequestJournal(options.requests, { wallClock });
    const app = createApp({ worlds, requests }, options);
    const secure = tls && keep(await secureListener(app, host, tls === true ? {} : tls));
    const server = await listen(app, { host, port });
    address.url = `http://${reachable(host)}:${portOf(server)}`;
    started.push({ close: () => closeServer(server) });
    // Whoever is handed the address of the mock publisher may tell it how to behave before anything else.
    if (mockPublisher && 'port' in mockPublisher) await worlds.require();
    return {
      ...{ url: address.url, port: portOf(server), worlds, requests },
      ...(secure && { tls: secure.address }),
      ...(mock && { publisherUrl: mock.url }),
      ...controlsOf(worlds),
      close: async () => {
        worlds.close();
        await closeAll(started);
        await requests.close();
      },
    };
  } catch (error) {
    // A start that fails leaves nothing listening.
    await closeAll(started);
    throw error;
  }
}

interface Closable {
  close(): Promise<void>;
}

const closeAll = async (started: readonly Closable[]): Promise<void> => {
  await Promise.all(started.map((each) => each.close()));
};

interface Neighbourhood {
  readonly mock: RunningPublisher | undefined;
  readonly wallClock: () => number;
  readonly baseUrl: () => string;
}

const surroundingsOf = ({ mock, wallClock, baseUrl }: Neighbourhood): Surroundings => ({
  webhookTokens: createWebhookTokens({ wallClock }),
  baseUrl,
  ...(mock && { publisherHost: publisherHostAt(mock.url, baseUrl) }),
});

const controlsOf = (worlds: Worlds): Pick<Simulator, 'engine' | 'advance' | 'reset'> => ({
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
});

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
