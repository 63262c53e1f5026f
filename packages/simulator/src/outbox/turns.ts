import { type Instant, isQuestion, type State } from '@marketsim/core';
import type { FirstTries } from './first-try.ts';
import type { Parcel } from './parcel.ts';
import type { Parcels, Work } from './parcels.ts';
import { createTimetable, type Rest } from './timetable.ts';

/** Whose turn it is among the open deliveries of a world, and when the next one's comes. */
export interface Turns extends Pick<Parcels, 'work' | 'nextAfter' | 'schedule' | 'letGo'> {
  /** Takes in an open delivery. */
  enter(parcel: Parcel): void;
  /** Something about an open one is not as it was. */
  changed(parcel: Parcel): void;
  /** It is over. */
  leave(parcel: Parcel): void;
}

/** Nobody's turn yet. */
export function createTurns(state: State, firstTries: FirstTries): Turns {
  const timetable = createTimetable<Parcel>((parcel, now) => restOf(parcel, { state, now }));
  return {
    enter: (parcel) => {
      if (parcel.tried === 0) firstTries.add(parcel);
      timetable.wake(parcel);
    },
    changed: timetable.wake,
    leave: (parcel) => {
      firstTries.drop(parcel);
      timetable.drop(parcel);
    },
    letGo: (parcel) => {
      parcel.phase = 'waiting';
      timetable.wake(parcel);
    },
    schedule: (parcel, { tried, nextAt }) => {
      Object.assign(parcel, { tried, nextAt });
      if (tried > 0) firstTries.drop(parcel);
      if (parcel.phase !== 'done') timetable.wake(parcel);
    },
    *work(now) {
      const blocked = new Set<string>();
      for (const parcel of timetable.awake(now)) {
        const { subscriptionId } = parcel.delivery;
        const isBehind = blocked.has(subscriptionId) || firstTries.isBehind(parcel, now);
        const what = isBehind ? undefined : workOn(parcel, { state, now });
        // Whoever reads this may note a try meanwhile: it does not let the next one pass before all are looked at.
        if (firstTries.goesFirst(parcel, now)) blocked.add(subscriptionId);
        if (what) yield { parcel, what };
      }
    },
    nextAfter: timetable.nextAfter,
  };
}

interface Present {
  readonly state: State;
  readonly now: Instant;
}

function workOn(parcel: Parcel, { state, now }: Present): Work['what'] | undefined {
  if (parcel.phase !== 'waiting') return undefined;
  if (parcel.tried > 0 && now >= parcel.delivery.giveUpAt) return 'giveUp';
  if (isCancelled(parcel, state)) return 'cancel';
  return parcel.nextAt <= now ? 'try' : undefined;
}

/** A question that was tried, and is over meanwhile. */
const isCancelled = ({ delivery, tried }: Parcel, state: State): boolean =>
  tried > 0 &&
  isQuestion(delivery.action) &&
  state.operations.get(delivery.operationId)?.status !== 'InProgress';

/** What is being sent does not rest, for it may come back at any time. */
function restOf(parcel: Parcel, present: Present): Rest {
  if (parcel.phase === 'held') return 'woken';
  return parcel.phase === 'waiting' && !workOn(parcel, present) ? parcel.nextAt : undefined;
}
