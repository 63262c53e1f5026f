import { runInvoices } from './billing/invoicing.ts';
import { fallPastDue, settle } from './billing/settle.ts';
import type { Context } from './decision.ts';
import { type Due, monthBilledAt, nextDue, nextOfInvoice, nextPrices } from './due.ts';
import type { EventBody } from './event.ts';
import { endActivation } from './subscription/activation.ts';
import { passDeadline } from './subscription/deadline.ts';
import { endTerm, lapse, nextPeriod } from './subscription/renewal.ts';
import type { PendingSubscription, RunningSubscription, Subscription } from './subscription/subscription.ts';
import { endGrace } from './subscription/suspension.ts';

/** What due work leads to at its own instant (RB 14.2). Work whose subject has changed meanwhile leads to nothing. */
export function decideDue(due: Due, context: Context): readonly EventBody[] {
  if (due.kind === 'invoiceRun') return runInvoices(monthBilledAt(due.at), context);
  if (due.kind === 'priceChange') return priceChange(due, context);
  if (due.kind === 'payment' || due.kind === 'pastDue') return invoiceDue(due, context);
  const subscription = context.state.subscriptions.get(due.subjectId);
  if (!subscription || !isCurrent(due, subscription, context)) return [];
  if (subscription.phase === 'pending') return pendingDue(due, subscription, context);
  if (subscription.phase === 'ended') return [];
  return runningDue(due, subscription, context);
}

function priceChange(due: Due, { state }: Context): readonly EventBody[] {
  const offer = state.offers.get(due.subjectId);
  const current = offer && nextPrices(offer);
  return isSame(current, due) ? [{ type: 'PricesTookEffect', productId: due.subjectId }] : [];
}

function invoiceDue(due: Due, context: Context): readonly EventBody[] {
  const { state } = context;
  const invoice = state.ledger.invoices.get(due.subjectId);
  const current = invoice && nextOfInvoice(invoice, state);
  if (!invoice || !isSame(current, due)) return [];
  return due.kind === 'payment' ? settle([invoice], context) : fallPastDue(invoice, context);
}

const pendingDue = (
  { kind }: Due,
  subscription: PendingSubscription,
  context: Context,
): readonly EventBody[] =>
  kind === 'activation' ? endActivation(subscription, context) : lapse(subscription, context);

function runningDue(due: Due, subscription: RunningSubscription, context: Context): readonly EventBody[] {
  const { suspension } = subscription;
  if (due.kind === 'termEnd') return endTerm(subscription, context);
  if (due.kind === 'periodEnd') return nextPeriod(subscription, context);
  return due.kind === 'graceEnd' && suspension
    ? endGrace({ ...subscription, suspension })
    : passDeadline(subscription, context);
}

function isCurrent(due: Due, subscription: Subscription, { state }: Context): boolean {
  return isSame(nextDue(subscription, state), due);
}

const isSame = (current: Due | undefined, due: Due): boolean =>
  current?.at === due.at && current.kind === due.kind;
