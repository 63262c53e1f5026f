import { durationMs, planOf, plusMs, type Settings, type Subscription, startOf } from '@marketsim/core';
import type { RefusalContract } from '@marketsim/http';
import type { PartnerContext } from '../context.ts';
import { isWorkedOn } from '../order/resource.ts';
import { commerceFault, type Fault } from '../problem.ts';
import type { Update } from './changes.ts';

/** A reason to refuse an update, whatever it is that changes, or only where the status does (PC 6.4). */
interface Guard {
  readonly status: 400 | 409;
  readonly code: number;
  readonly when: string;
  applies(subscription: Subscription, seen: Seen): boolean;
}

interface Seen extends Pick<PartnerContext, 'engine'> {
  readonly asked: Update;
  readonly settings: Settings;
}

const guards: readonly Guard[] = [
  {
    ...{
      status: 409,
      code: 800082,
      when: 'the subscription is not ready to be updated: its order is worked on',
    },
    applies: ({ orderId }, { engine: { state, now } }) => {
      const order = state.orders.get(orderId);
      return order !== undefined && isWorkedOn(order, { state, now: now() });
    },
  },
  {
    ...{ status: 400, code: 900311, when: 'the subscription was updated too many times' },
    applies: ({ version }, { settings }) => {
      const most = settings['patch.updatesAtMost'];
      return most > 0 && version > most;
    },
  },
  {
    ...{ status: 400, code: 900277, when: 'the subscription is about to expire' },
    applies: (subscription, { engine, settings }) => {
      if (subscription.phase !== 'running' || subscription.autoRenew) return false;
      const closedFor = durationMs(settings['patch.closedBeforeExpiry']);
      return engine.now() >= plusMs(startOf(subscription.term.end), -closedFor);
    },
  },
  {
    ...{ status: 400, code: 2006, when: 'the plan allows no updates of its subscriptions' },
    applies: (subscription, { engine: { state } }) => planOf(subscription, state)?.keeps === 'everything',
  },
  {
    ...{ status: 400, code: 800096, when: 'the plan allows no change of the status but cancelling' },
    applies: (subscription, { asked: { status }, engine: { state } }) =>
      status !== undefined && status !== 'deleted' && planOf(subscription, state)?.keeps === 'status',
  },
];

/** What the guards refuse with. */
export const guardRefusals: readonly RefusalContract[] = guards.map(({ status, code, when }) => ({
  status,
  code,
  when,
}));

/** Why a subscription that is not over cannot be updated now, or nothing when it can, or when nothing is to change. */
export function guarded(
  { engine }: Pick<PartnerContext, 'engine'>,
  subscription: Subscription,
  asked: Update,
): Fault | undefined {
  if (subscription.phase === 'ended' || Object.keys(asked).length === 0) return undefined;
  const { settings } = engine.state;
  const guard = guards.find(({ applies }) => applies(subscription, { engine, asked, settings }));
  return guard && commerceFault(guard.status, guard.code, `Subscription ${subscription.id}: ${guard.when}.`);
}
