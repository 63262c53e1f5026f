import type { Instant, SubscriptionChange } from '@marketsim/core';
import { dateOf, daysAfter, midnight } from '../calendar.ts';
import type { Modelled } from '../model/modelled.ts';
import type { Deed } from '../scenario/step.ts';
import type { Stage } from '../suite/stage.ts';
import { type CustomerName, customerNamed, partners } from '../world/parties.ts';
import { isFlat, offerOf, planNamed } from '../world/plans.ts';
import type { Intent, Moved } from './doing.ts';

/** What happens next to the last purchase, by its number and what the model knows of it. */
export type Turn = (x: Modelled, of: number, stage: Stage) => Deed | Moved | undefined;

const asks =
  (changes: (x: Modelled) => readonly SubscriptionChange[]): Turn =>
  (x, of) => ({ change: { of, changes: changes(x) } });

const waits =
  (until: (x: Modelled) => Instant | undefined): Turn =>
  (x, _, { engine }) => {
    const to = until(x);
    return to && to >= engine.now() ? { to } : undefined;
  };

export const assign = asks(({ quantity, steps }) => [
  ...steps
    .filter(({ before, done }) => before === 'activation' && !done)
    .map(({ name }) => ({ type: 'CompleteStep', name }) as const),
  { type: 'AssignLicenses', count: quantity },
]);
export const confirm = asks(({ plan, quantity }) => [
  { type: 'ConfirmActivation', planId: planNamed(plan).planId, quantity },
]);
export const startInSandbox = asks(() => [{ type: 'SandboxActivate' }]);
export const stay = asks(() => [{ type: 'SetAutoRenew', autoRenew: false }]);
export const suspend = asks(() => [{ type: 'Suspend' }]);
export const reactivate = asks(() => [{ type: 'Reactivate' }]);
export const cancel = asks(() => [{ type: 'Cancel' }]);
export const record = asks(() => [{ type: 'SetReseller', mpnId: partners.reseller.mpnId }]);
export const grow = asks(({ quantity }) => [{ type: 'SetQuantity', quantity: quantity + 1 }]);
export const shrink = asks(({ quantity }) => [{ type: 'SetQuantity', quantity: quantity - 1 }]);

/** All that the term has cost, as far as the facts tell. */
export const refundAll: Turn = ({ id }, of, { witness }) => {
  const amount = witness.chronicle.lives.get(id)?.termNet ?? 0;
  return { change: { of, changes: [{ type: 'ApproveRefund', amount }] } };
};

/** Another plan of the same offer: a trial, where it may have one. */
const likeIt = ({ publisher, plan }: Modelled) => {
  const like = ({ seats: 'trialToo', rate: 'flat', solo: 'solo' } as const)[offerOf(plan)];
  return { publisher, plan: like, term: 'P1M/monthly', quantity: 1 } as const;
};

const customerOf = ({ id }: Modelled, { engine }: Stage): CustomerName | undefined =>
  engine.state.subscriptions.get(id)?.customerId as CustomerName | undefined;

const buysLikeIt =
  (rest: { readonly directly?: true }): Turn =>
  (x, _, stage) => {
    const customer = customerOf(x, stage);
    return customer && { buy: { customer, ...likeIt(x), ...rest } };
  };

/** Its customer buys of the same offer once more, from its partner or without it. */
export const [buyAgain, buyAgainItself] = [buysLikeIt({}), buysLikeIt({ directly: true })];

/** Two carts are filled with the same, one of them twice, where there is somebody to fill them; one names a reseller that nobody knows. */
export const fillAgain: Turn = (x, _, stage) => {
  const customer = customerOf(x, stage);
  const seller = customer && customerNamed(customer).seller;
  if (!seller) return undefined;
  const line = likeIt(x);
  const other = seller === 'provider' ? { ...line, reseller: '1' } : line;
  return { fill: { customer, carts: [[line, line], [other]] } };
};

const otherPlan = (x: Modelled): string => {
  if (isFlat(x.plan)) return x.plan === 'flat' ? 'flatPlus' : 'flat';
  if (offerOf(x.plan) === 'solo') return x.plan === 'solo' ? 'soloPlus' : 'solo';
  return x.plan === 'nines' ? 'thirds' : 'nines';
};
export const move = asks((x) => [{ type: 'ChangePlan', planId: otherPlan(x) }]);
export const publisherMove = asks((x) => [
  { type: 'ChangePlan', planId: x.plan === 'trial' ? 'trialToo' : otherPlan(x), source: 'Partner' },
]);

const answer = (result: 'Success' | 'Failure') =>
  asks(() => [{ type: 'AcknowledgeOperation', operationId: 'open', result }]);
export const [yes, no] = [answer('Success'), answer('Failure')];

const heard =
  (result: 'accepted' | 'refused' | 'exhausted'): Turn =>
  (x, of, { engine }) =>
    [...engine.state.deliveriesAhead.values()].some(({ subscriptionId }) => subscriptionId === x.id)
      ? { change: { of, changes: [{ type: 'RecordDelivery', deliveryId: 'open', result }] } }
      : undefined;
export const [told, untold, unheard] = [heard('accepted'), heard('refused'), heard('exhausted')];

/** Nobody does anything until the publisher may be silent no longer, or the term ends. */
export const silence = waits(({ open, pace }) => open?.deadline ?? (pace && midnight(pace.termEnd)));
export const pastActivation = waits(({ putOff }) => putOff?.at);
export const pastWindow = waits(({ windowEndsAt }) => windowEndsAt);
export const pastPeriod = waits(({ pace }) => pace && midnight(pace.periodEnd));
export const pastTerm = waits(({ pace }) => pace && midnight(pace.termEnd));

export const nextDay: Turn = (_, __, { engine }) => ({ to: midnight(daysAfter(dateOf(engine.now()), 1)) });

/** A step of the last purchase. */
export const intentOf = (turn: Turn): Intent => ({
  name: 'fate',
  step: (stage) => {
    const { ids, model, engine } = stage;
    const x = model.subscriptions.get(ids.at(-1) ?? '');
    const deed = x && turn(x, ids.length, stage);
    if (!deed) return undefined;
    return 'to' in deed ? { at: deed.to, wait: true } : { at: engine.now(), ...deed };
  },
});
