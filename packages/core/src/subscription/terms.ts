import { cycleMonths, type PaymentTerm, type TermChoice, termMonths } from '../catalog/catalog.ts';
import { type Instalment, instalmentRange } from '../catalog/instalments.ts';
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
export function paidTerm(choice: PaymentTerm, { anchor, startMonths, number }: Beginning): TermPlan {
  const endMonths = startMonths + termMonths[choice.duration];
  const start = addMonths(anchor, startMonths);
  const term: Term = { ...choice, number, trial: false, start, end: addMonths(anchor, endMonths), endMonths };
  const { instalments } = choice;
  const period = instalments
    ? instalmentPeriod(term, instalments, 1)
    : periodFrom(anchor, startMonths, choice);
  return { anchor, term, period };
}

/** The billing period that begins `startMonths` months after the anchor (BIL-02). */
function periodFrom(anchor: Day, startMonths: number, choice: TermChoice): Period {
  const endMonths = startMonths + cycleMonths(choice);
  return { start: addMonths(anchor, startMonths), end: addMonths(anchor, endMonths), endMonths };
}

/** The period that an instalment pays for (BIL-31). */
const instalmentPeriod = (term: Term, instalments: readonly Instalment[], instalment: number): Period => ({
  ...instalmentRange(term, instalments, instalment),
  endMonths: term.endMonths,
  instalment,
});

/** The period of a term that follows the one that ends (BIL-02, BIL-31). */
export function periodAfter({ anchor, term, period }: TermPlan): Period {
  const { instalments } = term;
  return instalments
    ? instalmentPeriod(term, instalments, (period.instalment ?? 0) + 1)
    : periodFrom(anchor, period.endMonths, term);
}

/** The first boundary, from the end of the running period on, that does not come before an instant; terms follow one another. */
export function boundaryFrom(running: TermPlan & { readonly paidTerm: PaymentTerm }, from: Instant): Instant {
  const { paidTerm: choice } = running;
  let plan: TermPlan = running;
  while (startOf(plan.period.end) < from) {
    const { term, period } = plan;
    plan = period.end < term.end ? { ...plan, period: periodAfter(plan) } : nextTerm(choice, plan);
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
  choice: PaymentTerm,
  { anchor, term }: { readonly anchor: Day; readonly term: Term },
): TermPlan {
  const onRhythm = addMonths(anchor, term.endMonths) === term.end;
  return onRhythm
    ? paidTerm(choice, { anchor, startMonths: term.endMonths, number: term.number + 1 })
    : paidTerm(choice, { anchor: term.end, startMonths: 0, number: term.number + 1 });
}
