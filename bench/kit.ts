import { performance } from 'node:perf_hooks';
import { startSimulator } from '@marketsim/test-kit';
import { startCrowd } from './lib/crowd.ts';
import { type Figure, spreadOf } from './lib/figures.ts';

/** How much is measured. */
export interface KitOptions {
  /** Subscriptions of the world that is forked. */
  readonly subscriptions: number;
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

async function measured(times: number, take: (n: number) => Promise<number>): Promise<Figure['spread']> {
  const taken: number[] = [];
  for (let n = 0; n < warmUp + times; n++) taken.push(await take(n));
  return spreadOf(taken.slice(warmUp));
}

/** What a test waits for before it begins: a simulator of its own in its process, or a copy of a world that is there. */
export async function kit({ subscriptions, samples }: KitOptions): Promise<readonly Figure[]> {
  await using crowd = await startCrowd({ subscriptions, days: 1 });
  const { worlds } = crowd.simulator;
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
  ];
}
