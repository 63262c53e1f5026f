import { type Charge, type PublisherStatement, publisherStatement } from '@marketsim/core';
import { billingMonth } from '../chronicle/books.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { costOf, keyOfLine } from '../chronicle/use.ts';
import type { EndLaw, Finding } from '../law.ts';
import type { View } from '../view.ts';

/** What a publisher must get: each line by a name that tells it from others, with its amount, and the fee on all. */
interface Owed {
  readonly lines: Map<string, number>;
  subtotal: number;
  /** In hundredths of a minor unit. */
  fee: number;
}

type About = Pick<PublisherStatement, 'publisherId' | 'currency' | 'month'>;

const textOf = ({ publisherId, currency, month }: About): string => `${publisherId} ${currency} ${month}`;

const nameOf = (line: Charge): string => (line.usage ? keyOfLine(line) : line.id);

/** What is posted, and what use would come to that is on no line yet, by publisher, currency and month (BIL-30). */
function owed(chronicle: Chronicle): ReadonlyMap<string, Owed> {
  const { books, uses, lives, settings, offerOf } = chronicle;
  const all = new Map<string, Owed>();
  const add = (about: About, name: string, amount: number, fee: number): void => {
    const known = all.get(textOf(about)) ?? { lines: new Map<string, number>(), subtotal: 0, fee: 0 };
    known.lines.set(name, amount);
    known.subtotal += amount;
    known.fee += amount * fee;
    all.set(textOf(about), known);
  };
  for (const { charge } of books.order) {
    const { currency, amount, agencyFee = 0 } = charge;
    const publisherId = offerOf(charge)?.publisherId ?? '';
    add({ publisherId, currency, month: billingMonth(charge) }, nameOf(charge), amount, agencyFee);
  }
  for (const [key, { lineId, subscriptionId, month, sum, price }] of uses.lines) {
    const life = lives.get(subscriptionId);
    if (lineId !== undefined || !life) continue;
    const { publisherId, currency } = life;
    add({ publisherId, currency, month }, key, costOf(sum, price, currency), settings['fee.agency']);
  }
  return all;
}

/** Half of a minor unit away from zero. */
const rounded = (hundredths: number): number =>
  Math.sign(hundredths) * Math.round(Math.abs(hundredths) / 100);

function statementFault(
  { lines, subtotal, fee, payout }: PublisherStatement,
  wanted: Owed,
): string | undefined {
  const known = lines.filter((line) => wanted.lines.get(nameOf(line)) === line.amount).length;
  if (known !== wanted.lines.size || lines.length !== known)
    return `${lines.length} lines, ${known} of them of the ${wanted.lines.size} that there are`;
  const keeps = rounded(wanted.fee);
  const [shown, should] = [
    [subtotal, fee, payout].join(' '),
    [wanted.subtotal, keeps || 0, wanted.subtotal - keeps].join(' '),
  ];
  return shown === should ? undefined : `subtotal, fee and payout of ${shown}, not ${should}`;
}

const nothing: Owed = { lines: new Map(), subtotal: 0, fee: 0 };

/** Statements of which a month, a currency or a publisher has lines; all others are empty. */
function judged(chronicle: Chronicle, { engine: { state }, now }: View): readonly Finding[] {
  const all = owed(chronicle);
  const keys = [...all.keys()].map((key) => key.split(' ') as [string, string, string]);
  const publishers = new Set(keys.map(([publisherId]) => publisherId));
  const places = new Set(keys.map(([, currency, month]) => `${currency} ${month}`));
  return [...publishers].flatMap((publisherId) =>
    [...places].flatMap((place) => {
      const [currency = '', month = ''] = place.split(' ');
      const about = { publisherId, currency, month };
      const statement = publisherStatement(about, { state, now });
      const found = statementFault(statement, all.get(textOf(about)) ?? nothing);
      return found === undefined ? [] : [{ subject: textOf(about), found }];
    }),
  );
}

/** What publishers get (RB 15.3). */
export const statementLaws: readonly EndLaw[] = [
  {
    id: 'INV-71',
    kind: 'end',
    says: 'A publisher is told of each of its lines once, with the use that no invoice has yet, and gets what they come to less the fee on each.',
    rules: ['BIL-30', 'MET-08'],
    review: judged,
  },
];
