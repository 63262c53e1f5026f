import { createAgenda } from './agenda.ts';
import type { Invoice } from './billing/invoice.ts';
import { compareDue, type Due, nextDue, nextInvoiceRun, nextOfInvoice, nextPrices } from './due.ts';
import type { DomainEvent } from './event.ts';
import type { State } from './state/state.ts';
import { runningPaidBy } from './subscription/paid-by.ts';
import type { Instant } from './time.ts';

/** The work that lies ahead, in order, kept up to date from what happens. */
export interface Schedule {
  plan(due: Due): void;
  /** Learns from a fact that the state has already folded. */
  note(event: DomainEvent): void;
  /** Takes the next piece of work out if it is due by then. Its subject may have changed since it was planned. */
  take(until: Instant): Due | undefined;
  nextAt(): Instant | undefined;
}

const subscriptionIdOf = (event: DomainEvent): string | undefined =>
  event.type === 'SubscriptionPurchased'
    ? event.subscription.id
    : 'subscriptionId' in event
      ? event.subscriptionId
      : undefined;

/** What a fact other than those about money brings next. */
function dueAfter(event: DomainEvent, state: State): Due | undefined {
  const id = subscriptionIdOf(event);
  const subscription = id === undefined ? undefined : state.subscriptions.get(id);
  return subscription && nextDue(subscription, state);
}

type Dues = Iterable<Due | undefined>;

/** The payments, or their absence, that lie ahead. */
const duesOf = (invoices: Iterable<Invoice>, state: State): Dues =>
  [...invoices].map((invoice) => nextOfInvoice(invoice, state));

/** What an account that has fallen past due, or has paid, brings to what is suspended already (SUS-02). */
const duesOfPayer = (invoiceId: string, state: State): Dues =>
  runningPaidBy(state.ledger.invoices.get(invoiceId)?.payerId ?? '', state)
    .filter(({ suspension }) => suspension)
    .map((subscription) => nextDue(subscription, state));

/** What an offer whose prices were published, or have changed, brings next. */
function duesOfOffer(productId: string, state: State): Dues {
  const offer = state.offers.get(productId);
  return offer ? [nextPrices(offer)] : [];
}

function duesAfter(event: DomainEvent, state: State): Dues {
  switch (event.type) {
    case 'OfferPublished':
      return duesOfOffer(event.offer.productId, state);
    case 'PriceChangePublished':
    case 'PricesTookEffect':
      return duesOfOffer(event.productId, state);
    case 'InvoiceRunCompleted':
      return [nextInvoiceRun(state)];
    case 'InvoiceIssued':
      return duesOf([event.invoice], state);
    case 'InvoicePastDue':
      return duesOfPayer(event.invoiceId, state);
    case 'InvoicePaid':
      return duesOfPayer(event.payment.invoiceId, state);
    case 'SettingChanged':
      return event.setting === 'payments' ? duesOf(state.unpaid.values(), state) : [];
    default:
      return [dueAfter(event, state)];
  }
}

/** The schedule of a state as it stands. */
export function createSchedule(state: State): Schedule {
  const agenda = createAgenda();
  const planned = new Map<string, Due>();
  const plan = (due: Due): void => {
    const known = planned.get(due.subjectId);
    if (known && compareDue(known, due) === 0) return;
    planned.set(due.subjectId, due);
    agenda.add(due);
  };
  const planIfAny = (due: Due | undefined): void => {
    if (due) plan(due);
  };
  plan(nextInvoiceRun(state));
  for (const offer of state.offers.values()) planIfAny(nextPrices(offer));
  for (const subscription of state.subscriptions.values()) planIfAny(nextDue(subscription, state));
  for (const due of duesOf(state.unpaid.values(), state)) planIfAny(due);
  return {
    plan,
    note: (event) => {
      for (const due of duesAfter(event, state)) planIfAny(due);
    },
    take: (until) => {
      const at = agenda.nextAt();
      const due = at !== undefined && at <= until ? agenda.take() : undefined;
      if (due && planned.get(due.subjectId) === due) planned.delete(due.subjectId);
      return due;
    },
    nextAt: agenda.nextAt,
  };
}
