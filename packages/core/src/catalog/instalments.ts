import type { Micro } from '../money.ts';
import { addDays, type DayRange } from '../time.ts';

/** A part of what a term costs, and when it is charged (BIL-31). */
export interface Instalment {
  /** Days after the first day of the term; of the first instalment 0. */
  readonly afterDays: number;
  readonly amount: Micro;
}

/** Most instalments of one term (BIL-31). */
export const instalmentsAtMost = 70;

/** The stretch of a term that an instalment pays for: until the next one is charged, at last until the term ends. */
export function instalmentRange(
  term: DayRange,
  instalments: readonly Instalment[],
  number: number,
): DayRange {
  const startOf = ({ afterDays }: Instalment) => addDays(term.start, afterDays);
  const [instalment, next] = instalments.slice(number - 1, number + 1);
  return {
    start: instalment ? startOf(instalment) : term.start,
    end: next ? startOf(next) : term.end,
  };
}
