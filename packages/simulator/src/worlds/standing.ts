import type { Instant } from '@marketsim/core';
import type { ClockMode } from '../clock/clock-view.ts';
import type { OutboxNote } from '../outbox/notes.ts';
import { noMemory, type OutboxMemory, recollect } from '../outbox/outbox-memory.ts';
import type { Recipe } from './recipe.ts';

/** How a clock stood at a moment of real time. */
export interface ClockStanding {
  /** Where the clock stands; the last fact may lie before. */
  readonly at: Instant;
  readonly mode: ClockMode;
  /** Real milliseconds since 1970; nothing for one that has not run. */
  readonly wall?: number;
}

/** What a world is besides its history. */
export interface Standing extends ClockStanding {
  /** What the transport knew. */
  readonly outbox: OutboxMemory;
}

/** How a new world stands. */
export const freshStanding = ({ startsAt, clock }: Pick<Recipe, 'startsAt' | 'clock'>): Standing => ({
  ...{ at: startsAt, mode: clock, outbox: noMemory },
});

/** What is noted beside history, so that a world goes on after a stop as if there had been none. */
export type WorldNote = OutboxNote | ({ readonly kind: 'clock' } & ClockStanding);

/** How a world stood when it had taken some notes. */
export function standingAfter(standing: Standing, notes: readonly WorldNote[]): Standing {
  const { at, mode, wall } = notes.findLast((note) => note.kind === 'clock') ?? standing;
  const outbox = recollect(
    standing.outbox,
    notes.filter((note) => note.kind !== 'clock'),
  );
  return { at, mode, outbox, ...(wall !== undefined && { wall }) };
}
