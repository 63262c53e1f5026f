import { type ProtocolProblem, Refused } from '@marketsim/http';
import { once } from '../once.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** What comes to its end with a world. */
export interface EndingParts extends Pick<SimulatedWorld, 'log' | 'clock' | 'outbox'> {
  /** Aborted when that begins, whoever begins it. */
  readonly ended: AbortController;
  /** Writes what is left to write once nothing happens any more. */
  readonly leave: () => Promise<void>;
}

/** How a world comes to its end, and what becomes of calls that waited for its clock meanwhile. */
export function endingOf({
  ended,
  log,
  clock,
  outbox,
  leave,
}: EndingParts): Pick<SimulatedWorld, 'ended' | 'enter' | 'drain' | 'close'> {
  const { signal } = ended;
  let ending: Promise<unknown> | undefined;
  signal.addEventListener('abort', () => {
    ending = Promise.all([clock.close(), outbox.close()]);
  });
  return {
    ended: signal,
    enter: (entry) =>
      clock.enter(entry)?.then(() => {
        if (signal.aborted) throw log.failure() ?? over();
      }),
    drain: async () => {
      await Promise.all([clock.drain(), outbox.drain()]);
    },
    close: once(async () => {
      try {
        clock.catchUp();
      } catch {
        // History is lost, which its next caller would have been told.
      }
      ended.abort();
      await ending;
      await leave();
    }),
  };
}

/** That nothing can be asked any more of a world that was there when the call came. */
const over = (): Refused<ProtocolProblem> =>
  new Refused({
    kind: 'unavailable',
    message: 'the world was reset, restored or deleted while the call waited for its clock: call again',
  });
