import { epochMs, type Instant, plusMs } from '@marketsim/core';

/** World time that runs along with real time, whatever the machine's clock is set to. */
export interface LiveTime {
  now(): Instant;
  /** Goes on from another instant. */
  restart(at: Instant): void;
}

/** Starts at an instant; `monotonicMs` counts real milliseconds and never goes back. */
export function liveTime(startsAt: Instant, monotonicMs: () => number): LiveTime {
  let base = { at: startsAt, since: monotonicMs() };
  return {
    now: () => plusMs(base.at, Math.floor(monotonicMs() - base.since)),
    restart: (at) => {
      base = { at, since: monotonicMs() };
    },
  };
}

/** The longest that one timer runs: longer ones are not exact, and a sleeping machine would oversleep them. */
const longestTimerMs = 3_600_000;

/** Real milliseconds until a world instant, cut to what one timer may last. */
export const timerMs = (from: Instant, to: Instant): number =>
  Math.min(longestTimerMs, Math.max(0, epochMs(to) - epochMs(from)));
