import { scenarioExtension } from '@marketsim/scenarios/extension';
import { type Simulator, type SimulatorOptions, startSimulator as start } from '@marketsim/simulator';
import { checkMembers, type Members } from './known-members.ts';
import { type MarketWorld, marketWorld } from './market-world.ts';

/** Options of a simulator for tests. */
export interface TestSimulatorOptions
  extends Omit<SimulatorOptions, 'mockPublisher' | 'ownPublisher' | 'extensions'> {
  /**
   * Who is told of changes: `none`, the default, so that changes apply at once; `mock`, a publisher in this process
   * that activates what is bought and accepts every change; or the addresses of an app of your own.
   */
  readonly publisher?: 'none' | 'mock' | NonNullable<SimulatorOptions['ownPublisher']>;
}

/** A simulator with its default world at hand. */
export interface TestSimulator
  extends Omit<Simulator, 'advance' | 'engine' | 'reset' | 'close'>,
    MarketWorld,
    AsyncDisposable {
  /** Another world of it, by name; rejects when there is none. */
  world(name: string): Promise<MarketWorld>;
  /** As of every simulator: requests and webhooks under way are finished first. */
  close(): Promise<void>;
}

const optionMembers: Members<TestSimulatorOptions> = {
  seed: true,
  world: true,
  profile: true,
  preset: true,
  settings: true,
  startsAt: true,
  clock: true,
  port: true,
  host: true,
  publisher: true,
  dataFolder: true,
  catchUp: true,
  auth: true,
  wallClock: true,
  tls: true,
  stopWithin: true,
  requests: true,
  warn: true,
  intercept: true,
  controlToken: true,
  checkReplies: true,
  onFinished: true,
};

const partOf = ({ publisher = 'none' }: TestSimulatorOptions): Partial<SimulatorOptions> => {
  if (publisher === 'none') return {};
  if (publisher === 'mock') return { mockPublisher: { port: 0 } };
  if (typeof publisher === 'object') return { ownPublisher: publisher };
  throw new TypeError(`publisher is none, mock or the addresses of an app, not ${publisher}`);
};

/**
 * Starts a simulator at any free port, whose default world stands still until its clock is moved. Rejects as the
 * simulator does for options that are wrong.
 *
 * @example
 * await using sim = await startSimulator({ seed: 7 });
 * const { id } = sim.given.subscription({ quantity: 3 });
 * await sim.clock.advance('P1Y');
 */
export async function startSimulator(options: TestSimulatorOptions = {}): Promise<TestSimulator> {
  checkMembers('startSimulator', options, optionMembers);
  const { publisher: _, ...rest } = options;
  const simulator = await start({ ...rest, ...partOf(options), extensions: [scenarioExtension] });
  const first = await simulator.worlds.require();
  const { advance: _advance, engine: _engine, reset: _reset, ...parts } = simulator;
  return Object.assign(marketWorld(simulator, first.name), {
    ...parts,
    world: async (name: string) => marketWorld(simulator, (await simulator.worlds.require(name)).name),
    [Symbol.asyncDispose]: simulator.close,
  });
}
