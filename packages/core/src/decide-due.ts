import { runInvoices } from './billing/invoicing.ts';
import type { Context } from './decision.ts';
import { type Due, nextDue } from './due.ts';
import type { EventBody } from './event.ts';
import { passDeadline } from './subscription/consent.ts';
import { endTerm, lapse, nextPeriod } from './subscription/renewal.ts';
import type { RunningSubscription, Subscription } from './subscription/subscription.ts';
import { endGrace } from './subscription/suspension.ts';
import { addMonths, dayOf } from './time.ts';

/** What due work leads to at its own instant (RB 14.2). Work whose subject has changed meanwhile leads to nothing. */
export function decideDue(due: Due, context: Context): readonly EventBody[] {
  if (due.kind === 'invoiceRun') return runInvoices(addMonths(dayOf(due.at), -1).slice(0, 7), context);
  const subscription = context.state.subscriptions.get(due.subjectId);
  if (!subscription || !isCurrent(due, subscription, context)) return [];
  if (subscription.phase === 'pending') return lapse(subscription, context);
  if (subscription.phase === 'ended') return [];
  return runningDue(due, subscription, context);
}

function runningDue(due: Due, subscription: RunningSubscription, context: Context): readonly EventBody[] {
  if (due.kind === 'termEnd') return endTerm(subscription, context);
  if (due.kind === 'periodEnd') return nextPeriod(subscription, context);
  return due.kind === 'graceEnd' ? endGrace(subscription) : passDeadline(subscription, context);
}

function isCurrent(due: Due, subscription: Subscription, { state }: Context): boolean {
  const current = nextDue(subscription, state);
  return current?.at === due.at && current.kind === due.kind;
}
