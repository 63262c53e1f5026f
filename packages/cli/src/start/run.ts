import { checkSimulatorOptions, type SimulatorOptions } from '@marketsim/simulator';
import { firstStory } from '../story/first-story.ts';
import type { Terminal } from '../terminal.ts';
import { banner } from './banner.ts';
import { bannerFacts } from './facts.ts';
import type { StartOptions } from './options.ts';
import { ownPublisherOf } from './publisher-options.ts';
import type { PublisherProcessOptions } from './publisher-process.ts';
import { type Serving, serve } from './serve.ts';
import { stop } from './stop.ts';

/** Starts what the options say and prints the banner; serves from then on. Rejects in words with nothing left running. */
export async function start(options: StartOptions, terminal: Terminal): Promise<void> {
  if (options.story && options.auth === 'strict') {
    throw new Error('--story signs in with development tokens, which --auth strict refuses');
  }
  const ownPublisher = await ownPublisherOf(options);
  const warn = (message: string): void => terminal.err(`marketsim: ${message}`);
  const wanted = { ...simulatorOptions(options), warn, ...(ownPublisher && { ownPublisher }) };
  await checkSimulatorOptions(wanted);
  const serving = await serve(wanted, options.mockPublisher ? mockOptions(options, terminal) : undefined);
  try {
    const { auth = 'development', story, clock } = options;
    const world = await serving.simulator.worlds.require();
    if (clock !== undefined && world.clock.view().mode !== clock) world.clock.setMode(clock);
    const dataFolder = dataFolderOf(options);
    const facts = await bannerFacts(serving, { auth, ownAlias: ownPublisher?.alias, dataFolder });
    const stopped = watch(serving, terminal);
    terminal.out(banner(facts));
    if (story) await firstStory(serving.simulator.url, terminal.out).catch(unless(stopped));
  } catch (error) {
    await serving.close();
    throw error;
  }
}

/** What is told while it stops breaks off, which is no failure. */
const unless =
  (stopped: AbortSignal) =>
  (error: unknown): void => {
    if (!stopped.aborted) throw error;
  };

/** Stops when told to, which the result tells; says so and goes on when the mock publisher ends before. */
function watch(serving: Serving, { err, stopSignal }: Terminal): AbortSignal {
  const stopped = stopSignal();
  stopped.addEventListener('abort', () => void stop(serving, err), { once: true });
  serving.publisher?.died.then((how) =>
    err(`marketsim: the mock publisher is gone: ${how}; its pages and webhooks do not answer any more`),
  );
  return stopped;
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const given = <T extends object>(value: T): Given<T> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Given<T>;

function simulatorOptions(options: StartOptions): SimulatorOptions {
  const { port, host, seed, world, profile, preset, set, at, auth, controlToken, checkReplies } = options;
  const { clock = 'live', catchUp, grace } = options;
  const named = {
    settings: set,
    seed,
    world,
    profile,
    preset,
    startsAt: at,
    auth,
    controlToken,
    checkReplies,
    catchUp,
    stopWithin: grace,
    dataFolder: dataFolderOf(options),
  };
  return { port, host, clock, ...given({ ...named, tls: tlsOf(options) }) };
}

/** A first story is told in a new world each time. */
const dataFolderOf = ({ data, memory, story }: StartOptions): string | undefined =>
  data ?? (memory || story ? undefined : '.marketsim');

const tlsOf = ({ tls, tlsPort, tlsFolder, port }: StartOptions): SimulatorOptions['tls'] =>
  tls && { port: tlsPort ?? orFree(port, 4643), folder: tlsFolder };

/** A standard port; a free one beside a simulator that takes a free one. */
const orFree = (port: number, standard: number): number => (port === 0 ? 0 : standard);

/** Where all addresses of the machine are listened on, the publisher's pages can be opened from elsewhere too. */
const mockOptions = (
  { host, port, publisherPort }: StartOptions,
  { err }: Terminal,
): PublisherProcessOptions => ({
  host: host === '0.0.0.0' || host === '::' ? host : '127.0.0.1',
  port: publisherPort ?? orFree(port, 4601),
  complain: err,
});
