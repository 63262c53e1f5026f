import { join } from 'node:path';
import type { Engine } from '@marketsim/core';
import type { AdvanceReport } from '../clock/advance-report.ts';
import { compact } from '../compact.ts';
import type { WorldDefinitionInput } from '../definition/schema.ts';
import { once } from '../once.ts';
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
import { catchUp } from '../worlds/catch-up.ts';
import type { WorldStore } from '../worlds/kept-world.ts';
import { memoryStore } from '../worlds/memory-store.ts';
import { checkOptions, type WorldDefaults, type WorldOptions } from '../worlds/recipe.ts';
import type { Surroundings } from '../worlds/surroundings.ts';
import { createWorlds, type Worlds } from '../worlds/worlds.ts';
import { type AppOptions, createApp } from './app.ts';
import type { Attendance } from './attendance.ts';
import { listen } from './listen.ts';
import { messagesOf } from './messages.ts';
import { reachable } from './reachable.ts';
import { secureListener, type TlsAddress, type TlsOptions } from './secure-listener.ts';
import { type Parts, stop, type Underway, underwayIn } from './stop.ts';

/** How a simulator runs. Its world options are those of every world that does not say otherwise. */
export interface SimulatorOptions extends Omit<WorldOptions, 'definition'>, AppOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Address to listen on; 127.0.0.1 unless given. */
  readonly host?: string;
  /** A world definition, or the path of a YAML or JSON file with one; without it the seed's own world. */
  readonly world?: WorldDefinitionInput | string;
  /**
   * Folder in which worlds are kept: the next start finds them as they were left. Made if need be; without it worlds
   * live as long as the process.
   */
  readonly dataFolder?: string;
  /** Lets the time since the last stop pass in kept worlds whose clocks were running. */
  readonly catchUp?: boolean;
  /** Told in words what was noticed and mended at the start, and what cannot be kept; written to the console unless given. */
  readonly warn?: (message: string) => void;
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
  /** Real milliseconds that requests and webhooks under way have to end when the simulator is closed; 5000 unless given. */
  readonly stopWithin?: number;
  /** How much is kept of what comes in over HTTP; files are in the data folder unless another one is given. */
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
  /** What `close` would wait for, or waits for. */
  underway(): Underway;
  /**
   * Stops: takes no more calls and begins nothing more. Requests and webhooks that are under way are answered and
   * written down, within `stopWithin`; what is left then is ended. An advance stops at the instant that it has reached.
   */
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
  const defaults = await worldDefaults(options);
  const mock = options.mockPublisher && (await runningPublisher(options.mockPublisher));
  try {
    return await started(options, { defaults, mock });
  } catch (error) {
    await mock?.close();
    throw error;
  }
}

/** What is settled before anything of a simulator's own is started. */
interface Settled {
  readonly defaults: WorldDefaults;
  readonly mock: RunningPublisher | undefined;
}

async function started(options: SimulatorOptions, { defaults, mock }: Settled): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', tls, mockPublisher, wallClock = Date.now } = options;
  const self = { url: '', isStarted: false };
  const [stopping, ended] = [new AbortController(), new AbortController()];
  const store = await storeOf(options);
  const baseUrl = (): string => self.url;
  const around = surroundingsOf({ mock, wallClock, store, baseUrl, ended: ended.signal });
  const worlds = createWorlds(defaults, around);
  const listeners: Attendance[] = [];
  const parts: Parts = { worlds, listeners, stopping, ended };
  try {
    const takeUp = await worlds.load();
    parts.requests = await journalOf(options);
    const { requests } = parts;
    const isStarted = (): boolean => self.isStarted;
    const context = { worlds, requests, ownUrl: baseUrl, stopping: stopping.signal, isStarted };
    const app = createApp(context, options);
    const secure = tls && (await secureListener(app, host, tls === true ? {} : tls));
    if (secure) listeners.push(secure);
    const server = await listen(app, { host, port }, messagesOf(app));
    listeners.push(server);
    self.url = `http://${reachable(host)}:${server.port}`;
    await takeUp();
    if (options.catchUp) await catchUpAll(worlds, options);
    // Whoever is handed the address of the mock publisher may tell it how to behave before anything else.
    if (mockPublisher && 'port' in mockPublisher) await worlds.require();
    self.isStarted = true;
    return {
      ...{ url: self.url, port: server.port, worlds, requests },
      ...(secure && { tls: secure.address }),
      ...(mock && { publisherUrl: mock.url }),
      ...controlsOf(worlds),
      underway: () => underwayIn(parts),
      close: once(async () => {
        await stop(parts, options.stopWithin);
        // Until then it may have webhooks to answer.
        await mock?.close();
      }),
    };
  } catch (error) {
    // A start that fails leaves nothing listening.
    await stop(parts, 0);
    throw error;
  }
}

async function catchUpAll(
  worlds: Worlds,
  { wallClock = Date.now, warn = console.warn }: SimulatorOptions,
): Promise<void> {
  const late = await Promise.all(worlds.list().map((world) => catchUp(world, wallClock())));
  for (const message of late) if (message !== undefined) warn(message);
}

const storeOf = async ({ dataFolder, warn = console.warn }: SimulatorOptions): Promise<WorldStore> => {
  if (dataFolder === undefined) return memoryStore();
  const { openDataFolder } = await import('../storage/data-folder.ts');
  return openDataFolder(dataFolder, warn);
};

/** Beside the worlds that are kept, unless it is kept elsewhere. */
const journalOf = ({
  dataFolder,
  requests,
  warn = console.warn,
  wallClock = Date.now,
}: SimulatorOptions): Promise<RequestJournal> => {
  const folder = dataFolder === undefined ? {} : { folder: join(dataFolder, 'requests') };
  return createRequestJournal({ ...folder, ...requests }, { warn, wallClock });
};

interface Neighbourhood {
  readonly store: WorldStore;
  readonly mock: RunningPublisher | undefined;
  readonly wallClock: () => number;
  readonly baseUrl: () => string;
  readonly ended: AbortSignal;
}

const surroundingsOf = ({ mock, ended, ...neighbourhood }: Neighbourhood): Surroundings => ({
  ...neighbourhood,
  webhookTokens: createWebhookTokens(neighbourhood),
  ...(mock && { publisherHost: publisherHostAt(mock.url, neighbourhood.baseUrl, ended) }),
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
