import { cycleMonths, type TermChoice, termMonths } from '../catalog/catalog.ts';
import { declareRules } from '../rule.ts';
import type { Settings } from '../settings/registry.ts';
import { addDays, addMonths, type Day, dayOf, type Instant, startOf } from '../time.ts';
import type { Period, Term } from './subscription.ts';

export const termRules = declareRules({
  'BIL-01': {
    says: 'A term is the commitment and a billing cycle is how often it is charged; a term holds one or more billing periods.',
    parameters: ['terms.allowed'],
    source: 'https://learn.microsoft.com/partner-center/developer/product-resources',
    confidence: 'D',
  },
  'BIL-24': {
    says: 'A free trial runs before the first paid term, at no charge, and cannot be skipped by the partner.',
    parameters: ['trial.duration'],
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-saas',
    confidence: 'D',
  },
  'GEN-05': {
    says: 'Periods begin and end at midnight UTC; the day of activation counts as a whole day.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-saas',
    confidence: 'I',
  },
});

/** A term and its first billing period. */
export interface TermPlan {
  readonly anchor: Day;
  readonly term: Term;
  readonly period: Period;
}

interface Beginning {
  readonly anchor: Day;
  /** Months from the anchor to the first day of the term. */
  readonly startMonths: number;
  readonly number: number;
}

/** A paid term that begins `startMonths` months after its anchor (BIL-02, REN-11). */
export function paidTerm(choice: TermChoice, { anchor, startMonths, number }: Beginning): TermPlan {
  const endMonths = startMonths + termMonths[choice.duration];
  const start = addMonths(anchor, startMonths);
  return {
    anchor,
    term: { ...choice, number, trial: false, start, end: addMonths(anchor, endMonths), endMonths },
    period: periodFrom(anchor, startMonths, choice),
  };
}

/** The billing period that begins `startMonths` months after the anchor (BIL-02). */
export function periodFrom(anchor: Day, startMonths: number, choice: TermChoice): Period {
  const endMonths = startMonths + cycleMonths(choice);
  return { start: addMonths(anchor, startMonths), end: addMonths(anchor, endMonths), endMonths };
}

/** The first boundary, from the end of the running period on, that does not come before an instant; terms follow one another. */
export function boundaryFrom(running: TermPlan & { readonly paidTerm: TermChoice }, from: Instant): Instant {
  const { paidTerm: choice } = running;
  let plan: TermPlan = running;
  while (startOf(plan.period.end) < from) {
    const { anchor, term, period } = plan;
    plan =
      period.end < term.end
        ? { ...plan, period: periodFrom(anchor, period.endMonths, choice) }
        : nextTerm(choice, { anchor, term });
  }
  return startOf(plan.period.end);
}

/** Whether later charges of the running term are still to come (CAN-07). */
export const instalmentsDue = ({ term, period }: Pick<TermPlan, 'term' | 'period'>, now: Instant): boolean =>
  period.end < term.end && dayOf(now) < term.end;

/** The free trial that begins on the anchor date (BIL-24). */
export function trialTerm(anchor: Day, settings: Settings): TermPlan {
  const days = trialDays[settings['trial.duration']];
  const end = days === undefined ? addMonths(anchor, 1) : addDays(anchor, days);
  const term = {
    number: 1,
    trial: true,
    duration: 'P1M',
    billingCycle: 'none',
    start: anchor,
    end,
    endMonths: 1,
  } as const;
  return { anchor, term, period: { start: anchor, end, endMonths: 1 } };
}

const trialDays: Readonly<Record<Settings['trial.duration'], number | undefined>> = {
  P1M: undefined,
  P30D: 30,
  P60D: 60,
};

/** The paid term after a term that ended: on the same rhythm, or from its own first day after a trial counted in days. */
export function nextTerm(
  choice: TermChoice,
  { anchor, term }: { readonly anchor: Day; readonly term: Term },
): TermPlan {
  const onRhythm = addMonths(anchor, term.endMonths) === term.end;
  return onRhythm
    ? paidTerm(choice, { anchor, startMonths: term.endMonths, number: term.number + 1 })
    : paidTerm(choice, { anchor: term.end, startMonths: 0, number: term.number + 1 });
}
