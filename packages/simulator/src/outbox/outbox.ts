import type { DomainEvent, Engine, LogEntry } from '@marketsim/core';
import type { Outbox } from '@marketsim/http';
import { type Answers, createAnswers } from './answers.ts';
import { type Carrier, createCarrier, type Post } from './carrier.ts';
import { createExpectations, type Expectations } from './expectations.ts';
import { createHandling, type Handling } from './handling.ts';
import { createIdlePump, type IdlePump } from './idle-pump.ts';
import type { ParcelMemory } from './parcel.ts';
import { createParcels, type Parcels } from './parcels.ts';
import { createRecorder, type Recorder } from './record.ts';

/** Where publishers are found. */
export interface Addresses extends Post, Pick<Outbox, 'landingPageOf'> {}

/** The parts of a world's outbox that work on the same deliveries. */
export interface Parts {
  readonly engine: Engine;
  readonly parcels: Parcels;
  readonly carrier: Carrier;
  readonly recorder: Recorder;
  readonly answers: Answers;
  readonly expected: Expectations;
}

/** What a world has to tell its publishers, and what they say to it (SF 4). */
export interface WorldOutbox extends Outbox {
  readonly parts: Parts;
  readonly idle: IdlePump;
  readonly handling: Handling;
  /** Learns what has just been written down; whoever appends calls it. */
  noted(entries: readonly LogEntry[]): void;
  /** Ends every call that is under way. */
  close(): void;
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
  /** What is known of deliveries from before. */
  readonly parcels: readonly ParcelMemory[];
}

/** Answers to one operation that are kept to be looked at. */
const keptAnswers = 100;

/** The outbox of one world. */
export function createOutbox({ engine, addresses, time, parcels: memories }: OutboxParts): WorldOutbox {
  const parcels = createParcels(engine.state);
  const carrier = createCarrier(engine, addresses);
  const recorder = createRecorder(engine, parcels);
  const expected = createExpectations();
  const placeOf = (operationId: string): number => parcels.ofOperation(operationId)?.place ?? 0;
  const answers = createAnswers({ engine, expected, placeOf });
  const parts: Parts = { engine, parcels, carrier, recorder, answers, expected };
  const idle = createIdlePump(parts, time);
  const handling = createHandling(parts, idle);
  let batch = 0;
  parcels.recall(memories);
  for (const delivery of engine.state.deliveriesAhead.values()) {
    if (!parcels.find(delivery.id)) parcels.add(delivery, batch);
  }

  const isSending = (operationId: string): boolean => parcels.ofOperation(operationId)?.phase === 'sending';

  const note = (event: DomainEvent): void => {
    if (event.type === 'WebhookQueued') handling.received(parcels.add(event.delivery, batch));
    if (event.type === 'OperationClosed') expected.nothingMore(event.operationId);
  };

  return {
    ...{ parts, idle, handling },
    landingPageOf: (offer) => addresses.landingPageOf(offer),
    noted: (entries) => {
      batch += 1;
      for (const entry of entries) if (entry.type !== 'ReceiptKept') note(entry);
      idle.kickSoon();
    },
    answer: (answer) => {
      const sending = isSending(answer.operationId);
      if (sending && engine.state.settings['ops.patchBeforeReply'] === '409') {
        return { ok: false, error: { code: 'operationClosed', operationId: answer.operationId } };
      }
      return answers.take(answer, sending || time.isMoving() ? 'held' : 'now');
    },
    settled: (operationId, ms) => {
      const parcel = parcels.ofOperation(operationId);
      const isOpen = engine.state.operations.get(operationId)?.status === 'InProgress';
      const rests =
        parcel?.phase === 'held' || (parcel?.phase === 'waiting' && parcel.tried > 0 && !time.runs());
      const comes = parcel !== undefined && (!rests || time.isMoving());
      const heard = parcel?.phase === 'done' && !expected.has(operationId);
      if (!isOpen || !comes || heard) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        expected.once(operationId, () => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
    quiet: (publisherId, operationId) => expected.quiet(publisherId, operationId),
    note: ({ operationId, ...answer }) => {
      const kept = parcels.ofOperation(operationId)?.answers;
      if (kept && kept.length < keptAnswers) kept.push({ ...answer, at: engine.now() });
    },
    close: () => idle.close(),
  };
}
