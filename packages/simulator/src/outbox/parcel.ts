import type { Delivery, DeliveryResult, Instant } from '@marketsim/core';
import type { AnswerNote } from '@marketsim/http';
import type { Attempt, Reply } from './attempt.ts';

/** An answer to an operation, with the world's instant at which it came. */
interface NotedAnswer extends Omit<AnswerNote, 'operationId'> {
  readonly at: Instant;
}

/** A delivery with what the transport knows of it. None of it belongs to the world's history. */
export interface Parcel {
  readonly delivery: Delivery;
  /** Place among all deliveries of the world: results that come together are written down in this order. */
  readonly place: number;
  /** Deliveries that one and the same turn brought about share it. */
  readonly batch: number;
  readonly attempts: Attempt[];
  /** What publishers said to its operation. */
  readonly answers: NotedAnswer[];
  /** The payload, rendered at the first try. */
  body?: string;
  /** Tries so far, those included that were counted without a call. */
  tried: number;
  /** When the next try is due, or the end of trying. */
  nextAt: Instant;
  phase: 'waiting' | 'sending' | 'held' | 'done';
  /** An answer that waits for those of earlier deliveries of its batch. */
  reply?: Reply;
  /** While it is being sent: its publisher has said already that no answer follows. */
  hushed?: true;
  /** While it is being sent: it is to be held if it is not over then. */
  keptBack?: true;
  /** How it ended. */
  result?: DeliveryResult;
  /** When it ended, world time. */
  endedAt?: Instant;
}

/** Number of the last try that is in the log; 0 before the first. */
export const lastNumber = ({ attempts }: Pick<Parcel, 'attempts'>): number => {
  const last = attempts.at(-1);
  return last === undefined ? 0 : last.kind === 'sent' ? last.number : last.through;
};

/** Puts a delivery whose sending did not end it back among those that wait, or are held. */
export function comeBack(parcel: Parcel): void {
  if (parcel.phase === 'sending') parcel.phase = parcel.keptBack ? 'held' : 'waiting';
  delete parcel.keptBack;
}

/** What a parcel is rebuilt from in a copy of its world. */
export type ParcelMemory = Omit<Parcel, 'reply' | 'hushed' | 'keptBack'>;

/** A copy of a parcel as it stands; a call under way counts as not made. */
export const remembered = ({ reply: _, hushed: __, keptBack, ...parcel }: Parcel): ParcelMemory => ({
  ...parcel,
  attempts: [...parcel.attempts],
  answers: [...parcel.answers],
  phase: parcel.phase !== 'sending' ? parcel.phase : keptBack ? 'held' : 'waiting',
});
