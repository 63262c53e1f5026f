import type { Instant } from '@marketsim/core';

/** What came back from one call: a status, or why there was none. A `stopped` call says nothing about the publisher. */
export type Reply =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'stopped' };

/** One call of a publisher's webhook, as the delivery log shows it. */
interface SentAttempt {
  readonly kind: 'sent';
  /** From 1. */
  readonly number: number;
  /** World time, UTC. */
  readonly at: Instant;
  readonly url: string;
  /** Real milliseconds from the call to its answer. */
  readonly tookMs: number;
  readonly reply: Exclude<Reply, { kind: 'stopped' }>;
  /** What was sent where a fault had changed it: JSON text. */
  readonly body?: string;
}

/** Tries that count as failed although nobody was called. */
interface UnsentAttempts {
  readonly kind: 'notSent';
  readonly number: number;
  /** Number of the last of them. */
  readonly through: number;
  readonly at: Instant;
  readonly reason: string;
}

export type Attempt = SentAttempt | UnsentAttempts;
