import type { Engine, NoticeTry, PartnerNotice } from '@marketsim/core';
import { noticeFaults } from '../faults/notice-faults.ts';
import { soon } from '../soon.ts';
import type { Reply } from './attempt.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { type NoticeTrial, tellPartner } from './notice-call.ts';
import { createNoticesAhead, type NoticesAhead } from './notices-ahead.ts';
import type { Timekeeper } from './outbox.ts';
import type { PassSignals } from './pass.ts';
import { atOnce } from './round.ts';

/** What a world has to tell its partners (PC 8.2). When, and how often, its engine says: every try is a fact. */
export interface Notices extends Pick<NoticesAhead, 'noted' | 'nextAfter'> {
  /** Makes a round of the tries that are due; false when there are none. An address that the breaker opened for is not called. */
  round(breaker: Breaker, signals: PassSignals): Promise<boolean>;
  /** Makes what is due, once what is being done in this turn is done and publishers have been told. */
  kickSoon(): void;
  isBusy(): boolean;
  /** Resolves when that is over. */
  drained(): Promise<void>;
  /** Begins nothing more by itself; resolves when no call is under way. */
  drain(): Promise<void>;
  /** Ends the calls that are under way; resolves when they have ended. */
  close(): Promise<void>;
}

interface NoticeParts {
  readonly engine: Engine;
  readonly baseUrl: () => string;
  readonly time: Timekeeper;
  /** Resolves when no publisher is being called. */
  readonly publishersTold: () => Promise<void>;
}

const leftAlone = 'not called: three tries in a row had failed in this advance';

/** The notices of one world. */
export function createNotices({ engine, baseUrl, time, publishersTold }: NoticeParts): Notices {
  const stop = new AbortController();
  const { state } = engine;
  const ahead = createNoticesAhead(state);
  let pumping: Promise<void> | undefined;
  let calls = 0;
  let isDraining = false;

  const call = async (trial: NoticeTrial, stop: AbortSignal): Promise<Reply> => {
    calls += 1;
    try {
      return await tellPartner(trial, { baseUrl: baseUrl(), settings: state.settings, stop });
    } finally {
      calls -= 1;
    }
  };

  const round: Notices['round'] = async (breaker, signals) => {
    const due = ahead.due(engine.now(), atOnce);
    if (due.length === 0 || signals.enough.aborted) return false;
    const trials = due.map((notice) => trialOf(engine, notice, breaker));
    await engine.log.durable();
    const replies = await Promise.all(trials.map((trial) => call(trial, signals.stop)));
    const heard = due.map((notice, index) => ({ notice, reply: replies[index] ?? stopped }));
    for (const each of heard) record(engine, each);
    breaker.note(heard.map(({ notice, reply }) => ({ url: notice.webhookUrl, succeeded: isGood(reply) })));
    return !signals.stop.aborted;
  };

  const pump = async (): Promise<void> => {
    const signals = { enough: stop.signal, stop: stop.signal };
    const goesOn = (): boolean => !time.isMoving() && !isDraining;
    do {
      await publishersTold();
      if (goesOn()) time.catchUp();
    } while (goesOn() && (await round(createBreaker(), signals)));
    // Retries lie ahead now.
    time.noted();
  };

  const later = soon(() => {
    if (pumping || time.isMoving() || isDraining || ahead.due(engine.now(), 1).length === 0) return;
    // A failure that nobody is there to be told of: whoever calls next meets the same one.
    pumping = pump()
      .catch(() => undefined)
      .finally(() => {
        pumping = undefined;
      });
  });

  const drained = async (): Promise<void> => {
    while (later.isAsked()) await new Promise((resolve) => setImmediate(resolve));
    await pumping;
  };

  const drain = (): Promise<void> => {
    isDraining = true;
    return drained();
  };

  return {
    ...{ noted: ahead.noted, nextAfter: ahead.nextAfter },
    ...{ round, drained, drain, kickSoon: later.ask },
    isBusy: () => calls > 0 || pumping !== undefined,
    close: () => {
      stop.abort();
      return drain();
    },
  };
}

const trialOf = (engine: Engine, notice: PartnerNotice, breaker: Breaker): NoticeTrial => ({
  notice,
  change: breaker.isOpen(notice.webhookUrl) ? { nowhere: leftAlone } : noticeFaults(engine, notice),
});

const stopped: Reply = { kind: 'stopped' };

const isGood = (reply: Reply): boolean =>
  reply.kind === 'answered' && reply.status >= 200 && reply.status < 300;

function record(
  engine: Engine,
  { notice, reply }: { readonly notice: PartnerNotice; readonly reply: Reply },
): void {
  if (reply.kind === 'stopped') return;
  const outcome: Omit<NoticeTry, 'at'> =
    reply.kind === 'answered' ? { status: reply.status } : { failure: reply.reason };
  engine.execute({ type: 'RecordNoticeTry', noticeId: notice.id, outcome });
}
