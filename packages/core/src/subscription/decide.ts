import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import { reject } from '../outcome.ts';
import type { Instant } from '../time.ts';
import { activateInSandbox, assignLicenses, confirmActivation } from './activation.ts';
import { approveRefund } from './approved-refund.ts';
import { cancelPaid, cancelPending, cancelSuspended, cancelTrial } from './cancellation.ts';
import type { ChangeName, ChangeOf, SubscriptionChange } from './command.ts';
import { acknowledge, recordDelivery } from './consent.ts';
import { rename, setAutoRenew } from './metadata.ts';
import { changePlan } from './plan-change.ts';
import { issueToken, showPurchase } from './purchase-token.ts';
import { changeQuantity } from './quantity.ts';
import { setReseller } from './reseller.ts';
import { completeStep, requireStep } from './steps.ts';
import { type InState, type Subscription, stateOf } from './subscription.ts';
import { reinstate, suspend } from './suspension.ts';
import { type EffectOf, type RefusalOf, type StateOf, transitions } from './transitions.ts';

/** Decides one command for a subscription in a state that allows it. */
type Effect<S extends Subscription, Name extends ChangeName> = (
  subscription: S,
  change: ChangeOf<Name>,
  context: Context,
) => Decision;

type Effects = {
  readonly [Name in ChangeName]: {
    readonly [E in EffectOf<Name>]: Effect<InState<StateOf<Name, E>>, Name>;
  };
};

/** The effects that the state table names for each command; a missing one does not compile. */
const effects: Effects = {
  GetActivationLink: { issueToken },
  ResolveToken: { showPurchase },
  AssignLicenses: { assignLicenses },
  ConfirmActivation: { confirmActivation },
  SandboxActivate: { activateInSandbox },
  CompleteStep: { completeStep },
  RequireStep: { requireStep },
  SetNickname: { rename },
  SetReseller: { setReseller },
  SetQuantity: { changeQuantity },
  SetAutoRenew: { setAutoRenew },
  Cancel: { cancelPending, cancelTrial, cancelPaid, cancelSuspended },
  ApproveRefund: { approveRefund },
  AcknowledgeOperation: { acknowledge },
  ChangePlan: { changePlan },
  Suspend: { suspend },
  Reactivate: { reinstate },
  RecordDelivery: { recordDelivery },
};

function refusalOf(
  refusal: RefusalOf<ChangeName>,
  subscription: Subscription,
  change: SubscriptionChange,
): DomainError {
  const state = stateOf(subscription);
  switch (refusal) {
    case 'notWhilePending':
    case 'notWhileSuspended':
      return { code: refusal, change: change.type };
    case 'alreadyActive':
      return { code: 'alreadyActive', state };
    case 'activationSuspended':
      return { code: 'activationSuspended' };
    case 'ended':
      return { code: 'subscriptionEnded', state, endedAt: endOf(subscription) };
    case 'refund':
      return { code: 'refundNotAllowed', state };
    case 'statusChange':
      return { code: 'statusChangeNotAllowed', from: state, to: change.type };
  }
}

function endOf(subscription: Subscription): Instant {
  if (subscription.phase !== 'ended') throw new Error(`${subscription.id} has not ended`);
  return subscription.endedAt;
}

/** Whether the publisher itself asks for the change: not of what a partner sold (QTY-17, CAN-19). */
const isPublishers = (change: SubscriptionChange): boolean =>
  'source' in change && change.source === 'Partner';

/**
 * Decides a change of one subscription by the state table (RB 14.1): the cell of its state gives the effect or
 * the refusal, the effect checks values, window and policy in the order of GEN-10.
 */
export function decideChange<Name extends ChangeName>(
  subscription: Subscription,
  change: ChangeOf<Name>,
  context: Context,
): Decision {
  if (isPublishers(change) && subscription.channel === 'csp')
    return reject({ code: 'publisherChangeNotAllowed' });
  const cell = transitions[change.type][stateOf(subscription)];
  if ('refuse' in cell) return reject(refusalOf(cell.refuse, subscription, change));
  const table: Readonly<Record<string, Effect<never, Name>>> = effects[change.type as Name];
  const effect = table[cell.effect];
  if (!effect) throw new Error(`${change.type} has no effect ${cell.effect}`);
  // The type of each effect says in which states the table has it.
  return effect(subscription as never, change, context);
}
