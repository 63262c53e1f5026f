import { monthBilledAt } from '../due.ts';
import type { State } from '../state/state.ts';
import { addMonths, day, type Instant, later, monthOf, startOf } from '../time.ts';

/** The month on whose invoice use goes: its own, or the first that is still to be billed (MET-09). */
export const usageMonth = (usedAt: Instant, { invoiceRunAt }: Pick<State, 'invoiceRunAt'>): string =>
  later(monthOf(usedAt), monthBilledAt(invoiceRunAt));

/** From when on every accepted event is remembered: the month that was billed last. */
export const usageKeptSince = ({ invoiceRunAt }: Pick<State, 'invoiceRunAt'>): Instant =>
  startOf(addMonths(day(`${monthBilledAt(invoiceRunAt)}-01`), -1));
