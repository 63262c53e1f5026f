import { soon } from '../soon.ts';
import type { Reply } from './attempt.ts';
import { hear } from './hear.ts';
import { meetFaults } from './meet-faults.ts';
import type { Parts, Timekeeper } from './outbox.ts';
import type { Parcel } from './parcel.ts';
import type { Work } from './parcels.ts';
import { atOnce } from './round.ts';
import { createUnderway } from './underway.ts';

/** Sends by itself what is due, while no advance moves the clock. */
export interface IdlePump {
  /** Starts what is due now. Throws when the clock cannot be brought up to date. */
  kick(): void;
  /** The same, once what is being done in this turn is done. */
  kickSoon(): void;
  /** Whether a call is under way or about to be made. */
  isBusy(): boolean;
  /** Resolves when that is over. */
  drained(): Promise<void>;
  /** Deliveries that are under way. */
  underway(): readonly Parcel[];
  /** Calls now, out of turn. Rejects when what happened, or the answer, cannot be written down. */
  send(parcel: Parcel): Promise<void>;
  /** Begins nothing more by itself; resolves when no call is under way. */
  drain(): Promise<void>;
  /** Ends the calls that are under way; resolves when they have ended. */
  close(): Promise<void>;
}

/** Each call is started when it is due and written down when it is answered. */
export function createIdlePump(parts: Parts, time: Timekeeper): IdlePump {
  const { engine, carrier, recorder } = parts;
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  let isDraining = false;

  const underway = createUnderway((parcel, reply) => {
    if (!stop.signal.aborted) take(parts, time, { parcel, reply });
  });

  const call = async (parcel: Parcel): Promise<void> => {
    let reply: Reply;
    try {
      await engine.log.durable();
      reply = await carrier.carry(parcel, stop.signal);
    } catch (error) {
      underway.drop(parcel);
      throw error;
    }
    underway.answered(parcel, reply);
  };

  const send = async (parcel: Parcel): Promise<void> => {
    if (parcel.phase === 'waiting') parcel.phase = 'sending';
    underway.add(parcel);
    try {
      await call(parcel);
      // Answers that come together make room together: to look once for all of them, not once for each.
      later.ask();
    } finally {
      rest();
    }
  };

  const isBusy = (): boolean => later.isAsked() || underway.size > 0;

  const rest = (): void => {
    if (isBusy()) return;
    for (const done of listeners) done();
    listeners.clear();
  };

  const kick = (): void => {
    if (time.isMoving() || isDraining) return;
    time.catchUp();
    const next = () => worksFor(atOnce - underway.size, parts);
    for (let works = next(); works.length > 0; works = next()) {
      for (const { parcel, what } of works) {
        if (what !== 'try') recorder.ended(parcel, what === 'cancel' ? 'cancelled' : 'exhausted');
        else if (meetFaults(parts, parcel)) send(parcel).catch(untold);
      }
    }
  };

  const later = soon(() => {
    untoldOf(kick);
    rest();
  });

  const drained = (): Promise<void> =>
    isBusy() ? new Promise((resolve) => void listeners.add(resolve)) : Promise.resolve();

  const drain = (): Promise<void> => {
    isDraining = true;
    return drained();
  };

  return {
    ...{ kick, kickSoon: later.ask, isBusy, drained, drain, send, underway: underway.all },
    close: () => {
      stop.abort();
      return drain();
    },
  };
}

/** A failure that nobody is there to be told of: whoever calls next meets the same one. */
const untold = (_: unknown): void => undefined;

function untoldOf(act: () => void): void {
  try {
    act();
  } catch (error) {
    untold(error);
  }
}

/** What can be done now, as far as there is room. */
function worksFor(room: number, { engine, parcels }: Parts): readonly Work[] {
  const works: Work[] = [];
  if (room <= 0) return works;
  for (const work of parcels.work(engine.now())) {
    works.push(work);
    if (works.length === room) break;
  }
  return works;
}

interface Answered {
  readonly parcel: Parcel;
  readonly reply: Reply;
}

/** Writes an answer down, and applies what its publisher has said to operations meanwhile. */
function take(parts: Parts, time: Timekeeper, { parcel, reply }: Answered): void {
  const { parcels, answers, expected } = parts;
  time.catchUp();
  const verdict = hear(parts, parcel, reply);
  answers.applyHeld((id) => parcels.ofOperation(id)?.phase !== 'sending');
  if (verdict !== 'again') return;
  if (time.runs()) time.noted();
  else expected.nothingMore(parcel.delivery.operationId);
}
