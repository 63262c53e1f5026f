import { type Delivery, type Instant, isQuestion, type State } from '@marketsim/core';
import type { Parcel, ParcelMemory } from './parcel.ts';
import { tryAt } from './retries.ts';

/** What is to be done about a delivery now. */
export interface Work {
  readonly parcel: Parcel;
  readonly what: 'try' | 'giveUp' | 'cancel';
}

/** The deliveries of a world that are not over, and the last of those that are. */
export interface Parcels {
  /** Takes in a delivery that was queued in a turn; `batch` tells turns apart. */
  add(delivery: Delivery, batch: number): Parcel;
  /**
   * What can be done at an instant, in order of the deliveries. First tries of one subscription go one after another.
   * It is looked for while it is read, so that taking a few of many costs little: read a few, then do them.
   */
  work(now: Instant): Iterable<Work>;
  /** The next instant at which there may be something to do. */
  nextAt(): Instant | undefined;
  find(deliveryId: string): Parcel | undefined;
  ofOperation(operationId: string): Parcel | undefined;
  finish(parcel: Parcel, result: string): void;
  /** Puts back what a copied world knew of its deliveries. */
  recall(memories: readonly ParcelMemory[]): void;
  open(): Iterable<Parcel>;
  hasOpen(): boolean;
  /** Oldest first. */
  all(): readonly Parcel[];
}

/** Ended deliveries that are kept to be looked at; the oldest make room. */
const keptEnded = 10_000;

/** An empty collection for a world. */
export function createParcels(state: State): Parcels {
  const open = new Map<string, Parcel>();
  const ended = new Map<string, Parcel>();
  const byOperation = new Map<string, Parcel>();
  let places = 0;

  const isCancelled = ({ delivery, tried }: Parcel): boolean =>
    tried > 0 &&
    isQuestion(delivery.action) &&
    state.operations.get(delivery.operationId)?.status !== 'InProgress';

  const workOn = (parcel: Parcel, now: Instant): Work['what'] | undefined => {
    if (parcel.tried > 0 && now >= parcel.delivery.giveUpAt) return 'giveUp';
    if (isCancelled(parcel)) return 'cancel';
    return parcel.nextAt <= now ? 'try' : undefined;
  };

  return {
    add: (delivery, batch) => {
      const nextAt = tryAt(delivery, 0, state.settings);
      const parcel: Parcel = {
        ...{ delivery, place: places++, batch, attempts: [], tried: 0, nextAt, phase: 'waiting' },
      };
      open.set(delivery.id, parcel);
      byOperation.set(delivery.operationId, parcel);
      return parcel;
    },
    *work(now) {
      const blocked = new Set<string>();
      for (const parcel of open.values()) {
        const { subscriptionId } = parcel.delivery;
        const what =
          parcel.phase === 'waiting' && !blocked.has(subscriptionId) ? workOn(parcel, now) : undefined;
        if (parcel.tried === 0 && parcel.phase !== 'held') blocked.add(subscriptionId);
        if (what) yield { parcel, what };
      }
    },
    nextAt: () => earliest(open.values()),
    find: (deliveryId) => open.get(deliveryId) ?? ended.get(deliveryId),
    ofOperation: (operationId) => byOperation.get(operationId),
    finish: (parcel, result) => {
      parcel.phase = 'done';
      parcel.result = result;
      open.delete(parcel.delivery.id);
      ended.set(parcel.delivery.id, parcel);
      const [oldest] = ended.values();
      if (ended.size <= keptEnded || !oldest) return;
      ended.delete(oldest.delivery.id);
      byOperation.delete(oldest.delivery.operationId);
    },
    recall: (memories) => {
      for (const memory of memories) {
        const parcel: Parcel = { ...memory, attempts: [...memory.attempts], place: places++ };
        (parcel.phase === 'done' ? ended : open).set(parcel.delivery.id, parcel);
        byOperation.set(parcel.delivery.operationId, parcel);
      }
    },
    open: () => open.values(),
    hasOpen: () => open.size > 0,
    all: () => [...ended.values(), ...open.values()].toSorted((a, b) => a.place - b.place),
  };
}

function earliest(parcels: Iterable<Parcel>): Instant | undefined {
  let next: Instant | undefined;
  for (const { phase, nextAt } of parcels) {
    if (phase === 'waiting' && (next === undefined || nextAt < next)) next = nextAt;
  }
  return next;
}
