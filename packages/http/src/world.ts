import type { Engine } from '@marketsim/core';
import type { Outbox } from './outbox.ts';
import type { Receipts } from './receipts.ts';

/**
 * When a request may go ahead while the world's clock is moving: `settled` once the instant has settled, for callers
 * from outside; `reading` the same, but partners that are being told of something may read it before they reply;
 * `anytime` for publishers, whom the world itself waits for, and for the clock's own controls.
 */
export type Entry = 'settled' | 'reading' | 'anytime';

/** What the kit needs of a world to serve a request in it. */
export type ServedWorld = {
  readonly name: string;
  /** `now` is the world's instant, ISO 8601 in UTC. */
  readonly engine: { now(): string };
  readonly receipts: Receipts;
  /**
   * Settles when everything recorded so far is on disk; undefined when it already is. No answer leaves
   * before, and a rejection is answered as a failure.
   */
  durable(): Promise<void> | undefined;
  /** Called before a request is looked at: brings a running clock up to date; undefined when it may go ahead now. */
  enter(entry: Entry): Promise<void> | undefined;
};

/** One isolated marketplace, as the handlers see it. */
export type World = ServedWorld & { readonly engine: Engine; readonly outbox: Outbox };
