import { planOf } from './catalog/plan-of.ts';
import { declareRules } from './rule.ts';
import type { State } from './state/state.ts';
import type { RunningSubscription, Subscription } from './subscription/subscription.ts';
import { addMonths, day, type Instant, startOf } from './time.ts';

export const dueRules = declareRules({
  'GEN-03': {
    says: 'The clock moves by command only; due work runs in order of instant, class, subscription and sequence.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'P',
  },
  'GEN-04': {
    says: 'A command sees the effects of everything due at or before its own instant.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'P',
  },
});

/** Kinds of due work, with their rank at equal instants (GEN-03). Ranks in between belong to rules still to come. */
const dueRank = {
  operationDeadline: 2,
  graceEnd: 3,
  pendingExpiry: 4,
  termEnd: 5,
  periodEnd: 6,
  invoiceRun: 7,
} as const;

type DueKind = keyof typeof dueRank;

/** Something that happens at an instant unless its subject changes before. */
export interface Due {
  readonly at: Instant;
  readonly kind: DueKind;
  /** The subscription, or empty for the whole world. */
  readonly subjectId: string;
}

/** Order of due work (GEN-03): negative when `a` comes first. */
export const compareDue = (a: Due, b: Due): number =>
  a.at !== b.at
    ? a.at < b.at
      ? -1
      : 1
    : dueRank[a.kind] !== dueRank[b.kind]
      ? dueRank[a.kind] - dueRank[b.kind]
      : a.subjectId < b.subjectId
        ? -1
        : a.subjectId > b.subjectId
          ? 1
          : 0;

/** The end of the running period; while suspended only the end of a term that does not renew, or of the grace. */
function boundaryOf(subscription: RunningSubscription, state: State): Due {
  const { id, period, term, suspension, autoRenew } = subscription;
  if (suspension === undefined) {
    const kind = period.end >= term.end ? 'termEnd' : 'periodEnd';
    return { at: startOf(period.end), kind, subjectId: id };
  }
  const graceEnd: Due = { at: suspension.endsAt, kind: 'graceEnd', subjectId: id };
  const termEnd: Due = { at: startOf(term.end), kind: 'termEnd', subjectId: id };
  const renews = autoRenew && planOf(subscription, state)?.isRenewable === true;
  return renews || compareDue(graceEnd, termEnd) < 0 ? graceEnd : termEnd;
}

function deadlineOf({ id, openOperationId }: RunningSubscription, state: State): Due | undefined {
  const operation = state.operations.get(openOperationId ?? '');
  const at = operation?.acknowledgeBy ?? operation?.deliverBy;
  return at && { at, kind: 'operationDeadline', subjectId: id };
}

const earliest = (dues: readonly (Due | undefined)[]): Due | undefined =>
  dues.filter((due) => due !== undefined).toSorted(compareDue)[0];

/** What is due next for a subscription; everything else follows from what that does. */
export function nextDue(subscription: Subscription, state: State): Due | undefined {
  switch (subscription.phase) {
    case 'pending':
      return { at: subscription.lapsesAt, kind: 'pendingExpiry', subjectId: subscription.id };
    case 'running':
      return earliest([boundaryOf(subscription, state), deadlineOf(subscription, state)]);
    case 'ended':
      return undefined;
  }
}

/** The world's next invoice run (BIL-13). */
export const nextInvoiceRun = ({ invoiceRunAt }: State): Due => ({
  at: invoiceRunAt,
  kind: 'invoiceRun',
  subjectId: '',
});

/** When the run after that of a month, `YYYY-MM`, is due: it bills the month after it (BIL-13). */
export function invoiceRunAfter(month: string, invoiceDay: number): Instant {
  const firstOfMonth = addMonths(day(`${month}-01`), 2);
  return startOf(day(`${firstOfMonth.slice(0, 8)}${String(invoiceDay).padStart(2, '0')}`));
}
