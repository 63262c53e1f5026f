import type { Day, Instant } from '@marketsim/core';

/*
 * The calendar as the laws count it: proleptic Gregorian, UTC, in whole numbers. It owes nothing to the calendar that
 * the engine decides with.
 */

const millisecondsPerDay = 86_400_000;

const pad = (n: number, length: number): string => String(n).padStart(length, '0');

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysPerMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month, counted from 1. */
const monthLength = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (daysPerMonth[month - 1] ?? 0);

const partsOf = (text: string): readonly [year: number, month: number, day: number] => [
  Number(text.slice(0, 4)),
  Number(text.slice(5, 7)),
  Number(text.slice(8, 10)),
];

const dayFrom = (year: number, month: number, day: number): Day =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as Day;

/** Days from 0000-03-01 to the date: years begin in March, so that a leap day ends one. */
function dayNumber(date: Day): number {
  const [year, month, day] = partsOf(date);
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + Math.floor((153 * m + 2) / 5) + day - 1;
}

/** Whole days from `start` up to, not including, `end`. */
export const daysFrom = (start: Day, end: Day): number => dayNumber(end) - dayNumber(start);

/** The date `months` months after another, on the last day of the month where it lacks the day (BIL-03). */
export function monthsAfter(date: Day, months: number): Day {
  const [year, month, day] = partsOf(date);
  const count = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  return dayFrom(y, m, Math.min(day, monthLength(y, m)));
}

/** The date `days` days after another; negative ones are before it. */
export function daysAfter(date: Day, days: number): Day {
  let [year, month, day] = partsOf(date);
  day += days;
  while (day < 1) {
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    day += monthLength(year, month);
  }
  while (day > monthLength(year, month)) {
    day -= monthLength(year, month);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return dayFrom(year, month, day);
}

/** Milliseconds from 0000-03-01T00:00Z to the moment. */
function milliseconds(at: Instant): number {
  const [hours, minutes] = [Number(at.slice(11, 13)), Number(at.slice(14, 16))];
  const ms = Number(at.slice(17, 19)) * 1000 + Number(at.slice(20, 23));
  return dayNumber(dateOf(at)) * millisecondsPerDay + (hours * 60 + minutes) * 60_000 + ms;
}

/** Milliseconds from one moment to another; negative when `to` is the earlier one. */
export const millisecondsFrom = (from: Instant, to: Instant): number => milliseconds(to) - milliseconds(from);

/** The moment `ms` milliseconds after another; negative ones are before it. */
export function after(at: Instant, ms: number): Instant {
  const date = dateOf(at);
  const total = milliseconds(at) - dayNumber(date) * millisecondsPerDay + ms;
  const days = Math.floor(total / millisecondsPerDay);
  const rest = total - days * millisecondsPerDay;
  const [hours, minutes] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60];
  const [seconds, fraction] = [Math.floor(rest / 1000) % 60, rest % 1000];
  const time = `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(fraction, 3)}`;
  return `${daysAfter(date, days)}T${time}Z` as Instant;
}

/** The UTC date of a moment. */
export const dateOf = (at: Instant): Day => at.slice(0, 10) as Day;

/** The first moment of a date. */
export const midnight = (date: Day): Instant => `${date}T00:00:00.000Z` as Instant;

const shape = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/;

/** Milliseconds of a duration of weeks, days, hours, minutes and seconds, such as `P1DT12H`. */
export function lengthOf(duration: string): number {
  const found = shape.exec(duration);
  if (!found) throw new RangeError(`${duration} has no exact length`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1, 6)
    .map((n) => Number(n ?? 0));
  const fraction = Number((found[6] ?? '').padEnd(3, '0'));
  return ((weeks * 7 + days) * 24 + hours) * 3_600_000 + minutes * 60_000 + seconds * 1000 + fraction;
}
