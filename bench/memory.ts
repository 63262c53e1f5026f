import { startCrowd } from './lib/crowd.ts';
import { type Figure, spreadOf } from './lib/figures.ts';
import { heapInUse } from './lib/heap.ts';

/** How much is measured. */
export interface MemoryOptions {
  /** Subscriptions of the big world. */
  readonly big: number;
  readonly small: number;
  readonly samples: number;
}

const bytesPerMegabyte = 1_000_000;

/** Bytes of the heap. */
interface Heap {
  readonly bought: number;
  readonly yearLater: number;
}

/** What a world takes with so many active subscriptions, and what once it has gone through a year. */
async function heapOf(subscriptions: number): Promise<Heap> {
  const before = await heapInUse();
  await using crowd = await startCrowd({ subscriptions, days: 1 });
  const bought = (await heapInUse()) - before;
  await crowd.simulator.advance('P1Y');
  return { bought, yearLater: (await heapInUse()) - before };
}

/** What a world with many subscriptions takes of the heap once the garbage is gone. */
export async function memory({ big, small, samples }: MemoryOptions): Promise<readonly Figure[]> {
  await heapOf(small);
  const taken: { readonly few: Heap; readonly many: Heap }[] = [];
  for (let n = 0; n < samples; n++) taken.push({ few: await heapOf(small), many: await heapOf(big) });
  const [few, many] = [small, big].map((count) => `${count.toLocaleString('en-US')} subscriptions`);
  const megabytes = (of: (heap: Heap) => number): Pick<Figure, 'unit' | 'spread'> => ({
    unit: 'MB',
    spread: spreadOf(taken.map((each) => of(each.many) / bytesPerMegabyte)),
  });
  return [
    {
      what: `memory: of a subscription, ${many} ÷ ${few}`,
      unit: '',
      spread: spreadOf(taken.map((each) => each.many.bought / big / (each.few.bought / small))),
    },
    { what: `memory: ${many}`, ...megabytes(({ bought }) => bought) },
    { what: `memory: ${many}, a year later`, ...megabytes(({ yearLater }) => yearLater) },
  ];
}
