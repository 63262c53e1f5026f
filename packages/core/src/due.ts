import type { Invoice } from './billing/invoice.ts';
import { pastDueFrom, pastDueSince } from './billing/payment.ts';
import type { Offer } from './catalog/catalog.ts';
import { planOf } from './catalog/plan-of.ts';
import { nextPriceChange } from './catalog/price-in-time.ts';
import { declareRules } from './rule.ts';
import type { State } from './state/state.ts';
import {
  type PendingSubscription,
  payerOf,
  type RunningSubscription,
  type Subscription,
  type Suspension,
} from './subscription/subscription.ts';
import { firstToEnd, isSuspendedFor } from './subscription/suspension-causes.ts';
import { boundaryFrom } from './subscription/terms.ts';
import { addMonths, day, dayOf, type Instant, startOf } from './time.ts';

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

/**
 * Kinds of due work, with their rank at equal instants (GEN-03), which leaves payments open: they come before whatever
 * asks how an account stands. Margins hold by their dates, and need no work.
 */
const dueRank = {
  priceChange: 1,
  operationDeadline: 2,
  activation: 3,
  payment: 4,
  pastDue: 5,
  graceEnd: 6,
  pendingExpiry: 7,
  termEnd: 8,
  periodEnd: 9,
  invoiceRun: 10,
} as const;

export type DueKind = keyof typeof dueRank;

/** Something that happens at an instant unless its subject changes before. */
export interface Due {
  readonly at: Instant;
  readonly kind: DueKind;
  /** The subscription, invoice or offer, or empty for the whole world. */
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

/** The end of the running period; while suspended only what can still end it, or add a cause. */
function boundaryOf(subscription: RunningSubscription, state: State): Due | undefined {
  const { id, period, term, suspension, autoRenew } = subscription;
  if (suspension === undefined) {
    const kind = period.end >= term.end ? 'termEnd' : 'periodEnd';
    return { at: startOf(period.end), kind, subjectId: id };
  }
  const graceEnd: Due = { at: firstToEnd(suspension).endsAt, kind: 'graceEnd', subjectId: id };
  const renews = autoRenew && planOf(subscription, state)?.isRenewable === true;
  const termEnd: Due = { at: startOf(term.end), kind: 'termEnd', subjectId: id };
  return earlier(
    earlier(graceEnd, renews ? undefined : termEnd),
    unpaidBoundary(subscription, suspension, state),
  );
}

/** Where a missed payment joins the partner's own cause: the first boundary at which the account is past due (SUS-02). */
function unpaidBoundary(
  subscription: RunningSubscription,
  suspension: Suspension,
  state: State,
): Due | undefined {
  const since = isSuspendedFor(suspension, 'payment')
    ? undefined
    : pastDueSince(payerOf(subscription), state);
  return since && { at: boundaryFrom(subscription, since), kind: 'periodEnd', subjectId: subscription.id };
}

function deadlineOf({ id, openOperationId }: RunningSubscription, state: State): Due | undefined {
  const operation = openOperationId === undefined ? undefined : state.operations.get(openOperationId);
  const at = operation?.acknowledgeBy ?? operation?.deliverBy;
  return at && { at, kind: 'operationDeadline', subjectId: id };
}

const lapseOf = ({ id: subjectId, lapsesAt: at }: PendingSubscription): Due => ({
  at,
  kind: 'pendingExpiry',
  subjectId,
});

function activationOf({ id: subjectId, activation }: PendingSubscription): Due | undefined {
  return activation && activation.outcome !== 'stuck'
    ? { at: activation.at, kind: 'activation', subjectId }
    : undefined;
}

const earlier = (a: Due | undefined, b: Due | undefined): Due | undefined =>
  a && b ? (compareDue(a, b) <= 0 ? a : b) : (a ?? b);

/** What is due next for a subscription; everything else follows from what that does. */
export function nextDue(subscription: Subscription, state: State): Due | undefined {
  switch (subscription.phase) {
    case 'pending':
      return earlier(activationOf(subscription), lapseOf(subscription));
    case 'running':
      return earlier(boundaryOf(subscription, state), deadlineOf(subscription, state));
    case 'ended':
      return undefined;
  }
}

/** The next change of an offer's prices that is published (BIL-11). */
export function nextPrices(offer: Offer): Due | undefined {
  const from = nextPriceChange(offer);
  return from && { at: startOf(from), kind: 'priceChange', subjectId: offer.productId };
}

/** What is due next for an invoice: its payment, or that it falls past due; nothing when it is paid or past due already (BIL-15). */
export function nextOfInvoice(invoice: Invoice, { unpaid, pastDue, settings }: State): Due | undefined {
  const { id: subjectId, dueOn, payerId } = invoice;
  if (!unpaid.has(subjectId)) return undefined;
  if (settings.payments === 'auto') return { at: startOf(dueOn), kind: 'payment', subjectId };
  return pastDue.of(payerId).has(subjectId)
    ? undefined
    : { at: pastDueFrom(invoice), kind: 'pastDue', subjectId };
}

/** The world's next invoice run (BIL-13). */
export const nextInvoiceRun = ({ invoiceRunAt }: State): Due => ({
  at: invoiceRunAt,
  kind: 'invoiceRun',
  subjectId: '',
});

/** The month that the run of an instant bills, `YYYY-MM`: the one before (BIL-13). */
export const monthBilledAt = (runAt: Instant): string => addMonths(dayOf(runAt), -1).slice(0, 7);

/** When the run after that of a month, `YYYY-MM`, is due: it bills the month after it (BIL-13). */
export function invoiceRunAfter(month: string, invoiceDay: number): Instant {
  const firstOfMonth = addMonths(day(`${month}-01`), 2);
  return startOf(day(`${firstOfMonth.slice(0, 8)}${String(invoiceDay).padStart(2, '0')}`));
}
