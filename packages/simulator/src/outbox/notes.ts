import type { Instant } from '@marketsim/core';
import type { Appointment, OperationAnswer } from '@marketsim/http';
import type { Attempt } from './attempt.ts';
import type { DeliverySelection } from './handling.ts';
import { isKeptBack, type NotedAnswer, type Parcel } from './parcel.ts';

/** What an outbox has to know again when its world is taken up after a stop. None of it is part of history. */
export type OutboxNote =
  | {
      readonly kind: 'progress';
      readonly deliveryId: string;
      readonly batch: number;
      readonly tried: number;
      readonly nextAt: Instant;
      readonly isHeld: boolean;
      readonly endedAt?: Instant;
      readonly behind?: true;
      /** The try that led there. */
      readonly attempt?: Attempt;
      /** What a publisher said meanwhile. */
      readonly answer?: NotedAnswer;
      /** The payload, once it is known that it is sent again. */
      readonly body?: string;
    }
  | { readonly kind: 'holds'; readonly holds: readonly DeliverySelection[] }
  /** An answer that was taken and waits for its turn. */
  | { readonly kind: 'heldAnswer'; readonly answer: OperationAnswer }
  | { readonly kind: 'appointed'; readonly appointment: Appointment }
  /** An appointment is not ahead any more. */
  | ({ readonly kind: 'kept' } & Pick<Appointment, 'publisherId' | 'name'>);

/** Takes notes. `safe` ones were asked for by somebody who is told that they are kept. */
export type TakeNote = (note: OutboxNote, need: 'safe' | 'soon') => void;

/** How far a delivery has come, and by what. */
export function progressOf(
  parcel: Parcel,
  { attempt, answer }: { readonly attempt?: Attempt | undefined; readonly answer?: NotedAnswer } = {},
): OutboxNote {
  const { delivery, batch, tried, nextAt, endedAt, behind, body } = parcel;
  return {
    ...{ kind: 'progress', deliveryId: delivery.id, batch, tried, nextAt, isHeld: isKeptBack(parcel) },
    ...(endedAt !== undefined && { endedAt }),
    ...(behind && { behind }),
    ...(attempt && { attempt }),
    ...(answer && { answer }),
    ...(attempt && tried === 1 && body !== undefined && { body }),
  };
}
