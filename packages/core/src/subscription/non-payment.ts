import type { Invoice } from '../billing/invoice.ts';
import { standingOf } from '../billing/payment.ts';
import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { declareRules } from '../rule.ts';
import { durationMs, plusMs } from '../time.ts';
import { abandonOperation } from './abandon.ts';
import { runningPaidBy } from './paid-by.ts';
import { payerOf, type RunningSubscription, type SuspensionCause } from './subscription.ts';
import { askBack } from './suspension.ts';
import { isSuspendedFor } from './suspension-causes.ts';

export const nonPaymentRules = declareRules({
  'SUS-02': {
    says: 'A subscription whose account is past due is suspended where its next term or billing period would begin, or at once, by the policy.',
    parameters: ['suspend.onPastDue'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'I',
  },
  'SUS-05': {
    says: 'A suspension for a missed payment ends the subscription when its grace is over, without a refund.',
    parameters: ['suspend.grace.payment'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
  'SUS-14': {
    says: 'No subscription goes on unpaid for a time: it is active, suspended or gone.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
});

/** Whether whoever pays for a subscription owes something overdue (BIL-15). */
export const isUnpaid = (subscription: RunningSubscription, { state }: Pick<Context, 'state'>): boolean =>
  standingOf(payerOf(subscription), state) === 'pastDue';

const missedPayment = ({ now, state }: Context): SuspensionCause => ({
  at: now,
  cause: 'payment',
  endsAt: plusMs(now, durationMs(state.settings['suspend.grace.payment'])),
});

/**
 * Takes access away, or adds the missed payment to why it is off already; the partner's own wish to end that does not
 * outlive it (SUS-01, SUS-02).
 */
export function suspendUnpaid(subscription: RunningSubscription, context: Context): readonly EventBody[] {
  const { id: subscriptionId, suspension } = subscription;
  const missed = missedPayment(context);
  return [
    ...abandonOperation(subscription),
    suspension
      ? { type: 'SuspensionCauseAdded', subscriptionId, cause: missed }
      : { type: 'SubscriptionSuspended', subscriptionId, suspension: missed },
  ];
}

/** What an invoice that fell past due does at once to the subscriptions of its payer, where the policy says so (SUS-02). */
export function suspendForInvoice({ payerId }: Invoice, context: Context): readonly EventBody[] {
  const { state } = context;
  if (state.settings['suspend.onPastDue'] === 'atBoundary') return [];
  return runningPaidBy(payerId, state)
    .filter(({ suspension }) => !suspension || !isSuspendedFor(suspension, 'payment'))
    .flatMap((subscription) => suspendUnpaid(subscription, context));
}

/** Asks the publishers of what a payer has back, or leaves it suspended for the partner's own reason (SUS-07). */
export const paymentArrived = (payerId: string, context: Context): readonly EventBody[] =>
  runningPaidBy(payerId, context.state).flatMap((subscription): readonly EventBody[] => {
    const { id: subscriptionId, suspension, openOperationId } = subscription;
    if (!suspension || !isSuspendedFor(suspension, 'payment') || openOperationId) return [];
    return suspension.also
      ? [{ type: 'SuspensionCauseCleared', subscriptionId, cause: 'payment' }]
      : askBack(subscription, context);
  });
