import { type Subscription, stateOf } from '@marketsim/core';
import { type Modelled, stateOfModelled } from '../model/modelled.ts';
import { planNamed } from '../world/plans.ts';
import type { Stage } from './stage.ts';

/** What model and engine must agree on, in words. */
type Facts = Readonly<Record<string, unknown>>;

const foretold = (x: Modelled): Facts => ({
  state: stateOfModelled(x),
  open: x.open !== undefined,
  quantity: x.quantity,
  'next quantity': x.renewalQuantity,
  sku: planNamed(x.plan).skuId,
  'auto-renew': x.autoRenew,
  cancelled: x.cancelledFor,
  nickname: x.nickname,
  reseller: x.reseller,
  'open steps': x.steps
    .filter(({ done }) => !done)
    .map(({ name }) => name)
    .join(' '),
  'window end': x.windowEndsAt,
  'put off': x.putOff && (x.putOff.at ?? 'for ever'),
  ...(x.pace && !x.ended && { 'term end': x.pace.termEnd }),
  ...(x.pace && !x.ended && !x.causes && { 'period end': x.pace.periodEnd }),
});

function putOffOf(subscription: Subscription): string | undefined {
  const activation = subscription.phase === 'pending' ? subscription.activation : undefined;
  return activation && (activation.outcome === 'stuck' ? 'for ever' : activation.at);
}

const actual = (subscription: Subscription): Facts => ({
  state: stateOf(subscription),
  open: subscription.openOperationId !== undefined,
  quantity: subscription.quantity,
  'next quantity': 'renewalQuantity' in subscription ? subscription.renewalQuantity : undefined,
  sku: subscription.skuId,
  'auto-renew': subscription.autoRenew,
  cancelled: 'cancelScheduledFor' in subscription ? subscription.cancelScheduledFor : undefined,
  nickname: subscription.friendlyName,
  reseller:
    subscription.reseller.kind === 'reseller' ? subscription.reseller.mpnId : subscription.reseller.kind,
  'open steps': (subscription.steps ?? [])
    .filter(({ done }) => !done)
    .map(({ name }) => name)
    .join(' '),
  'window end': subscription.windowEndsAt,
  'put off': putOffOf(subscription),
  ...(subscription.phase === 'running' && { 'term end': subscription.term.end }),
  ...(subscription.phase === 'running' &&
    !subscription.suspension && { 'period end': subscription.period.end }),
});

/** Where the engine is not what the model foretold. */
export function differences({ engine, model, ids }: Stage): readonly string[] {
  return ids.flatMap((id, index) => {
    const [x, subscription] = [model.subscriptions.get(id), engine.state.subscriptions.get(id)];
    if (!x || !subscription) return [`subscription ${index + 1} is missing`];
    const [wanted, found] = [foretold(x), actual(subscription)];
    return Object.keys({ ...wanted, ...found })
      .filter((name) => wanted[name] !== found[name])
      .map((name) => `subscription ${index + 1}: ${name} is ${found[name]}, foretold ${wanted[name]}`);
  });
}
