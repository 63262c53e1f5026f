import type { State } from '../state/state.ts';
import { addMonths, day, dayOf, type Instant, later, monthOf, startOf } from '../time.ts';

type Runs = Pick<State, 'invoiceRunAt'>;

/** `YYYY-MM`, some months before that of the next invoice run. */
const monthBeforeRun = ({ invoiceRunAt }: Runs, months: number): string =>
  addMonths(dayOf(invoiceRunAt), -months).slice(0, 7);

/** The month on whose invoice use goes: its own, or the first that is still to be billed (MET-09). */
export const usageMonth = (usedAt: Instant, runs: Runs): string =>
  later(monthOf(usedAt), monthBeforeRun(runs, 1));

/** From when on every accepted event is remembered: the month that was billed last. */
export const usageKeptSince = (runs: Runs): Instant => startOf(day(`${monthBeforeRun(runs, 2)}-01`));
