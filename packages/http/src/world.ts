import type { Engine } from '@marketsim/core';
import type { Receipts } from './receipts.ts';

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
};

/** One isolated marketplace, as the handlers see it. */
export type World = ServedWorld & { readonly engine: Engine };
