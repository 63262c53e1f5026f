import { durationMs, type Engine, plusMs, type Subscription } from '@marketsim/core';

/**
 * A subscription as reads show it: for some time after a change still with the plan and the quantity from before, as in
 * reality, where what an operation did is not seen at once (SF 4.4, setting `subscription.updateDelay`).
 */
export function asRead(subscription: Subscription, { state, now }: Engine): Subscription {
  const { changedFrom } = subscription;
  if (!changedFrom) return subscription;
  const { until, ...before } = changedFrom;
  const isShown = now() >= plusMs(until, durationMs(state.settings['subscription.updateDelay']));
  return isShown ? subscription : { ...subscription, ...before };
}
