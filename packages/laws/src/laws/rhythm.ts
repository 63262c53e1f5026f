import {
  type Day,
  type DayRange,
  type EventOf,
  type Instalment,
  type Period,
  wireEnd,
  wireEndAt,
} from '@marketsim/core';
import { dateOf, daysAfter, midnight, monthsAfter } from '../calendar.ts';
import { monthsOfPeriod, monthsOfTerm } from '../chronicle/evolve-life.ts';
import type { Life } from '../chronicle/life.ts';
import { ofFacts, ofLines, ofViews } from '../judges.ts';
import type { StepLaw } from '../law.ts';

/** Where the days that an instalment pays for end: where the next one is charged, or with the term (BIL-31). */
function instalmentEnd(all: readonly Instalment[], number: number, term: DayRange): Day {
  const next = all[number];
  return next ? daysAfter(term.start, next.afterDays) : term.end;
}

/** Where a term that begins `months` after an anchor must have its boundaries. */
function paidFrom(life: Life, anchor: Day, months: number): string {
  const start = monthsAfter(anchor, months);
  const term = monthsAfter(anchor, months + monthsOfTerm(life.paidTerm));
  const period = life.paidTerm.instalments
    ? instalmentEnd(life.paidTerm.instalments, 1, { start, end: term })
    : monthsAfter(anchor, months + monthsOfPeriod(life.paidTerm));
  return `anchor ${anchor}, ${start} to ${period} to ${term}`;
}

type Begun = EventOf<'SubscriptionActivated'> | EventOf<'TermStarted'>;

const boundaries = ({ anchor, period, term }: Begun): string =>
  `anchor ${anchor}, ${term.start} to ${period.end} to ${term.end}`;

const trialDays = { P1M: undefined, P30D: 30, P60D: 60 } as const;

function trialFrom(anchor: Day, duration: keyof typeof trialDays): string {
  const days = trialDays[duration];
  const end = days === undefined ? monthsAfter(anchor, 1) : daysAfter(anchor, days);
  return `anchor ${anchor}, ${anchor} to ${end} to ${end}`;
}

/** A term goes on with the rhythm of the one before, which a trial counted in days does not have (REN-11). */
export function renewedFrom(life: Life): string {
  const { rhythm, term } = life;
  if (!rhythm || !term) return 'no term before it';
  return monthsAfter(rhythm.anchor, rhythm.termMonths) === term.end
    ? paidFrom(life, rhythm.anchor, rhythm.termMonths)
    : paidFrom(life, term.end, 0);
}

const differs = (actual: string, wanted: string): string | undefined =>
  actual === wanted ? undefined : `${actual}; should be ${wanted}`;

const firstTerm = ofFacts(['SubscriptionActivated'], ({ fact, before }, { chronicle }) => {
  const anchor = dateOf(fact.at);
  const wanted = before.startsWithTrial
    ? trialFrom(anchor, chronicle.settings['trial.duration'])
    : paidFrom(before, anchor, 0);
  return differs(boundaries(fact), wanted);
});

const laterTerm = ofFacts(['TermStarted'], ({ fact, before }) => {
  const number = (before.term?.number ?? 0) + 1;
  if (fact.term.number !== number) return `term ${fact.term.number} begins, not ${number}`;
  const onRhythm = fact.cause === 'renewal' || fact.cause === 'conversion';
  return differs(boundaries(fact), onRhythm ? renewedFrom(before) : paidFrom(before, dateOf(fact.at), 0));
});

const laterPeriod = ofFacts(['PeriodStarted'], ({ fact: { period }, before, after }) => {
  const { rhythm, term } = before;
  if (!rhythm || !after.rhythm || !term) return 'no period before it';
  if (term.instalments) return instalmentFault(period, before, { ...term, instalments: term.instalments });
  const [step, months] = [monthsOfPeriod(before.paidTerm), after.rhythm.periodMonths];
  const steps = (months - rhythm.periodMonths) / step;
  if (!Number.isInteger(steps) || steps < 1 || (steps > 1 && !before.suspended))
    return `${months} months after the anchor, the last ended at ${rhythm.periodMonths}`;
  const [start, end] = [monthsAfter(rhythm.anchor, months - step), monthsAfter(rhythm.anchor, months)];
  return differs(`${period.start} to ${period.end}`, `${start} to ${end}`);
});

type SplitTerm = DayRange & { readonly instalments: readonly Instalment[] };

function instalmentFault(
  period: Period,
  { period: last, suspended }: Life,
  term: SplitTerm,
): string | undefined {
  const [number, before] = [period.instalment ?? 0, last?.instalment ?? 0];
  if (number <= before || (number > before + 1 && !suspended)) return `instalment ${number} after ${before}`;
  const start = daysAfter(term.start, term.instalments[number - 1]?.afterDays ?? 0);
  const end = instalmentEnd(term.instalments, number, term);
  return differs(`${period.start} to ${period.end}`, `${start} to ${end}`);
}

const moves = ofFacts(['TermStarted'], ({ fact, before }) => {
  const end = before.term?.end;
  if (!end) return 'no term before it';
  const isRebased = fact.cause === 'planChange' || fact.cause === 'reinstatement';
  if (fact.cause === 'planChange') return before.term?.trial ? undefined : 'a change of plan moves the term';
  if (fact.term.end <= end) return `ends ${fact.term.end}, the one before ${end}`;
  const late = isRebased ? dateOf(fact.at) < end : fact.at !== midnight(end);
  return late ? `begins ${fact.at}, the one before ends ${end}` : undefined;
});

/** Where terms and periods begin and end (RB 15.2). */
export const rhythmLaws: readonly StepLaw[] = [
  {
    id: 'INV-15',
    kind: 'step',
    says: 'Every boundary is a whole number of cycles after the anchor date, on its day of the month or the last one before it.',
    rules: ['BIL-02', 'BIL-03', 'BIL-24', 'BIL-31', 'REN-11'],
    judge: (moment) => [...firstTerm(moment), ...laterTerm(moment), ...laterPeriod(moment)],
  },
  {
    id: 'INV-18',
    kind: 'step',
    says: 'What the wire calls an end is the day before the first day that no longer belongs.',
    rules: ['GEN-02'],
    judge: ofLines(({ charge, life }) => {
      const wanted = daysAfter(charge.end, -1);
      if (wireEnd(charge.end) !== wanted) return `${charge.end} is shown as ${wireEnd(charge.end)}`;
      const shown = wireEndAt(charge.end, life.orderedAt);
      return shown === `${wanted}${life.orderedAt.slice(10)}`
        ? undefined
        : `${charge.end} is shown as ${shown}`;
    }),
  },
  {
    id: 'INV-19',
    kind: 'step',
    says: 'The end of a term moves on when the term is over, and otherwise only where a new rhythm begins.',
    rules: ['REN-05', 'QTY-15'],
    judge: moves,
    look: ofViews(({ after, subscription }) => {
      const held = subscription.phase === 'pending' ? undefined : subscription.term?.end;
      return held === after.term?.end ? undefined : `ends ${held}, by the facts ${after.term?.end}`;
    }),
  },
];
