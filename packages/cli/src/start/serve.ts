import { scenarioExtension } from '@marketsim/scenarios/extension';
import { type Simulator, type SimulatorOptions, startSimulator } from '@marketsim/simulator';
import {
  type PublisherProcess,
  type PublisherProcessOptions,
  startPublisherProcess,
} from './publisher-process.ts';

/** A simulator in this process, and the mock publisher in another. */
export interface Serving {
  readonly simulator: Simulator;
  readonly publisher: PublisherProcess | undefined;
  /** Ends the simulator, then the publisher. */
  close(): Promise<void>;
}

/** Starts both, the publisher first: worlds are made with its address. Rejects in words, with nothing left running. */
export async function serve(
  options: Omit<SimulatorOptions, 'mockPublisher' | 'extensions'>,
  mock: PublisherProcessOptions | undefined,
): Promise<Serving> {
  const publisher = mock && (await startPublisherProcess(mock));
  try {
    const simulator = await startSimulator({
      ...options,
      extensions: [scenarioExtension],
      ...(publisher && { mockPublisher: { url: publisher.url } }),
    });
    const close = async (): Promise<void> => {
      await simulator.close();
      await publisher?.stop();
    };
    return { simulator, publisher, close };
  } catch (error) {
    await publisher?.stop();
    throw error;
  }
}
