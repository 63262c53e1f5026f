import type { DomainEvent } from './event.ts';
import { type EventLog, isDomainEvent } from './event-log.ts';

/** The facts of a world: those since its checkpoint at hand, older ones in its log alone. */
export interface History {
  /** Number of the last fact; 0 before the first. */
  seq(): number;
  add(event: DomainEvent): void;
  /** All facts, oldest first; without a checkpoint the list itself, which grows. */
  all(): readonly DomainEvent[];
  /** A copy of those with a greater number. */
  after(seq: number): readonly DomainEvent[];
}

/** A history that goes on after the fact with the number `known`. */
export function createHistory(log: EventLog, known: number): History {
  const recent: DomainEvent[] = [];

  // A fact takes at least one place of the log: none stands before the place that its number counts.
  const older = (seq: number): readonly DomainEvent[] =>
    log
      .entries(seq)
      .filter(isDomainEvent)
      .filter((event) => event.seq > seq && event.seq <= known);

  const after = (seq: number): readonly DomainEvent[] =>
    seq >= known ? recent.slice(seq - known) : [...older(seq), ...recent];

  return {
    seq: () => known + recent.length,
    add: (event) => void recent.push(event),
    all: () => (known === 0 ? recent : after(0)),
    after,
  };
}
