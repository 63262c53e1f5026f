import { createAgenda } from './agenda.ts';
import { compareDue, type Due, nextDue, nextInvoiceRun } from './due.ts';
import type { DomainEvent } from './event.ts';
import type { State } from './state/state.ts';
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

function dueAfter(event: DomainEvent, state: State): Due | undefined {
  if (event.type === 'InvoiceRunCompleted') return nextInvoiceRun(state);
  const id = subscriptionIdOf(event);
  const subscription = id === undefined ? undefined : state.subscriptions.get(id);
  return subscription && nextDue(subscription, state);
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
  for (const subscription of state.subscriptions.values()) planIfAny(nextDue(subscription, state));
  return {
    plan,
    note: (event) => planIfAny(dueAfter(event, state)),
    take: (until) => {
      const at = agenda.nextAt();
      const due = at !== undefined && at <= until ? agenda.take() : undefined;
      if (due && planned.get(due.subjectId) === due) planned.delete(due.subjectId);
      return due;
    },
    nextAt: agenda.nextAt,
  };
}
