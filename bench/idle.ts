import { type Checkpoint, createEngine, memoryLog } from '@marketsim/core';
import { startCrowd } from './lib/crowd.ts';
import { type Figure, spreadOf } from './lib/figures.ts';
import { heapInUse } from './lib/heap.ts';

/** How much is measured. */
export interface IdleOptions {
  /** Subscriptions of the big world. */
  readonly big: number;
  readonly small: number;
  readonly samples: number;
}

const bytesPerKilobyte = 1000;

/** A world as text outside the heap, without its history and its ledger. */
interface Bare {
  readonly bytes: Buffer;
  readonly place: number;
}

async function bareWorldOf(subscriptions: number): Promise<Bare> {
  await using crowd = await startCrowd({ subscriptions, days: 1 });
  const checkpoint = crowd.world.engine.checkpoint();
  const sections = { ...checkpoint.sections, charges: [], invoices: [] };
  return { bytes: Buffer.from(JSON.stringify({ ...checkpoint, sections })), place: checkpoint.place };
}

/** The same, with each text there once, as it is where facts hand it on from one thing to the next. */
function parsed({ bytes }: Bare): Checkpoint {
  const texts = new Map<string, string>();
  return JSON.parse(bytes.toString(), (_, value) => {
    if (typeof value !== 'string') return value;
    const known = texts.get(value) ?? value;
    texts.set(value, known);
    return known;
  });
}

/** Bytes of the heap that an engine takes which knows the world and has nothing to do. */
async function heapOf(subscriptions: number): Promise<number> {
  const bare = await bareWorldOf(subscriptions);
  const log = { ...memoryLog(), length: bare.place, entries: () => [] };
  const before = await heapInUse();
  const engine = createEngine({ log, checkpoint: parsed(bare) });
  const taken = (await heapInUse()) - before;
  if (engine.state.subscriptions.size !== subscriptions) throw new Error('subscriptions are missing');
  return taken;
}

/** What one more active subscription takes, with its order, its cart, and whatever finds them and knows what is due. */
export async function idle({ big, small, samples }: IdleOptions): Promise<readonly Figure[]> {
  await heapOf(small);
  const taken: number[] = [];
  for (let n = 0; n < samples; n++) {
    const [few, many] = [await heapOf(small), await heapOf(big)];
    taken.push((many - few) / (big - small) / bytesPerKilobyte);
  }
  return [
    {
      what: 'idle: a subscription, without history and ledger',
      unit: 'kB',
      spread: spreadOf(taken),
      wanted: { atMost: 3 },
    },
  ];
}
