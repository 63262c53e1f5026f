import type { Command, DomainEvent, Engine, Instant, Outcome, Subscription } from '@marketsim/core';
import type { Chronicle } from './chronicle/chronicle.ts';
import type { Life } from './chronicle/life.ts';

/** A command, what came of it, and how things stood just before. */
export interface Request {
  readonly command: Command;
  readonly outcome: Outcome<readonly DomainEvent[]>;
  /** Number of the last fact before it. */
  readonly seq: number;
  /** The subscription that it was about, before it. */
  readonly subscription?: Subscription;
}

/** A subscription before and after what the laws have not seen yet. */
export interface Look {
  readonly before?: Life;
  readonly after: Life;
}

/** What an engine shows now, beside what the facts tell. */
export interface View {
  readonly engine: Engine;
  readonly now: Instant;
  readonly chronicle: Chronicle;
  /** Subscriptions of which something happened since the laws last looked, or for which an awaited instant passed. */
  readonly changes: readonly Look[];
  readonly request?: Request;
}
