import {
  type DomainEvent,
  durationMs,
  type Engine,
  type Instant,
  isDomainEvent,
  type LogEntry,
  type State,
} from '@marketsim/core';
import type { Outbox } from '@marketsim/http';
import { type Answers, createAnswers } from './answers.ts';
import { type Appointments, createAppointments } from './appointments.ts';
import { type Carrier, createCarrier, type Post } from './carrier.ts';
import { createExpectations, type Expectations } from './expectations.ts';
import { createHandling, type Handling } from './handling.ts';
import { createIdlePump, type IdlePump } from './idle-pump.ts';
import { progressOf, type TakeNote } from './notes.ts';
import { createNotices, type Notices } from './notices.ts';
import type { OutboxMemory } from './outbox-memory.ts';
import { addAnswer, type Parcel, remembered } from './parcel.ts';
import { createParcels, type Parcels } from './parcels.ts';
import { createRecorder, type Recorder } from './record.ts';
import { settled } from './settled.ts';

/** Where publishers are found. */
export interface Addresses extends Post, Pick<Outbox, 'landingPageOf'> {
  /** The simulator's own address, without a slash at its end; empty while it does not listen. */
  readonly baseUrl: () => string;
}

/** The parts of a world's outbox that work on the same deliveries. */
export interface Parts {
  readonly engine: Engine;
  readonly parcels: Parcels;
  readonly carrier: Carrier;
  readonly recorder: Recorder;
  readonly answers: Answers;
  readonly expected: Expectations;
  readonly appointments: Appointments;
  readonly takeNote: TakeNote;
  readonly notices: Notices;
}

/** What a world has to tell its publishers, and what they say to it (SF 4). */
export interface WorldOutbox extends Outbox {
  readonly parts: Parts;
  readonly idle: IdlePump;
  readonly handling: Handling;
  /** When the next try to tell anybody is due, after an instant. */
  nextTryAfter(now: Instant): Instant | undefined;
  /** Learns what has just been written down; whoever appends calls it. */
  noted(entries: readonly LogEntry[]): void;
  /** What a copy of the world has to know of it. */
  remember(): OutboxMemory;
  /** Begins no call by itself and waits for no publisher's word; resolves when the calls under way are written down. */
  drain(): Promise<void>;
  /** Ends these calls; resolves when they have ended. */
  close(): Promise<void>;
}

/** How the outbox finds out about time: whether a clock is moving, and how to bring one up to date. */
export interface Timekeeper {
  isMoving(): boolean;
  /** Brings the engine to the present of a running clock; does nothing to one that stands still. */
  catchUp(): void;
  /** Whether tries that lie ahead come about by themselves. */
  runs(): boolean;
  /** Learns that something else may be due next. */
  noted(): void;
}

/** What an outbox is made from. */
export interface OutboxParts {
  readonly engine: Engine;
  readonly addresses: Addresses;
  readonly time: Timekeeper;
  readonly takeNote: TakeNote;
  /** What is known from before. */
  readonly memory: OutboxMemory;
}

/** The outbox of one world. */
export function createOutbox({ engine, addresses, time, takeNote, memory }: OutboxParts): WorldOutbox {
  const parcels = createParcels(engine.state);
  const carrier = createCarrier(engine, addresses, takeNote);
  const recorder = createRecorder(engine, parcels, takeNote);
  const expected = createExpectations();
  const appointments = createAppointments({ expected, takeNote, known: memory.appointments ?? [] });
  const placeOf = (operationId: string): number => parcels.ofOperation(operationId)?.place ?? 0;
  const answers = createAnswers({ engine, expected, placeOf, takeNote, held: memory.answers });
  const publishersTold = (): Promise<void> => idle.drained();
  const notices = createNotices({ engine, baseUrl: addresses.baseUrl, time, publishersTold });
  const parts: Parts = {
    ...{ engine, parcels, carrier, recorder, answers, expected, appointments, takeNote, notices },
  };
  const idle = createIdlePump(parts, time);
  const handling = createHandling(parts, idle, memory.holds);
  const scene = { ...parts, handling };
  let batch = recall(engine.state, parcels, memory);

  const isSending = (operationId: string): boolean => parcels.ofOperation(operationId)?.phase === 'sending';

  /**
   * Answers take effect in a fixed order where that can be told: not where time goes on meanwhile, nor where there is
   * no time at all in which they may come.
   */
  const isHeldUp = (sending: boolean): boolean =>
    (time.isMoving() || (sending && !time.runs())) && durationMs(engine.state.settings['op.ackTimeout']) > 0;

  return {
    ...{ parts, idle, handling, ...forPublishers(appointments) },
    landingPageOf: (offer) => addresses.landingPageOf(offer),
    noted: (entries) => {
      batch += 1;
      for (const entry of entries) if (isDomainEvent(entry)) learn(entry, scene, batch);
      // With nothing to send the world is not busy, and nobody has to wait until that is found out.
      if (parcels.hasOpen()) idle.kickSoon();
      if (engine.state.noticesAhead.size > 0 || entries.some(isNotice)) notices.kickSoon();
    },
    answer: (answer, beforeReply) => {
      const sending = isSending(answer.operationId);
      if (sending && beforeReply === '409') {
        return { ok: false, error: { code: 'operationClosed', operationId: answer.operationId } };
      }
      return answers.take(answer, isHeldUp(sending) ? 'held' : 'now');
    },
    settled: (operationId, ms) => settled(parts, time, { operationId, ms }),
    quiet: (publisherId, operationId) => {
      expected.quiet(publisherId, operationId);
      const meant = operationId === undefined ? parcels.open() : [parcels.ofOperation(operationId)];
      for (const parcel of meant) hush(parcel, publisherId);
    },
    hasBegun: (operationId) => isUnderWay(parcels.ofOperation(operationId)),
    remember: () => ({
      parcels: parcels.all().map(remembered),
      holds: handling.holds(),
      answers: answers.all(),
      appointments: appointments.all(),
    }),
    nextTryAfter: (now) => earlier(parcels.nextAfter(now), notices.nextAfter(now)),
    ...endings(expected, [idle, notices]),
    note: ({ operationId, ...said }) => {
      const parcel = parcels.ofOperation(operationId);
      if (!parcel) return;
      const answer = { ...said, at: engine.now() };
      addAnswer(parcel.answers, answer);
      takeNote(progressOf(parcel, { answer }), 'soon');
    },
  };
}

const isUnderWay = (parcel: Parcel | undefined): boolean =>
  parcel !== undefined && (parcel.phase === 'sending' || parcel.tried > 0);

/** What a fact means for deliveries and for those who are waited for. */
function learn(
  event: DomainEvent,
  { parcels, expected, handling, notices }: Parts & { readonly handling: Handling },
  batch: number,
): void {
  notices.noted(event);
  if (event.type === 'WebhookQueued') handling.received(parcels.add(event.delivery, batch));
  if (event.type === 'OperationClosed') {
    parcels.operationOver(event.operationId);
    expected.nothingMore(event.operationId);
  }
}

const forPublishers = ({ make, kept }: Appointments): Pick<Outbox, 'appoint' | 'keptAppointment'> => ({
  appoint: make,
  keptAppointment: (publisherId, name) => kept({ publisherId, name }),
});

const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a && b ? (a < b ? a : b) : (a ?? b);

/** How everything that calls somebody comes to rest, or to its end: nobody's word is waited for any more. */
function endings(
  expected: Expectations,
  callers: readonly Pick<IdlePump, 'drain' | 'close'>[],
): Pick<WorldOutbox, 'drain' | 'close'> {
  const all = async (ending: 'drain' | 'close'): Promise<void> => {
    expected.end();
    await Promise.all(callers.map((caller) => caller[ending]()));
  };
  return { drain: () => all('drain'), close: () => all('close') };
}

const isNotice = ({ type }: LogEntry): boolean => type === 'NoticeQueued';

/** Word that comes while a try is repeated may be a late one about the try before, which failed. */
function hush(parcel: Parcel | undefined, publisherId: string): void {
  const isFirst = parcel?.phase === 'sending' && parcel.tried === 0;
  if (isFirst && parcel.delivery.publisherId === publisherId) parcel.hushed = true;
}

/** Takes in what is open, and what is remembered of the rest; gives the number of the next batch. */
function recall({ deliveries, deliveriesAhead }: State, parcels: Parcels, memory: OutboxMemory): number {
  const known = new Map(memory.parcels.map((parcel) => [parcel.deliveryId, parcel]));
  const next = memory.parcels.reduce((last, parcel) => Math.max(last, parcel.batch), 0) + 1;
  for (const delivery of (known.size > 0 ? deliveries : deliveriesAhead).values()) {
    const parcel = known.get(delivery.id);
    if (parcel) parcels.recall(delivery, parcel);
    else if (delivery.result === undefined) parcels.add(delivery, next);
  }
  return next + 1;
}
