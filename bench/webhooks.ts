import { type Crowd, startCrowd } from './lib/crowd.ts';
import { type Figure, spreadOf } from './lib/figures.ts';
import { collectGarbage } from './lib/heap.ts';
import { timed } from './lib/measure.ts';
import { plainCalls, type WebhookCall } from './lib/plain-calls.ts';
import { startReceiver } from './lib/receiver.ts';

/** How much is measured. */
export interface WebhooksOptions {
  readonly deliveries: number;
  readonly samples: number;
}

/** As many calls as an outbox has under way. */
const atOnce = 64;

/** An outbox sends in two ways: along with an advance, and by itself while no advance moves the clock. */
const ways = {
  advance: async ({ world }: Crowd): Promise<void> => {
    await world.clock.settle();
  },
  'no advance': async ({ world: { outbox } }: Crowd): Promise<void> => {
    outbox.idle.kick();
    await outbox.idle.drained();
  },
} as const;

type Way = keyof typeof ways;
const wayNames = ['advance', 'no advance'] as const satisfies readonly Way[];

/** Lets every subscription renew once, and keeps back what its publisher is told of that. */
async function renewHeld({ simulator, world }: Crowd): Promise<void> {
  world.outbox.handling.hold({});
  await simulator.advance('P1M');
}

/** Sends what was kept back: as many deliveries as said, all of which must be accepted at the first try. */
export async function deliver(crowd: Crowd, way: Way, deliveries: number): Promise<void> {
  const { handling, parts } = crowd.world.outbox;
  const freed = handling.release({});
  if (freed !== deliveries) throw new Error(`${freed} deliveries were kept back, not ${deliveries}`);
  await ways[way](crowd);
  const accepted = parts.parcels.all().slice(-deliveries);
  if (accepted.some(({ result, tried }) => result !== 'accepted' || tried !== 0)) {
    throw new Error('not every delivery was accepted at the first try');
  }
}

/** The call that this world made last. */
async function lastCall({ world }: Crowd, url: string): Promise<WebhookCall> {
  const last = world.outbox.parts.parcels.all().at(-1);
  const { settings } = world.engine.state;
  const token = last && (await world.addresses.tokenFor(last.delivery.publisherId, settings));
  if (last?.body === undefined || token === undefined) throw new Error('nothing was delivered');
  return { url, body: last.body, token };
}

/** Calls per second. */
interface Rates {
  readonly delivered: number;
  readonly plain: number;
}

function figuresOf(way: Way, rates: readonly Rates[]): readonly Figure[] {
  const figure = (what: string, of: (rates: Rates) => number): Figure => ({
    what: `webhooks, ${way}: ${what}`,
    unit: '/s',
    spread: spreadOf(rates.map(of)),
  });
  const ratio = figure('deliveries ÷ plain fetch', ({ delivered, plain }) => delivered / plain);
  return [
    { ...ratio, unit: '', wanted: { atLeast: 0.5 } },
    figure('deliveries', ({ delivered }) => delivered),
    figure('plain fetch', ({ plain }) => plain),
  ];
}

/** Deliveries through a world's outbox, against the same calls by `fetch` alone right before. */
export async function webhooks({ deliveries, samples }: WebhooksOptions): Promise<readonly Figure[]> {
  await using receiver = await startReceiver();
  await using crowd = await startCrowd({ subscriptions: deliveries, days: 1, webhookUrl: receiver.url });
  await renewHeld(crowd);
  await deliver(crowd, 'advance', deliveries);
  const call = await lastCall(crowd, receiver.url);

  const sample = async (way: Way): Promise<Rates> => {
    collectGarbage();
    await renewHeld(crowd);
    const baseline = () => plainCalls(call, { count: deliveries, atOnce });
    // The first calls after a collection, or after the sample before, are slower: the baseline must not pay for that.
    await baseline();
    const plain = await timed(baseline);
    const delivered = await timed(() => deliver(crowd, way, deliveries));
    return { plain: deliveries / plain.real, delivered: deliveries / delivered.real };
  };

  const taken: Record<Way, Rates[]> = { advance: [], 'no advance': [] };
  for (const way of wayNames) await sample(way);
  for (let n = 0; n < samples; n++) {
    for (const way of wayNames) taken[way].push(await sample(way));
  }
  return wayNames.flatMap((way) => figuresOf(way, taken[way]));
}
