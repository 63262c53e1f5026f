import { type Delivery, durationMs, epochMs, type Instant, plusMs, type State } from '@marketsim/core';
import type { Parcel } from './parcel.ts';
import { tryAt } from './retries.ts';

/** When deliveries are tried first: some are held up so that the next one of their subscription overtakes them (SF 4.5). */
export interface FirstTries {
  /** The instant of a new delivery's first try. */
  at(delivery: Delivery): Instant;
  /** Whether the deliveries after one need not wait for it. */
  mayBeOvertaken(parcel: Pick<Parcel, 'delivery' | 'nextAt'>, now: Instant): boolean;
}

/** First tries by the settings `webhook.delay` and `webhook.reorder`. */
export function createFirstTries(state: Pick<State, 'settings'>): FirstTries {
  const held = new Set<string>();
  const inOrder = (delivery: Delivery): Instant => tryAt(delivery, 0, state.settings);
  return {
    at: (delivery) => {
      const heldUpMs = durationMs(state.settings['webhook.reorder']);
      const { subscriptionId, giveUpAt } = delivery;
      if (heldUpMs === 0 || held.delete(subscriptionId)) return inOrder(delivery);
      held.add(subscriptionId);
      const at = plusMs(inOrder(delivery), heldUpMs);
      return epochMs(at) < epochMs(giveUpAt) ? at : giveUpAt;
    },
    mayBeOvertaken: ({ delivery, nextAt }, now) => nextAt > now && nextAt > inOrder(delivery),
  };
}
