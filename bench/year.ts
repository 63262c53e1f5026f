import { startCrowd } from './lib/crowd.ts';
import { type Figure, spreadOf } from './lib/figures.ts';
import { collectGarbage } from './lib/heap.ts';
import { type Took, timed } from './lib/measure.ts';

/** How much is measured: a year of a big world, and of as many small ones as have as much to do together. */
export interface YearOptions {
  /** Subscriptions of the big world. */
  readonly big: number;
  readonly small: number;
  readonly samples: number;
}

/** Purchases fall on the days that every month has, so that each subscription renews on twelve days of the year. */
const days = 28;
const monthsOfYear = 12;

/** A year, or several of as many worlds. */
interface Year extends Took {
  /** Renewals and invoice runs. */
  readonly dueWork: number;
}

async function yearOf(subscriptions: number): Promise<Year> {
  await using crowd = await startCrowd({ subscriptions, days });
  const { engine } = crowd.world;
  collectGarbage();
  const before = engine.seq();
  const took = await timed(() => crowd.simulator.advance('P1Y'));
  const happened = engine.events(before);
  const count = (wanted: string): number => happened.filter(({ type }) => type === wanted).length;
  const [renewals, invoiceRuns] = [count('TermStarted'), count('InvoiceRunCompleted')];
  if (renewals !== subscriptions * monthsOfYear || invoiceRuns !== monthsOfYear) {
    throw new Error(`${renewals} renewals and ${invoiceRuns} invoice runs of ${subscriptions} subscriptions`);
  }
  return { ...took, dueWork: renewals + invoiceRuns };
}

async function yearsOf(worlds: number, subscriptions: number): Promise<Year> {
  let sum: Year = { real: 0, processor: 0, dueWork: 0 };
  for (let n = 0; n < worlds; n++) {
    const { real, processor, dueWork } = await yearOf(subscriptions);
    sum = { real: sum.real + real, processor: sum.processor + processor, dueWork: sum.dueWork + dueWork };
  }
  return sum;
}

/** Microseconds of the processor. */
const perDue = ({ processor, dueWork }: Year): number => (processor * 1_000_000) / dueWork;

/** A year over many monthly subscriptions of whom no publisher is told, as the clock's driver goes through it. */
export async function year({ big, small, samples }: YearOptions): Promise<readonly Figure[]> {
  await yearOf(small);
  const taken: { readonly few: Year; readonly many: Year }[] = [];
  for (let n = 0; n < samples; n++) {
    taken.push({ few: await yearsOf(Math.round(big / small), small), many: await yearOf(big) });
  }
  const [few, many] = [small, big].map((count) => `${count.toLocaleString('en-US')} subscriptions`);
  return [
    {
      what: `year: time of a renewal, ${many} ÷ ${few}`,
      unit: '',
      spread: spreadOf(taken.map((each) => perDue(each.many) / perDue(each.few))),
      wanted: { atLeast: 0.8, atMost: 1.2 },
    },
    {
      what: `year: time of a renewal, ${many}`,
      unit: 'µs',
      spread: spreadOf(taken.map((each) => perDue(each.many))),
    },
    {
      what: `year: time of a renewal, ${few}`,
      unit: 'µs',
      spread: spreadOf(taken.map((each) => perDue(each.few))),
    },
    {
      what: `year: ${many}`,
      unit: 's',
      spread: spreadOf(taken.map((each) => each.many.real)),
      wanted: { atMost: 10 },
    },
  ];
}
