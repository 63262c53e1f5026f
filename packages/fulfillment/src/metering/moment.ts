import { type Instant, instant } from '@marketsim/core';

/** What a moment can lack: nothing, its zone, or its time of day. */
const completions = ['', 'Z', 'T00:00:00Z'];

/** A moment or a date as publishers send them; without a zone UTC is meant (SF 6.1). Nothing for what is neither. */
export function readMoment(text: string): Instant | undefined {
  for (const completion of completions) {
    try {
      return instant(text.trim() + completion);
    } catch {
      // Not complete with this one.
    }
  }
  return undefined;
}
