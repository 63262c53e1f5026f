import { globSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { readScenarioFile, runScenarios } from '@marketsim/scenarios';
import { startSimulator as startBare } from '@marketsim/simulator';
import { startSimulator } from '@marketsim/test-kit';
import { startCrowd } from './lib/crowd.ts';
import { type Figure, spreadOf } from './lib/figures.ts';

/** How much is measured. */
export interface KitOptions {
  /** Subscriptions of the world that is forked. */
  readonly subscriptions: number;
  /** Scenarios of the workspace that are run together, at most. */
  readonly scenarios: number;
  readonly samples: number;
}

/** Starts whose time does not count: what they need is loaded and compiled meanwhile. */
const warmUp = 5;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** From nothing to the first answer of a world of its own. */
const startOnce = (): Promise<number> =>
  milliseconds(async () => {
    const simulator = await startSimulator();
    await simulator.partnerCenter.listCustomers();
    await simulator.close();
  });

/** Seconds that the scenarios of this workspace take together, a simulator of their own included. */
async function scenariosTogether(files: readonly string[]): Promise<number> {
  const took = await milliseconds(async () => {
    const readings = await Promise.all(files.map(readScenarioFile));
    const scenarios = readings.flatMap((reading) => (reading.ok ? [reading.scenario] : []));
    const simulator = await startBare({ mockPublisher: { port: 0 } });
    const results = await runScenarios(scenarios, simulator);
    await simulator.close();
    const failed = results.filter(({ failures }) => failures.length > 0).map(({ file }) => file);
    if (failed.length > 0 || results.length < files.length)
      throw new Error(`these did not go as they say: ${failed.join(', ')}`);
  });
  return took / 1000;
}

async function measured(times: number, take: (n: number) => Promise<number>): Promise<Figure['spread']> {
  const taken: number[] = [];
  for (let n = 0; n < warmUp + times; n++) taken.push(await take(n));
  return spreadOf(taken.slice(warmUp));
}

/** What a test waits for before it begins: a simulator of its own in its process, or a copy of a world that is there. */
export async function kit({ subscriptions, scenarios, samples }: KitOptions): Promise<readonly Figure[]> {
  await using crowd = await startCrowd({ subscriptions, days: 1 });
  const { worlds } = crowd.simulator;
  const files = globSync('scenarios/*.yaml').slice(0, scenarios);
  const forked = (n: number): Promise<number> => milliseconds(() => worlds.fork('default', `copy-${n}`));
  return [
    {
      what: 'kit: a simulator in process, once warm, to its first answer and its end',
      unit: 'ms',
      spread: await measured(samples, startOnce),
      wanted: { atMost: 30 },
    },
    {
      what: `kit: fork of a world with ${subscriptions.toLocaleString('en-US')} subscriptions`,
      unit: 'ms',
      spread: await measured(samples, forked),
      wanted: { atMost: 50 },
    },
    {
      what: `kit: ${files.length} scenarios together`,
      unit: 's',
      spread: await measured(samples, () => scenariosTogether(files)),
      wanted: { atMost: 10 },
    },
  ];
}
