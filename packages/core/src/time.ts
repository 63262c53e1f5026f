import { Temporal } from 'temporal-polyfill';
import { declareRules } from './rule.ts';

declare const instantBrand: unique symbol;
declare const dayBrand: unique symbol;

/** A moment in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`. Fixed width, so `<` compares moments (GEN-01). */
export type Instant = string & { readonly [instantBrand]: true };

/** A UTC calendar date, `YYYY-MM-DD`. Fixed width, so `<` compares dates (GEN-01). */
export type Day = string & { readonly [dayBrand]: true };

/** A half-open range of days: `end` is the first day that no longer belongs to it. */
export interface DayRange {
  readonly start: Day;
  readonly end: Day;
}

export const timeRules = declareRules({
  'GEN-01': {
    says: 'Every instant and date is UTC; windows are instants, service periods are dates.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
  'GEN-02': {
    says: 'On the wire an end date is the last day included; inside the engine it is the day after.',
    source: 'https://learn.microsoft.com/partner-center/developer/cancel-an-azure-marketplace-subscription',
    confidence: 'D',
  },
  'BIL-02': {
    says: 'Billing period n runs between the anchor date plus n and plus n+1 cycles, always counted from the anchor.',
    source: 'https://learn.microsoft.com/partner-center/license-based-billing',
    confidence: 'D',
  },
  'BIL-03': {
    says: 'When a month lacks the anchor day its last day is used; later periods return to the anchor day.',
    source: 'https://learn.microsoft.com/partner-center/license-based-billing',
    confidence: 'P',
  },
});

const remembered = 10_000;

/** Keeps answers until there are too many: the same few are asked for over and over, and a calendar takes its time. */
function remembering<Answer>(): (question: string, answer: () => Answer) => Answer {
  const answers = new Map<string, Answer>();
  return (question, answer) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const made = answer();
    if (answers.size >= remembered) answers.clear();
    answers.set(question, made);
    return made;
  };
}

const asInstant = (text: string): Instant => text as Instant;
const asDay = (text: string): Day => text as Day;

const render = (epochMs: number): Instant =>
  asInstant(Temporal.Instant.fromEpochMilliseconds(epochMs).toString({ fractionalSecondDigits: 3 }));

/** Reads an ISO 8601 moment with offset or `Z`; throws a RangeError on anything else. Precision beyond milliseconds is cut. */
export const instant = (text: string): Instant => render(Temporal.Instant.from(text).epochMilliseconds);

/** Where a world's time ends: what is due after its last moment, such as the end of a term, has a year of four digits still. */
export const endOfTime = asInstant('9800-01-01T00:00:00.000Z');

/** Whether a world can be at a moment: in the years 0 to 9799. */
export const isWorldTime = (at: Instant): boolean => at.length === endOfTime.length && at < endOfTime;

/** Reads `YYYY-MM-DD`; throws a RangeError on anything else. */
export const day = (text: string): Day => asDay(Temporal.PlainDate.from(text).toString());

/** Milliseconds since 1970-01-01T00:00Z. */
export const epochMs = (at: Instant): number => Temporal.Instant.from(at).epochMilliseconds;

/** The moment `ms` milliseconds later (earlier when negative). */
export const plusMs = (at: Instant, ms: number): Instant => render(epochMs(at) + ms);

/** The moment one ISO 8601 duration later, in UTC calendar units (31 January + P1M = last day of February). */
export const plus = (at: Instant, duration: string): Instant =>
  render(
    Temporal.Instant.from(at).toZonedDateTimeISO('UTC').add(Temporal.Duration.from(duration)).toInstant()
      .epochMilliseconds,
  );

const lengths = remembering<number>();

/** Milliseconds of a duration made of weeks, days (24 h each) and time; throws a RangeError for years and months. */
export const durationMs = (duration: string): number =>
  lengths(duration, () => {
    const parsed = Temporal.Duration.from(duration);
    if (parsed.years !== 0 || parsed.months !== 0) throw new RangeError(`${duration} has no exact length`);
    const { weeks, days, hours, minutes, seconds, milliseconds } = parsed;
    return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  });

/** The later of two moments, or of two months. */
export const later = <T extends string>(a: T, b: T): T => (a > b ? a : b);

/** The UTC date of a moment. */
export const dayOf = (at: Instant): Day => asDay(at.slice(0, 10));

const starts = remembering<Instant>();

/** 00:00:00.000Z of a date: where periods begin and end (GEN-05). */
export const startOf = (date: Day): Instant => starts(date, () => asInstant(`${date}T00:00:00.000Z`));

const sums = remembering<Day>();

const sum = (date: Day, unit: 'months' | 'days', count: number): Day =>
  sums(`${date} ${unit} ${count}`, () =>
    asDay(
      Temporal.PlainDate.from(date)
        .add({ [unit]: count })
        .toString(),
    ),
  );

/** Calendar months after `date`, clamped to the last day of the target month (BIL-03). */
export const addMonths = (date: Day, months: number): Day => sum(date, 'months', months);

/** Calendar months after `date`, a day that the month lacks counted on into the next one: 31 January is followed by 2 or 3 March (SF 5.3). */
export const addMonthsOverflowing = (date: Day, months: number): Day =>
  addDays(addMonths(asDay(`${date.slice(0, 8)}01`), months), Number(date.slice(8)) - 1);

export const addDays = (date: Day, days: number): Day => sum(date, 'days', days);

const lengthsInDays = remembering<number>();

/** Whole days from `start` up to, not including, `end`. */
export const daysBetween = (start: Day, end: Day): number =>
  lengthsInDays(
    `${start} ${end}`,
    () => Temporal.PlainDate.from(start).until(Temporal.PlainDate.from(end)).days,
  );

const wireEnds = remembering<Day>();

/** The last day included in a range: what the wire calls its end (GEN-02). */
export const wireEnd = (end: Day): Day => wireEnds(end, () => addDays(end, -1));

/** The wire's end of a range as a moment, with the time of day of `from` (GEN-02). */
export const wireEndAt = (end: Day, from: Instant): Instant => asInstant(`${wireEnd(end)}${from.slice(10)}`);

/** `YYYY-MM`: the billing month of a moment (BIL-12). */
export const monthOf = (at: Instant): string => at.slice(0, 7);
