import type { Day, Instant, Settings } from '@marketsim/core';
import { dateOf, midnight, monthsAfter } from '../calendar.ts';

/** The last invoice run that was done, and when the next one is due (BIL-13). */
export interface InvoiceRun {
  /** `YYYY-MM`, the month that it billed. */
  readonly month: string;
  readonly dueAt: Instant;
  readonly nextAt: Instant;
}

/** The month after one, both `YYYY-MM`. */
export const monthAfter = (month: string): string => monthsAfter(`${month}-01` as Day, 1).slice(0, 7);

/** The run of a month, due when it was; the next one bills the month after it, on the day that is set now. */
export function runAfter(month: string, dueAt: Instant, settings: Settings): InvoiceRun {
  const nextMonth = monthsAfter(`${month}-01` as Day, 2).slice(0, 8);
  const day = String(settings['invoice.day']).padStart(2, '0');
  return { month, dueAt, nextAt: midnight(`${nextMonth}${day}` as Day) };
}

/** As if the month before a world's beginning had been billed with its beginning. */
export const firstRun = (at: Instant, settings: Settings): InvoiceRun =>
  runAfter(monthsAfter(dateOf(at), -1).slice(0, 7), at, settings);
