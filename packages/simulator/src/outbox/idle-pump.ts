import type { Reply } from './attempt.ts';
import type { Parts, Timekeeper } from './outbox.ts';
import type { Parcel } from './parcel.ts';
import type { Work } from './parcels.ts';

/** Calls under way at once. */
const widest = 64;

/** Sends by itself what is due, while no advance moves the clock. */
export interface IdlePump {
  /** Starts what is due now. */
  kick(): void;
  /** The same, once what is being done in this turn is done. */
  kickSoon(): void;
  /** Whether a call is under way or about to be made. */
  isBusy(): boolean;
  /** Resolves when that is over. */
  drained(): Promise<void>;
  /** Deliveries that are under way. */
  underway(): readonly Parcel[];
  /** Calls now, out of turn. */
  send(parcel: Parcel): Promise<void>;
  close(): void;
}

/**
 * Each call is started when it is due and written down when it is answered. Answers to deliveries of one turn are
 * written down in their order, whichever comes first.
 */
export function createIdlePump(parts: Parts, time: Timekeeper): IdlePump {
  const { carrier, recorder } = parts;
  const sending = new Set<Parcel>();
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  let isSoon = false;

  const writeDown = (parcel: Parcel, reply: Reply): void => {
    delete parcel.reply;
    sending.delete(parcel);
    if (!stop.signal.aborted) take(parts, time, { parcel, reply });
  };

  const flush = (batch: number): void => {
    const together = [...sending].filter((parcel) => parcel.batch === batch);
    for (const parcel of together.toSorted((a, b) => a.place - b.place)) {
      if (parcel.reply === undefined) return;
      writeDown(parcel, parcel.reply);
    }
  };

  const send = async (parcel: Parcel): Promise<void> => {
    if (parcel.phase === 'waiting') parcel.phase = 'sending';
    sending.add(parcel);
    parcel.reply = await carrier.carry(parcel, stop.signal);
    flush(parcel.batch);
    kick();
    rest();
  };

  const isBusy = (): boolean => isSoon || sending.size > 0;

  const rest = (): void => {
    if (isBusy()) return;
    for (const done of listeners) done();
    listeners.clear();
  };

  const kick = (): void => {
    if (time.isMoving() || stop.signal.aborted) return;
    time.catchUp();
    const next = () => worksFor(widest - sending.size, parts);
    for (let works = next(); works.length > 0; works = next()) {
      for (const { parcel, what } of works) {
        if (what === 'try') send(parcel).catch(() => stop.abort());
        else recorder.ended(parcel, what === 'cancel' ? 'cancelled' : 'exhausted');
      }
    }
  };

  return {
    kick,
    kickSoon: () => {
      if (isSoon) return;
      isSoon = true;
      setImmediate(() => {
        isSoon = false;
        kick();
        rest();
      });
    },
    isBusy,
    drained: () => (isBusy() ? new Promise((resolve) => void listeners.add(resolve)) : Promise.resolve()),
    underway: () => [...sending],
    send,
    close: () => stop.abort(),
  };
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
  const { parcels, recorder, answers, expected } = parts;
  const { operationId } = parcel.delivery;
  time.catchUp();
  const verdict = recorder.answered(parcel, reply);
  if (verdict === 'accepted' || verdict === 'refused') answers.expect(operationId);
  answers.applyHeld((id) => parcels.ofOperation(id)?.phase !== 'sending');
  if (verdict !== 'again') return;
  if (time.runs()) time.noted();
  else expected.nothingMore(operationId);
}
