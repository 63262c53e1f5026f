import type { Delivery, DeliveryResult, Instant } from '@marketsim/core';
import type { AnswerNote } from '@marketsim/http';
import type { WebhookChange } from '../faults/fault-kind.ts';
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
  readonly tried: number;
  /** When the next try is due, or the end of trying. Who changes it lets the others know: `Parcels.schedule`. */
  readonly nextAt: Instant;
  phase: 'waiting' | 'sending' | 'held' | 'done';
  /** An answer that waits for those of earlier deliveries of its batch. */
  reply?: Reply;
  /** While it is being sent: its publisher has said already that no answer follows. */
  hushed?: true;
  /** While it is being sent: it is to be held if it is not over then. */
  keptBack?: true;
  /** A fault has put it behind the next one of its subscription: it is held until that has ended. */
  behind?: true;
  /** What faults make of the try that comes next. */
  change?: WebhookChange;
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

/** Tries of one delivery that are kept in full; the log of an endless failure stays bounded. */
const keptAttempts = 600;

/** Adds a try to those that are kept; the oldest makes room. */
export function addAttempt(attempts: Attempt[], attempt: Attempt): void {
  if (attempts.length >= keptAttempts) attempts.shift();
  attempts.push(attempt);
}

/** Answers to one operation that are kept to be looked at. */
const keptAnswers = 100;

/** Adds an answer to those that are kept, as long as there is room. */
export function addAnswer(answers: NotedAnswer[], answer: NotedAnswer): void {
  if (answers.length < keptAnswers) answers.push(answer);
}

/** What a parcel is rebuilt from, together with its delivery. */
export interface ParcelMemory
  extends Pick<
    Parcel,
    'batch' | 'attempts' | 'answers' | 'body' | 'tried' | 'nextAt' | 'endedAt' | 'behind'
  > {
  readonly deliveryId: string;
  readonly isHeld: boolean;
}

/** Whether a delivery is kept back, or will be once it is known that a call under way did not end it. */
export const isKeptBack = ({ phase, keptBack }: Pick<Parcel, 'phase' | 'keptBack'>): boolean =>
  phase === 'held' || keptBack === true;

/** A copy of a parcel as it stands; a call under way counts as not made. */
export function remembered(parcel: Parcel): ParcelMemory {
  const { delivery, batch, attempts, answers, body, tried, nextAt, endedAt, behind } = parcel;
  return {
    ...{ deliveryId: delivery.id, batch, tried, nextAt, isHeld: isKeptBack(parcel) },
    ...{ attempts: [...attempts], answers: [...answers] },
    ...(body !== undefined && { body }),
    ...(endedAt !== undefined && { endedAt }),
    ...(behind && { behind }),
  };
}
