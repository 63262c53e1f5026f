import type { DomainEvent, Instant } from '@marketsim/core';
import type { NotSent } from '../outbox/left-alone.ts';
import type { PassCounts } from '../outbox/pass.ts';

/** Why an advance ended: it arrived, its real time was up, or somebody stopped it. */
export type Reached = 'target' | 'budget' | 'cancelled';

/** Where an advance stands. Instants are UTC. */
export interface AdvanceProgress {
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  /** Facts so far. */
  readonly events: number;
  readonly deliveries: Readonly<PassCounts>;
}

/** What an advance led to. */
export interface AdvanceReport extends Omit<AdvanceProgress, 'events'> {
  readonly reached: Reached;
  /** What happened on the way, oldest first. */
  readonly events: readonly DomainEvent[];
  readonly notSent: readonly NotSent[];
}

/** How an advance ended, for those who did not wait for it. */
export interface LastAdvance extends AdvanceProgress {
  /** Absent when it failed. */
  readonly reached?: Reached;
  readonly notSent: readonly NotSent[];
  /** Why it failed. */
  readonly error?: string;
}

/** Remembers an advance that came to an end. */
export const lastOf = ({ events, ...report }: AdvanceReport): LastAdvance => ({
  ...report,
  events: events.length,
});
