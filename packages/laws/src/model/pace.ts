import type { Day, PaymentTerm, Settings } from '@marketsim/core';
import { daysAfter, monthsAfter } from '../calendar.ts';
import { monthsOfPeriod, monthsOfTerm } from '../chronicle/evolve-life.ts';
import type { Modelled, Pace } from './modelled.ts';

/** A paid term that begins some months after its anchor (BIL-02). */
export function paidPace(term: PaymentTerm, anchor: Day, startMonths = 0): Pace {
  const periodMonths = startMonths + monthsOfPeriod(term);
  const termMonths = startMonths + monthsOfTerm(term);
  const pace = {
    ...{ anchor, periodMonths, termMonths },
    periodEnd: monthsAfter(anchor, periodMonths),
    termEnd: monthsAfter(anchor, termMonths),
  };
  return term.instalments ? instalmentPace(term, pace, 1) : pace;
}

/** The days until the next instalment, or until the term ends (BIL-31). */
function instalmentPace({ instalments = [], ...term }: PaymentTerm, pace: Pace, instalment: number): Pace {
  const termStart = monthsAfter(pace.anchor, pace.termMonths - monthsOfTerm(term));
  const next = instalments[instalment];
  return { ...pace, instalment, periodEnd: next ? daysAfter(termStart, next.afterDays) : pace.termEnd };
}

/** A free trial that begins on its anchor (BIL-24). */
export function trialPace(anchor: Day, duration: Settings['trial.duration']): Pace {
  const days = { P1M: undefined, P30D: 30, P60D: 60 }[duration];
  const end = days === undefined ? monthsAfter(anchor, 1) : daysAfter(anchor, days);
  return { anchor, periodMonths: 1, termMonths: 1, periodEnd: end, termEnd: end };
}

/** The term after one that ended: in its rhythm, or from its end where that lies outside of it (REN-11). */
export function renewedPace(term: PaymentTerm, { anchor, termMonths, termEnd }: Pace): Pace {
  return monthsAfter(anchor, termMonths) === termEnd
    ? paidPace(term, anchor, termMonths)
    : paidPace(term, termEnd);
}

/** The next period of the same term. */
export function nextPeriod({ term }: Pick<Modelled, 'term'>, pace: Pace): Pace {
  if (pace.instalment !== undefined) return instalmentPace(term, pace, pace.instalment + 1);
  const periodMonths = pace.periodMonths + monthsOfPeriod(term);
  return { ...pace, periodMonths, periodEnd: monthsAfter(pace.anchor, periodMonths) };
}
