import type { Charge } from '../billing/charge.ts';
import { ledgerWith } from '../billing/ledger-ahead.ts';
import type { ChangeSubscription } from '../command.ts';
import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { stamped } from '../stamp.ts';
import { stateWithLedger } from '../state/state.ts';
import type { SubscriptionChange } from './command.ts';
import { decideChange } from './decide.ts';
import { evolveSubscription } from './evolve.ts';
import type { Subscription } from './subscription.ts';

export const changeRules = declareRules({
  'GEN-07': {
    says: 'An update may carry several fields but at most one of status and quantity, and an answer of the publisher comes alone; it is applied whole or not at all.',
    source: 'https://learn.microsoft.com/partner-center/developer/update-a-subscription-by-id',
    confidence: 'I',
  },
  'GEN-08': {
    says: 'An etag that is sent must be the current one; every accepted change makes a new one.',
    parameters: ['etag.required'],
    source: 'https://learn.microsoft.com/partner-center/developer/headers',
    confidence: 'D/P',
  },
  'GEN-10': {
    says: 'Checks run in a fixed order, the first failing one decides, and a refused command changes nothing.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'P',
  },
});

const billed: ReadonlySet<SubscriptionChange['type']> = new Set([
  'SetQuantity',
  'ChangePlan',
  'Suspend',
  'Reactivate',
  'Cancel',
  'ApproveRefund',
]);

const isBilled = ({ type }: SubscriptionChange): boolean => billed.has(type);

const isAnswer = ({ type }: SubscriptionChange): boolean =>
  type === 'AcknowledgeOperation' || type === 'RecordDelivery';

/** Decides a change of one or several fields: each on what the ones before it made of the subscription (GEN-07, GEN-08). */
export function changeSubscription(command: ChangeSubscription, context: Context): Decision {
  const { subscriptionId, changes, expectedVersion } = command;
  const subscription = context.state.subscriptions.get(subscriptionId);
  if (!subscription) return reject({ code: 'subscriptionNotFound', subscriptionId });
  if (expectedVersion !== undefined && expectedVersion !== subscription.version) {
    return reject({ code: 'staleEtag', subscriptionId, version: subscription.version });
  }
  const [first, ...others] = changes;
  return first && others.length === 0
    ? decideChange(subscription, first, context)
    : changeTogether(subscription, changes, context);
}

function changeTogether(
  subscription: Subscription,
  changes: readonly SubscriptionChange[],
  context: Context,
): Decision {
  if (changes.filter(isBilled).length > 1 || changes.some(isAnswer)) {
    return reject({ code: 'severalBillingChanges' });
  }
  const events: EventBody[] = [];
  const charges: Charge[] = [];
  let current = subscription;
  for (const change of changes) {
    const decision = decideChange(current, change, seeing(charges, context));
    if (!decision.ok) return decision;
    events.push(...decision.value);
    charges.push(...decision.value.flatMap((event) => (event.type === 'Charged' ? event.charges : [])));
    current = decision.value.reduce((state, event) => applied(state, event, context), current);
  }
  return accept(events);
}

/** The context for a change that comes after others of the same command: their lines are in its ledger. */
const seeing = (charges: readonly Charge[], context: Context): Context =>
  charges.length === 0
    ? context
    : { ...context, state: stateWithLedger(context.state, ledgerWith(context.state.ledger, charges)) };

function applied(subscription: Subscription, event: EventBody, { now }: Context): Subscription {
  if (!('subscriptionId' in event)) return subscription;
  return evolveSubscription(subscription, stamped(event, 0, now));
}
