import type { Reply } from './attempt.ts';
import { comeBack, type Parcel } from './parcel.ts';

/** Calls that were made one by one and are not written down yet. */
export interface Underway {
  add(parcel: Parcel): void;
  /** The call came to nothing. */
  drop(parcel: Parcel): void;
  /** The call was answered. Throws when an answer cannot be written down; the others are. */
  answered(parcel: Parcel, reply: Reply): void;
  all(): readonly Parcel[];
  readonly size: number;
}

/**
 * Answers to deliveries of one turn are written down in the order of these, whichever comes first; what is not over
 * then comes back.
 */
export function createUnderway(writeDown: (parcel: Parcel, reply: Reply) => void): Underway {
  const sending = new Set<Parcel>();

  const letGo = (parcel: Parcel): void => {
    delete parcel.reply;
    sending.delete(parcel);
    comeBack(parcel);
  };

  const written = (parcel: Parcel, reply: Reply): unknown => {
    try {
      writeDown(parcel, reply);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      letGo(parcel);
    }
  };

  const flush = (batch: number): void => {
    let failure: unknown;
    const together = [...sending].filter((parcel) => parcel.batch === batch);
    for (const parcel of together.toSorted((a, b) => a.place - b.place)) {
      if (parcel.reply === undefined) break;
      failure = written(parcel, parcel.reply) ?? failure;
    }
    if (failure !== undefined) throw failure;
  };

  return {
    add: (parcel) => void sending.add(parcel),
    drop: (parcel) => {
      letGo(parcel);
      flush(parcel.batch);
    },
    answered: (parcel, reply) => {
      parcel.reply = reply;
      flush(parcel.batch);
    },
    all: () => [...sending],
    get size() {
      return sending.size;
    },
  };
}
