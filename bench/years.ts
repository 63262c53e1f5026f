import { startCrowd } from './lib/crowd.ts';
import { type Figure, spreadOf } from './lib/figures.ts';
import { collectGarbage } from './lib/heap.ts';
import { type Took, timed } from './lib/measure.ts';

/** How much is measured: years of a big world, and of as many small ones as have as much to do together. */
export interface YearsOptions {
  readonly years: 1 | 3;
  /** Subscriptions of the big world. */
  readonly big: number;
  readonly small: number;
  readonly samples: number;
}

/** Purchases fall on the days that every month has, so that each subscription renews on twelve days of the year. */
const days = 28;
const monthsOfYear = 12;

/** Years of one world, or of several. */
interface Passed extends Took {
  /** Renewals and invoice runs. */
  readonly dueWork: number;
  readonly facts: number;
}

async function passedIn(subscriptions: number, years: number): Promise<Passed> {
  await using crowd = await startCrowd({ subscriptions, days });
  const { engine } = crowd.world;
  collectGarbage();
  const before = engine.seq();
  const took = await timed(() => crowd.simulator.advance(`P${years}Y`));
  const happened = engine.events(before);
  const count = (wanted: string): number => happened.filter(({ type }) => type === wanted).length;
  const [renewals, invoiceRuns] = [count('TermStarted'), count('InvoiceRunCompleted')];
  const months = years * monthsOfYear;
  if (renewals !== subscriptions * months || invoiceRuns !== months) {
    throw new Error(`${renewals} renewals and ${invoiceRuns} invoice runs of ${subscriptions} subscriptions`);
  }
  return { ...took, dueWork: renewals + invoiceRuns, facts: happened.length };
}

async function passedInAll(worlds: number, subscriptions: number, years: number): Promise<Passed> {
  let sum: Passed = { real: 0, processor: 0, dueWork: 0, facts: 0 };
  for (let n = 0; n < worlds; n++) {
    const passed = await passedIn(subscriptions, years);
    sum = {
      real: sum.real + passed.real,
      processor: sum.processor + passed.processor,
      dueWork: sum.dueWork + passed.dueWork,
      facts: sum.facts + passed.facts,
    };
  }
  return sum;
}

/** Microseconds of the processor. */
const perDue = ({ processor, dueWork }: Passed): number => (processor * 1_000_000) / dueWork;

const inWords = (size: number): string => `${size.toLocaleString('en-US')} subscriptions`;

/** Years over many monthly subscriptions of whom no publisher is told, as the clock's driver goes through them. */
export async function years({ years: count, big, small, samples }: YearsOptions): Promise<readonly Figure[]> {
  await passedIn(small, count);
  const taken: { readonly few: Passed; readonly many: Passed }[] = [];
  for (let n = 0; n < samples; n++) {
    const worlds = Math.round(big / small);
    taken.push({ few: await passedInAll(worlds, small, count), many: await passedIn(big, count) });
  }
  const name = count === 1 ? 'year' : 'years';
  const [few, many] = [inWords(small), inWords(big)];
  const figure = (what: string, unit: string, of: (each: (typeof taken)[number]) => number): Figure => ({
    what: `${name}: ${what}`,
    unit,
    spread: spreadOf(taken.map(of)),
  });
  return [
    {
      ...figure(`time of a renewal, ${many} ÷ ${few}`, '', (each) => perDue(each.many) / perDue(each.few)),
      wanted: { atLeast: 0.8, atMost: 1.2 },
    },
    figure(`time of a renewal, ${many}`, 'µs', (each) => perDue(each.many)),
    figure(`time of a renewal, ${few}`, 'µs', (each) => perDue(each.few)),
    figure(`facts, ${many}`, '/s', (each) => each.many.facts / each.many.real),
    { ...figure(many, 's', (each) => each.many.real), wanted: { atMost: count * 10 } },
  ];
}
