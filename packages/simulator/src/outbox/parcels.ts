import type { Delivery, DeliveryResult, Instant, State } from '@marketsim/core';
import { createBehind } from './behind.ts';
import { createEndedParcels } from './ended-parcels.ts';
import { createFirstTries } from './first-try.ts';
import type { Parcel, ParcelMemory } from './parcel.ts';
import { createTurns } from './turns.ts';

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
  /** The next instant, after a given one, at which there may be something to do. */
  nextAfter(now: Instant): Instant | undefined;
  find(deliveryId: string): Parcel | undefined;
  ofOperation(operationId: string): Parcel | undefined;
  /** Notes how often a delivery was tried, and when it is next. */
  schedule(parcel: Parcel, next: Pick<Parcel, 'tried' | 'nextAt'>): void;
  /** Nothing is to be tried any more for the sake of an operation. */
  operationOver(operationId: string): void;
  /** Ends the holding of a delivery. */
  letGo(parcel: Parcel): void;
  /** Holds a delivery until the next one of its subscription has ended. */
  putBehind(parcel: Parcel): void;
  /** Lets go what was put behind others of a subscription. */
  freeBehind(subscriptionId: string): readonly Parcel[];
  finish(parcel: Parcel, result: DeliveryResult, at: Instant): void;
  /** Takes in a delivery of which something is known from before. */
  recall(delivery: Delivery, memory: ParcelMemory): void;
  open(): Iterable<Parcel>;
  hasOpen(): boolean;
  /** Oldest first. */
  all(): readonly Parcel[];
}

/** An empty collection for a world. */
export function createParcels(state: State): Parcels {
  const open = new Map<string, Parcel>();
  const byOperation = new Map<string, Parcel>();
  const ended = createEndedParcels(({ delivery }) => void byOperation.delete(delivery.operationId));
  const firstTries = createFirstTries(state);
  const turns = createTurns(state, firstTries);
  const behind = createBehind(turns.letGo);
  let places = 0;

  const enter = (parcel: Parcel): void => {
    byOperation.set(parcel.delivery.operationId, parcel);
    if (parcel.phase === 'done') ended.keep(parcel);
    else {
      open.set(parcel.delivery.id, parcel);
      turns.enter(parcel);
      if (parcel.phase === 'held' && parcel.behind) behind.put(parcel);
    }
  };

  return {
    ...{ work: turns.work, nextAfter: turns.nextAfter, schedule: turns.schedule, letGo: turns.letGo },
    ...{ putBehind: behind.put, freeBehind: behind.free },
    add: (delivery, batch) => {
      const nextAt = firstTries.at(delivery);
      const place = places++;
      const parcel: Parcel = {
        ...{ delivery, place, batch, attempts: [], answers: [], tried: 0, nextAt, phase: 'waiting' },
      };
      enter(parcel);
      return parcel;
    },
    recall: (delivery, memory) => enter(recalled(delivery, memory, places++)),
    find: (deliveryId) => open.get(deliveryId) ?? ended.find(deliveryId),
    ofOperation: (operationId) => byOperation.get(operationId),
    operationOver: (operationId) => {
      const parcel = byOperation.get(operationId);
      if (parcel && parcel.phase !== 'done') turns.changed(parcel);
    },
    finish: (parcel, result, at) => {
      Object.assign(parcel, { phase: 'done', result, endedAt: at });
      open.delete(parcel.delivery.id);
      turns.leave(parcel);
      ended.keep(parcel);
    },
    open: () => open.values(),
    hasOpen: () => open.size > 0,
    all: () => [...ended.all(), ...open.values()].toSorted((a, b) => a.place - b.place),
  };
}

function recalled(
  delivery: Delivery,
  { deliveryId: _, isHeld, ...memory }: ParcelMemory,
  place: number,
): Parcel {
  const { result } = delivery;
  const phase = result !== undefined ? 'done' : isHeld ? 'held' : 'waiting';
  const logs = { attempts: [...memory.attempts], answers: [...memory.answers] };
  return { ...memory, ...logs, delivery, phase, place, ...(result && { result }) };
}
