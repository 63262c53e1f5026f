import { within } from '../clock/within.ts';
import { timerLength } from '../real-time.ts';
import type { RequestJournal } from '../requests/request-journal.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { Attendance } from './attendance.ts';

/** What is still to be done before a simulator that stops has stopped. */
export interface Underway {
  /** Requests that are not answered yet. */
  readonly requests: number;
  /** Webhooks that are not answered yet. */
  readonly webhooks: number;
  /** Clocks that have not come to a stop. */
  readonly advances: number;
}

/** The parts of a simulator that come to an end with it. */
export interface Parts {
  readonly worlds: Worlds;
  /** What listens; none where a start failed early. */
  readonly listeners: readonly Attendance[];
  /** Absent where a start failed early. */
  requests?: RequestJournal;
  /** Aborted when the end begins. */
  readonly stopping: AbortController;
  /** Aborted when nothing is waited for any more. */
  readonly ended: AbortController;
}

/** Real milliseconds that requests and webhooks under way have. */
const standardMs = 5000;

/**
 * Brings a simulator to its end: no more calls are taken, streams end, clocks stop at the instant that they have
 * reached, and requests and webhooks that are under way have `withinMs` real milliseconds. Then the worlds are closed,
 * and with them whatever is left.
 */
export async function stop(
  { worlds, listeners, requests, stopping, ended }: Parts,
  withinMs = standardMs,
): Promise<void> {
  stopping.abort();
  const drained = Promise.all([worlds.drain(), ...listeners.map((each) => each.drain())]);
  await within(
    timerLength(withinMs),
    drained.then(() => undefined),
  );
  ended.abort();
  await Promise.all(listeners.map((each) => each.close()));
  // The worlds come last: with them goes the right to use the data folder.
  await requests?.close();
  await worlds.close();
}

/** What is under way now. */
export function underwayIn({ worlds, listeners }: Pick<Parts, 'worlds' | 'listeners'>): Underway {
  const all = worlds.list();
  return {
    requests: listeners.reduce((sum, each) => sum + each.underway(), 0),
    webhooks: all.reduce((sum, { outbox }) => sum + outbox.parts.carrier.underway(), 0),
    advances: all.filter(({ clock }) => clock.isMoving()).length,
  };
}
