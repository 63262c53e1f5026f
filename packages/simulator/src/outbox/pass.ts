import { durationMs } from '@marketsim/core';
import type { Reply } from './attempt.ts';
import { createBreaker } from './breaker.ts';
import { hear } from './hear.ts';
import { createLeftAlone, type NotSent } from './left-alone.ts';
import { meetFaults } from './meet-faults.ts';
import type { Parts } from './outbox.ts';
import { comeBack } from './parcel.ts';
import type { Work } from './parcels.ts';
import { atOnce, callAll } from './round.ts';

/** Calls of one round at most. */
const widest = 4096;

/** What became of tries and deliveries during a pass. */
export interface PassCounts {
  /** Calls that were made. */
  sent: number;
  accepted: number;
  refused: number;
  /** Calls that failed and are repeated. */
  failed: number;
  /** Deliveries given up after the last try. */
  exhausted: number;
  /** Retries ended because the operation was over. */
  cancelled: number;
}

/** One advance of the clock, as the outbox goes along with it. */
export interface Pass {
  /**
   * Does all that is due at the instant where the engine stands: calls in rounds, their results written down in order
   * of the deliveries; then, once publishers have answered or had their time for it, the answers in order of the
   * operations; and again, until nothing is left. Returns early when a signal ends the pass; rejects, with nothing
   * sent, when what happened cannot be written down.
   */
  settle(): Promise<void>;
  /** Brings deliveries that were left alone back into their rhythm, and tells which. */
  end(): readonly NotSent[];
  readonly counts: PassCounts;
}

/** What ends a pass. */
export interface PassSignals {
  /** Nothing more is begun; calls that are under way are still answered. */
  readonly enough: AbortSignal;
  /** Ends these too; there is enough then as well. */
  readonly stop: AbortSignal;
}

/** Accompanies an advance of a world's clock. */
export function createPass(parts: Parts, signals: PassSignals): Pass {
  const { enough } = signals;
  const { engine, parcels, carrier, answers, expected, appointments, notices } = parts;
  const breaker = createBreaker();
  const leftAlone = createLeftAlone(parts);
  const counts: PassCounts = { sent: 0, accepted: 0, refused: 0, failed: 0, exhausted: 0, cancelled: 0 };

  // The first round makes as many calls as can be under way at once. What comes after a good one is wider: one call
  // that hangs then holds up fewer rounds. After a bad one the breaker has to be asked soon.
  let width = atOnce;

  const round = async (works: readonly Work[]): Promise<void> => {
    const tries = works.flatMap(({ parcel, what }) =>
      what === 'try' && meetFaults(parts, parcel) ? [parcel] : [],
    );
    for (const parcel of tries) parcel.phase = 'sending';
    try {
      if (tries.length > 0) await engine.log.durable();
      const replies = await callAll(carrier, tries, signals);
      const answered = tries.filter((parcel) => (replies.get(parcel) ?? notCalled).kind !== 'stopped');
      for (const work of works) write(parts, counts, { work, reply: replies.get(work.parcel) });
      const isGood = answered.some(({ phase }) => phase === 'done');
      width = isGood && replies.size === tries.length ? Math.min(width * 4, widest) : atOnce;
      breaker.note(
        answered.map(({ delivery, phase }) => ({
          url: carrier.addressOf(delivery),
          succeeded: phase === 'done',
        })),
      );
    } finally {
      // What could not be written down is sent again.
      for (const parcel of tries) comeBack(parcel);
    }
  };

  /** What can be done now, without those whose address is left alone. */
  const nextRound = (): readonly Work[] => {
    const works: Work[] = [];
    for (const work of parcels.work(engine.now())) {
      if (works.length === width) break;
      const url = work.what === 'try' ? carrier.addressOf(work.parcel.delivery) : undefined;
      if (url !== undefined && breaker.isOpen(url)) leftAlone.add(work.parcel, url);
      else works.push(work);
    }
    return works;
  };

  const settle = async (): Promise<void> => {
    while (!enough.aborted) {
      // What has come due at this very instant comes before what is said at it (GEN-04).
      engine.stepTo(engine.now());
      const works = nextRound();
      if (works.length > 0) {
        await round(works);
        continue;
      }
      appointments.arrive(engine.now(), durationMs(engine.state.settings['clock.realGrace']));
      await expected.none(enough);
      if (answers.applyHeld(() => true) > 0) continue;
      // Partners are told last: then what they read has settled.
      if (!(await notices.round(breaker, signals))) return;
    }
  };

  return { counts, settle, end: () => leftAlone.end() };
}

/** What is known of a call that was not made, or was ended before its answer: nothing. */
const notCalled: Reply = { kind: 'stopped' };

interface Written {
  readonly work: Work;
  readonly reply: Reply | undefined;
}

function write(parts: Parts, counts: PassCounts, { work, reply }: Written): void {
  const { parcel, what } = work;
  if (what !== 'try') {
    const result = what === 'cancel' ? 'cancelled' : 'exhausted';
    counts[result] += 1;
    parts.recorder.ended(parcel, result);
    return;
  }
  const verdict = hear(parts, parcel, reply ?? notCalled);
  if (verdict === 'stopped') return;
  counts.sent += 1;
  counts[verdict === 'again' ? 'failed' : verdict] += 1;
}
