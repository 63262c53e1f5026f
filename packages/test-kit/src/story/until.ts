import { setTimeout } from 'node:timers/promises';
import { isAtRest } from './at-rest.ts';
import type { StoryWorld } from './story-world.ts';

/** Real milliseconds after which something that should come to pass counts as not coming. It measures nothing. */
const patienceMs = 15_000;
const pauseMs = 10;

/**
 * Asks again and again until `check` is content, for what happens without an answer to wait for: a webhook that is on
 * its way, a clock that runs. The last failure is the answer once nothing is under way in the scenario's world, so that
 * nothing can change any more, and at the latest after fifteen real seconds.
 */
export async function until<T>(story: StoryWorld, check: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  let isOver = false;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (isOver || performance.now() > deadline) throw error;
    }
    // What was under way may have ended since the look: there is one more after it.
    isOver = await isAtRest(story);
    if (!isOver) await setTimeout(pauseMs);
  }
}
