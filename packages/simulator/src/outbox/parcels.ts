import { type Delivery, type DeliveryResult, type Instant, isQuestion, type State } from '@marketsim/core';
import { createBehind } from './behind.ts';
import { createEndedParcels } from './ended-parcels.ts';
import { createFirstTries } from './first-try.ts';
import type { Parcel, ParcelMemory } from './parcel.ts';

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
  const behind = createBehind();
  let places = 0;

  return {
    add: (delivery, batch) => {
      const nextAt = firstTries.at(delivery);
      const place = places++;
      const parcel: Parcel = {
        ...{ delivery, place, batch, attempts: [], answers: [], tried: 0, nextAt, phase: 'waiting' },
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
          parcel.phase === 'waiting' && !blocked.has(subscriptionId)
            ? workOn(parcel, { state, now })
            : undefined;
        const goesFirst =
          parcel.tried === 0 && parcel.phase !== 'held' && !firstTries.mayBeOvertaken(parcel, now);
        if (goesFirst) blocked.add(subscriptionId);
        if (what) yield { parcel, what };
      }
    },
    nextAfter: (now) => earliest(open.values(), now),
    find: (deliveryId) => open.get(deliveryId) ?? ended.find(deliveryId),
    ofOperation: (operationId) => byOperation.get(operationId),
    putBehind: behind.put,
    freeBehind: behind.free,
    finish: (parcel, result, at) => {
      Object.assign(parcel, { phase: 'done', result, endedAt: at });
      open.delete(parcel.delivery.id);
      ended.keep(parcel);
    },
    recall: (delivery, { deliveryId: _, isHeld, ...memory }) => {
      const { result } = delivery;
      const phase = result !== undefined ? 'done' : isHeld ? 'held' : 'waiting';
      const logs = { attempts: [...memory.attempts], answers: [...memory.answers] };
      const parcel: Parcel = {
        ...{ ...memory, ...logs, delivery, phase, place: places++ },
        ...(result && { result }),
      };
      byOperation.set(delivery.operationId, parcel);
      if (phase === 'held' && memory.behind) behind.put(parcel);
      if (phase === 'done') ended.keep(parcel);
      else open.set(delivery.id, parcel);
    },
    open: () => open.values(),
    hasOpen: () => open.size > 0,
    all: () => [...ended.all(), ...open.values()].toSorted((a, b) => a.place - b.place),
  };
}

interface Present {
  readonly state: State;
  readonly now: Instant;
}

function workOn(parcel: Parcel, { state, now }: Present): Work['what'] | undefined {
  if (parcel.tried > 0 && now >= parcel.delivery.giveUpAt) return 'giveUp';
  if (isCancelled(parcel, state)) return 'cancel';
  return parcel.nextAt <= now ? 'try' : undefined;
}

/** A question that was tried, and is over meanwhile. */
const isCancelled = ({ delivery, tried }: Parcel, state: State): boolean =>
  tried > 0 &&
  isQuestion(delivery.action) &&
  state.operations.get(delivery.operationId)?.status !== 'InProgress';

function earliest(parcels: Iterable<Parcel>, now: Instant): Instant | undefined {
  let next: Instant | undefined;
  for (const { phase, nextAt } of parcels) {
    if (phase === 'waiting' && nextAt > now && (next === undefined || nextAt < next)) next = nextAt;
  }
  return next;
}
