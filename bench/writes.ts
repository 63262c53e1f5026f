import { join } from 'node:path';
import { ratioOf } from './lib/confidence.ts';
import { type Figure, spreadOf } from './lib/figures.ts';
import { type LeanExpress, startLeanExpress } from './lib/lean-express.ts';
import { type Load, type Rate, rateOf } from './lib/load.ts';
import { type Market, startMarket } from './lib/market.ts';
import { rename, renamingsOf } from './lib/renaming.ts';
import { newFolder, storeCrowd } from './lib/stored-crowd.ts';

/** How much is measured. */
export interface WritesOptions {
  /** Subscriptions that are stored: few, and many. */
  readonly few: number;
  readonly many: number;
  /** Of one measurement of one server. */
  readonly seconds: number;
  readonly rounds: number;
}

const connections = 50;

/** How much longer than each measurement a server is under load before the first: until it is compiled for it. */
const warmUp = 20;

interface Servers {
  readonly few: Market;
  readonly many: Market;
  readonly lean: LeanExpress;
}

type Name = keyof Servers;
type Rates = Readonly<Record<Name, readonly Rate[]>>;

const names = ['lean', 'few', 'many'] as const satisfies readonly Name[];

/** Who is measured first changes from round to round: what disturbs one of them disturbs the others as often. */
async function ratesOf(servers: Servers, { seconds, rounds }: WritesOptions): Promise<Rates> {
  const loads = loadsOn(servers);
  const taken: Record<Name, Rate[]> = { lean: [], few: [], many: [] };
  for (const name of names) await rateOf({ ...loads[name], connections, seconds: warmUp * seconds });
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      taken[name].push(await rateOf({ ...loads[name], connections, seconds }));
    }
  }
  return taken;
}

function loadsOn({
  few,
  many,
  lean,
}: Servers): Readonly<Record<Name, Omit<Load, 'connections' | 'seconds'>>> {
  const renamingsIn = (market: Market) => ({
    server: market,
    url: market.said.url,
    requestsOf: (connection: number) => [...renamingsOf(market, connection)],
  });
  // The same bodies and headers: to read them must take the baseline as long.
  const atRoot = (connection: number) => renamingsOf(few, connection).map((each) => ({ ...each, path: '/' }));
  return {
    few: renamingsIn(few),
    many: renamingsIn(many),
    lean: { server: lean, url: lean.url, requestsOf: atRoot },
  };
}

function figuresOf(rates: Rates, { few, many }: WritesOptions): readonly Figure[] {
  const [fewStored, manyStored] = [few, many].map((count) => `${count.toLocaleString('en-US')} stored`);
  const ratio = (upper: Name, lower: Name, of: keyof Rate) =>
    ratioOf(rates[upper].map((rate, n) => ({ upper: rate[of], lower: rates[lower][n]?.[of] ?? 0 })));
  const answers = (what: string, name: Name): Figure => ({
    what: `writes, ${what}`,
    unit: '/s',
    spread: spreadOf(rates[name].map(({ real }) => real)),
  });
  const same = { isInterval: true, wanted: { atLeast: 0.9, atMost: 1.1 }, unit: '' } as const;
  const half = { isInterval: true, wanted: { atLeast: 0.5 }, unit: '' } as const;
  return [
    { ...half, what: `writes, ${manyStored}: ÷ lean Express`, spread: ratio('many', 'lean', 'real') },
    { ...same, what: `writes: ${manyStored} ÷ ${fewStored}`, spread: ratio('many', 'few', 'real') },
    {
      ...same,
      what: `writes: ${manyStored} ÷ ${fewStored}, by processor time`,
      spread: ratio('many', 'few', 'processor'),
    },
    answers(`${manyStored}: answers`, 'many'),
    answers(`${fewStored}: answers`, 'few'),
    answers('lean Express: answers', 'lean'),
  ];
}

/** Changes that are on the disk before they are answered, against Express that appends as many bytes as safely. */
export async function writesToDisk(options: WritesOptions): Promise<readonly Figure[]> {
  const [subscriptionsPerCustomer, days] = [100, 1];
  const crowd = { perCustomer: subscriptionsPerCustomer, days };
  await using fewStored = await storeCrowd({ ...crowd, subscriptions: options.few });
  await using manyStored = await storeCrowd({ ...crowd, subscriptions: options.many });
  await using folder = await newFolder();
  await using few = await startMarket(fewStored.path);
  await using many = await startMarket(manyStored.path);
  const { text, lineBytes } = await rename(few, fewStored.path);
  const appends = { file: join(folder.path, 'journal.jsonl'), lineBytes };
  await using lean = await startLeanExpress({ text, appends });
  return figuresOf(await ratesOf({ few, many, lean }, options), options);
}
