import type { Currency, Minor } from '@marketsim/core';

/** Something that happened, as the story tells it. */
export interface Told {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly text: string;
  /** What was charged, in minor units. */
  readonly amount?: { readonly minor: Minor; readonly currency: Currency } | undefined;
  /** Whether somebody did it, or it came about by itself. */
  readonly by: 'step' | 'time';
}

/** Why a scenario failed, and where its file says what was to be. */
export interface Failure {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Such as `steps[3].expect.charged[0].amount`. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** A line of the ledger for a chart. */
export interface Booked {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly minor: Minor;
  readonly currency: Currency;
}

/** A scenario that was run. */
export interface Result {
  readonly file: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly told: readonly Told[];
  readonly booked: readonly Booked[];
  /** Empty when all went as the scenario says. */
  readonly failures: readonly Failure[];
  /** Real milliseconds that it took. */
  readonly ms: number;
}
