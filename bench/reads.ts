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

/** How much longer than each measurement a server is under load before the first: until it is compiled for it. */
const warmUp = 4;

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

/** Measures one kind of read, once by each number of connections. */
async function measure(market: Market, read: Read, seconds: number): Promise<readonly Rates[]> {
  const { headers } = market;
  const url = read.urlIn(market);
  await using lean = await startLeanExpress({ text: await textAt(url, market) });
  const sample = async (connections: number, length: number): Promise<Rates> => ({
    lean: await rateOf({ server: lean, url: lean.url, connections, seconds: length }),
    ours: await rateOf({ server: market, url, headers, connections, seconds: length }),
  });
  const rates: Rates[] = [];
  await sample(Math.max(...connectionCounts), warmUp * seconds);
  for (const connections of connectionCounts) rates.push(await sample(connections, seconds));
  return rates;
}

function figuresOf({ name, atLeast }: Read, connections: number, rates: readonly Rates[]): readonly Figure[] {
  const figure = (what: string, unit: string, of: (rates: Rates) => number): Figure => ({
    what: `reads, ${name}, ${connections} connections: ${what}`,
    unit,
    spread: spreadOf(rates.map(of)),
  });
  const ratio = (of: keyof Rate) => (each: Rates) => each.ours[of] / each.lean[of];
  return [
    { ...figure('÷ lean Express', '', ratio('real')), wanted: { atLeast } },
    figure('÷ lean Express, by processor time', '', ratio('processor')),
    figure('answers', '/s', ({ ours }) => ours.real),
    figure('lean Express', '/s', ({ lean }) => lean.real),
  ];
}

/** Reads of a partner's application that has signed in, against the least that Express takes for such an answer. */
export async function readsOverHttp(options: ReadsOptions): Promise<readonly Figure[]> {
  const { subscriptions, perCustomer, seconds, samples } = options;
  await using stored = await storeCrowd({ subscriptions, perCustomer, days: 1 });
  const taken = reads.map((read) => ({ read, rates: connectionCounts.map((): Rates[] => []) }));
  for (let n = 0; n < samples; n++) {
    // How well a process is compiled is a matter of luck: each sample has processes of its own.
    await using market = await startMarket(stored.path);
    for (const { read, rates } of taken) {
      const measured = await measure(market, read, seconds);
      for (const [at, each] of measured.entries()) rates[at]?.push(each);
    }
  }
  return taken.flatMap(({ read, rates }) =>
    connectionCounts.flatMap((connections, at) => figuresOf(read, connections, rates[at] ?? [])),
  );
}
