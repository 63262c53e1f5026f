import type { State } from '../state/state.ts';
import { payerOf, type RunningSubscription } from './subscription.ts';

/** Running subscriptions that a payer pays for: what a partner sold, or what a customer bought itself (PUR-17, PUR-18). */
export const runningPaidBy = (
  payerId: string,
  { customersOf, subscriptionsByCustomer, subscriptions }: State,
): readonly RunningSubscription[] =>
  [payerId, ...customersOf.of(payerId)]
    .flatMap((customerId) => [...subscriptionsByCustomer.of(customerId)])
    .flatMap((id) => subscriptions.get(id) ?? [])
    .filter((subscription) => subscription.phase === 'running')
    .filter((subscription) => payerOf(subscription) === payerId);
