import type { Instant } from '@marketsim/core';
import type { AdvanceProgress, LastAdvance } from './advance-report.ts';

/** `frozen` moves only when told; `live` runs along with real time. */
export type ClockMode = 'frozen' | 'live';

/** How a clock stands. Instants are UTC. */
export interface ClockView {
  readonly now: Instant;
  readonly mode: ClockMode;
  readonly startsAt: Instant;
  readonly nextDueAt?: Instant;
  /** When the next delivery is tried, or given up. */
  readonly nextTryAt?: Instant;
  readonly advance?: AdvanceProgress;
  /** The one that ended last. */
  readonly lastAdvance?: LastAdvance;
}
