import {
  type Delivery,
  durationMs,
  epochMs,
  type Instant,
  multiMap,
  plusMs,
  type State,
} from '@marketsim/core';
import type { Parcel } from './parcel.ts';
import { tryAt } from './retries.ts';

/** When deliveries are tried first: some are held up so that the next one of their subscription overtakes them (SF 4.5). */
export interface FirstTries {
  /** The instant of a new delivery's first try. */
  at(delivery: Delivery): Instant;
  /** A delivery that was never tried is there. */
  add(parcel: Parcel): void;
  /** It has been tried, or is over. */
  drop(parcel: Parcel): void;
  /** Whether the deliveries after one have to wait for it. */
  goesFirst(parcel: Parcel, now: Instant): boolean;
  /** Whether one has to wait for another. */
  isBehind(parcel: Parcel, now: Instant): boolean;
}

/** First tries by the settings `webhook.delay` and `webhook.reorder`. */
export function createFirstTries(state: Pick<State, 'settings'>): FirstTries {
  const held = new Set<string>();
  const untried = multiMap<Parcel>();
  const inOrder = (delivery: Delivery): Instant => tryAt(delivery, 0, state.settings);
  const mayBeOvertaken = ({ delivery, nextAt }: Parcel, now: Instant): boolean =>
    nextAt > now && nextAt > inOrder(delivery);
  const goesFirst = (parcel: Parcel, now: Instant): boolean =>
    parcel.tried === 0 && parcel.phase !== 'held' && !mayBeOvertaken(parcel, now);
  return {
    at: (delivery) => {
      const heldUpMs = durationMs(state.settings['webhook.reorder']);
      const { subscriptionId, giveUpAt } = delivery;
      if (heldUpMs === 0 || held.delete(subscriptionId)) return inOrder(delivery);
      held.add(subscriptionId);
      const at = plusMs(inOrder(delivery), heldUpMs);
      return epochMs(at) < epochMs(giveUpAt) ? at : giveUpAt;
    },
    add: (parcel) => untried.add(parcel.delivery.subscriptionId, parcel),
    drop: (parcel) => untried.remove(parcel.delivery.subscriptionId, parcel),
    goesFirst,
    isBehind: (parcel, now) => {
      for (const other of untried.of(parcel.delivery.subscriptionId)) {
        if (other.place >= parcel.place) return false;
        if (goesFirst(other, now)) return true;
      }
      return false;
    },
  };
}
