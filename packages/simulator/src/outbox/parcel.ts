import type { Delivery, Instant } from '@marketsim/core';
import type { AnswerNote } from '@marketsim/http';
import type { Attempt, Reply } from './attempt.ts';

/** An answer to an operation, with the world's instant at which it came. */
export interface NotedAnswer extends Omit<AnswerNote, 'operationId'> {
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
  /** How it ended. */
  result?: string;
}

/** What a parcel is rebuilt from in a copy of its world. */
export type ParcelMemory = Omit<Parcel, 'reply'>;

/** A copy of a parcel as it stands; a call under way counts as not made. */
export const remembered = ({ reply: _, ...parcel }: Parcel): ParcelMemory => ({
  ...parcel,
  attempts: [...parcel.attempts],
  answers: [...parcel.answers],
  phase: parcel.phase === 'sending' ? 'waiting' : parcel.phase,
});
