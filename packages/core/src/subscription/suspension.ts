import { chargeForShare, posted, shareFrom } from '../billing/charges.ts';
import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { Operation } from '../operation/operation.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { type Day, dayOf, durationMs, plusMs } from '../time.ts';
import { abandonOperation } from './abandon.ts';
import type { Reactivate, Suspend } from './command.ts';
import { startNextTerm } from './next-term.ts';
import { ask } from './question.ts';
import { type Period, payerOf, type RunningSubscription, type Suspension } from './subscription.ts';
import { firstToEnd } from './suspension-causes.ts';
import { paidTerm, periodAfter } from './terms.ts';

export const suspensionRules = declareRules({
  'SUS-01': {
    says: 'A subscription is suspended by its partner, for instance when its customer does not pay, or because whoever is billed did not pay; both can hold at once.',
    source: 'https://learn.microsoft.com/partner-center/developer/suspend-a-subscription',
    confidence: 'D',
  },
  'SUS-03': {
    says: 'Only an active subscription can be suspended; it takes effect first and the publisher is told after.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D/P',
  },
  'SUS-04': {
    says: 'While suspended nothing is charged and nothing but cancelling and reactivating is allowed; the paid period is neither refunded nor extended.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'I/P',
  },
  'SUS-06': {
    says: 'A suspension by the partner ends the subscription when its grace is over.',
    parameters: ['suspend.grace.partner'],
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D/P',
  },
  'SUS-07': {
    says: 'A suspended subscription comes back when its partner reactivates it and, where a payment was missed, that has arrived: each cause must clear.',
    source: 'https://learn.microsoft.com/partner-center/developer/reactivate-a-suspended-a-subscription',
    confidence: 'D/P',
  },
  'SUS-08': {
    says: 'A reinstatement asks the publisher and stays suspended until it has answered.',
    parameters: ['reinstate.ack'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D',
  },
  'SUS-09': {
    says: 'Reinstated inside what is paid for, it goes on without a line.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'P',
  },
  'SUS-10': {
    says: 'When a billing period began during the suspension, only its days from the reinstatement on are charged.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'I/P',
  },
  'SUS-11': {
    says: 'When the term ended during the suspension and auto-renew is on, a new term begins on the day of the reinstatement.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'I/P',
  },
  'SUS-12': {
    says: 'When the term ends during the suspension and auto-renew is off, the subscription expires with it.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'I',
  },
  'SUS-13': {
    says: 'A trial that ended during the suspension does not convert: the first paid term begins at the reinstatement.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'P',
  },
});

/** Takes access away at once (SUS-01, SUS-03, SUS-06). */
export function suspend(
  subscription: RunningSubscription,
  _change: Suspend,
  { now, state }: Context,
): Decision {
  const endsAt = plusMs(now, durationMs(state.settings['suspend.grace.partner']));
  return accept([
    ...abandonOperation(subscription),
    {
      type: 'SubscriptionSuspended',
      subscriptionId: subscription.id,
      suspension: { at: now, cause: 'partner', endsAt },
    },
  ]);
}

/**
 * The partner gives access back. A payment that is still missing keeps it off: it is the only cause then, or all that
 * stands in the way (SUS-07).
 */
export function reinstate(running: RunningSubscription, change: Reactivate, context: Context): Decision {
  const { id: subscriptionId, suspension, openOperationId } = running;
  if (suspension?.also) return accept([{ type: 'SuspensionCauseCleared', subscriptionId, cause: 'partner' }]);
  const owed = [...context.state.pastDue.of(payerOf(running))];
  if (suspension?.cause === 'payment' && owed.length > 0)
    return reject({ code: 'statusChangeNotAllowed', from: 'SU', to: change.type, owed });
  return openOperationId
    ? reject({ code: 'operationInProgress', operationId: openOperationId })
    : accept(askBack(running, context));
}

/** Asks the publisher to take the customer back; applied at once when there is nobody to ask (SUS-08). */
export function askBack(subscription: RunningSubscription, context: Context): readonly EventBody[] {
  const { skuId, quantity } = subscription;
  const apply = (operation: Operation) => applyReinstatement(subscription, operation, context);
  return ask(subscription, { action: 'Reinstate', source: 'Azure', skuId, quantity }, { context, apply });
}

/** The end of a suspension that its publisher agrees to. */
export const broughtBack = (
  { id: subscriptionId }: RunningSubscription,
  { id: operationId }: Operation,
): readonly EventBody[] => [
  { type: 'OperationClosed', subscriptionId, operationId, status: 'Succeeded' },
  { type: 'SubscriptionReinstated', subscriptionId },
];

/** Ends the suspension and charges what the time since asks for (SUS-09..11, SUS-13). */
export function applyReinstatement(
  subscription: RunningSubscription,
  operation: Operation,
  context: Context,
): readonly EventBody[] {
  const today = dayOf(context.now);
  const back = broughtBack(subscription, operation);
  if (today < subscription.period.end) return back;
  const rest = today < subscription.term.end ? restOfPeriod : termAnew;
  return [...back, ...rest(subscription, today, context)];
}

function restOfPeriod(subscription: RunningSubscription, today: Day, context: Context): readonly EventBody[] {
  const period = periodAround(subscription, today);
  const current = { ...subscription, period };
  const range = { start: today, end: period.end };
  const share = shareFrom(today, period);
  const line = { type: 'cycleCharge', range, quantity: subscription.quantity, share } as const;
  return [
    { type: 'PeriodStarted', subscriptionId: subscription.id, period },
    ...posted([chargeForShare(current, line, context)], context),
  ];
}

function periodAround(subscription: RunningSubscription, date: Day): Period {
  let around = subscription.period;
  while (around.end <= date) around = periodAfter({ ...subscription, period: around });
  return around;
}

function termAnew(subscription: RunningSubscription, today: Day, context: Context): readonly EventBody[] {
  const number = subscription.term.number + 1;
  const next = paidTerm(subscription.paidTerm, { anchor: today, startMonths: 0, number });
  return startNextTerm(subscription, next, { context, cause: 'reinstatement' });
}

/** The end of a suspension that nobody lifted, by the cause whose grace is over (SUS-05, SUS-06). */
export const endGrace = (
  subscription: RunningSubscription & { readonly suspension: Suspension },
): readonly EventBody[] => [
  ...abandonOperation(subscription),
  {
    type: 'SubscriptionEnded',
    subscriptionId: subscription.id,
    reason: firstToEnd(subscription.suspension).cause === 'payment' ? 'nonPayment' : 'suspensionExpired',
  },
];
