import { monthBilledAt } from '../due.ts';
import type { State } from '../state/state.ts';
import { addMonths, day, type Instant, later, monthOf, startOf } from '../time.ts';

/** The month on whose invoice use goes: its own, or the first that is still to be billed (MET-09). */
export const usageMonth = (usedAt: Instant, { invoiceRunAt }: Pick<State, 'invoiceRunAt'>): string =>
  later(monthOf(usedAt), monthBilledAt(invoiceRunAt));

/** The running month, or the one before it while its invoice is still to be made (BIL-14). */
export type UnbilledPeriod = 'current' | 'previous';

/** The month, `YYYY-MM`, that is meant at an instant. */
export const unbilledMonth = (period: UnbilledPeriod, now: Instant): string =>
  addMonths(day(`${monthOf(now)}-01`), period === 'current' ? 0 : -1).slice(0, 7);

/** From when on every accepted event is remembered: the month that was billed last. */
export const usageKeptSince = ({ invoiceRunAt }: Pick<State, 'invoiceRunAt'>): Instant =>
  startOf(addMonths(day(`${monthBilledAt(invoiceRunAt)}-01`), -1));
