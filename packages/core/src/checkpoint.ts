import type { Sections } from './state/sections.ts';
import type { Instant } from './time.ts';

/**
 * A world as its history up to a place made it: plain JSON data that shares the world's own values and does not change
 * any more. Look-ups and due work are not in it; they follow from the sections. An engine that starts from it is in
 * everything the one that replays the same history.
 */
export interface Checkpoint {
  /** Entries of the log, facts and receipts, that lie before it. */
  readonly place: number;
  /** Number of the last fact before it; 0 without any. */
  readonly seq: number;
  /** Instant of that fact, or of the world's beginning: where a replay stands, though the clock may have gone on. */
  readonly now: Instant;
  readonly sections: Sections;
}
