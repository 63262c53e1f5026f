import { type Figure, spreadOf } from './lib/figures.ts';
import { startLeanExpress } from './lib/lean-express.ts';
import { type Rate, rateOf } from './lib/load.ts';
import { type Market, startMarket } from './lib/market.ts';
import { storeCrowd } from './lib/stored-crowd.ts';

/** How much is measured. */
export interface ReadsOptions {
  readonly subscriptions: number;
  readonly perCustomer: number;
  /** Of one measurement of one server. */
  readonly seconds: number;
  readonly samples: number;
}

/** What is read, and the least ratio to the baseline that is wanted. */
const reads = [
  {
    name: 'a subscription',
    urlIn: ({ subscriptionsUrl, said }: Market) => `${subscriptionsUrl}/${said.subscriptionIds[0]}`,
    atLeast: 0.5,
  },
  {
    name: "a customer's list",
    urlIn: ({ subscriptionsUrl }: Market) => subscriptionsUrl,
    atLeast: 0.15,
  },
] as const;

type Read = (typeof reads)[number];

const connectionCounts = [10, 50] as const;

interface Rates {
  readonly ours: Rate;
  readonly lean: Rate;
}

/** What the simulator answers, which the baseline is to answer too. */
async function textAt(url: string, { headers }: Market): Promise<string> {
  const response = await fetch(url, { headers });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}

async function ratesOf(
  market: Market,
  url: string,
  { seconds, samples }: ReadsOptions,
): Promise<ReadonlyMap<number, readonly Rates[]>> {
  const { headers } = market;
  await using lean = await startLeanExpress({ text: await textAt(url, market) });
  const sample = async (connections: number): Promise<Rates> => ({
    lean: await rateOf({ server: lean, url: lean.url, connections, seconds }),
    ours: await rateOf({ server: market, url, headers, connections, seconds }),
  });
  const taken = new Map<number, Rates[]>(connectionCounts.map((connections) => [connections, []]));
  for (const connections of taken.keys()) await sample(connections);
  for (let n = 0; n < samples; n++) {
    for (const [connections, rates] of taken) rates.push(await sample(connections));
  }
  return taken;
}

function figuresOf({ name, atLeast }: Read, connections: number, rates: readonly Rates[]): readonly Figure[] {
  const figure = (what: string, unit: string, of: (rates: Rates) => number): Figure => ({
    what: `reads, ${name}, ${connections} connections: ${what}`,
    unit,
    spread: spreadOf(rates.map(of)),
  });
  return [
    {
      ...figure('÷ lean Express', '', ({ ours, lean }) => ours.processor / lean.processor),
      wanted: { atLeast },
    },
    figure('÷ lean Express, in real time', '', ({ ours, lean }) => ours.real / lean.real),
    figure('answers', '/s', ({ ours }) => ours.real),
    figure('lean Express', '/s', ({ lean }) => lean.real),
  ];
}

/** Reads of a partner's application that has signed in, against the least that Express takes for such an answer. */
export async function readsOverHttp(options: ReadsOptions): Promise<readonly Figure[]> {
  const { subscriptions, perCustomer } = options;
  await using stored = await storeCrowd({ subscriptions, perCustomer, days: 1 });
  await using market = await startMarket(stored.path);
  const figures: Figure[] = [];
  for (const read of reads) {
    const taken = await ratesOf(market, read.urlIn(market), options);
    for (const [connections, rates] of taken) figures.push(...figuresOf(read, connections, rates));
  }
  return figures;
}
