import { setTimeout } from 'node:timers/promises';

/** Real milliseconds after which something that should come to pass counts as not coming. It measures nothing. */
const patienceMs = 15_000;
const pauseMs = 10;

/**
 * Asks again and again until `check` is content, for what happens without an answer to wait for: a webhook that is on
 * its way, a clock that runs. After fifteen real seconds the last failure is the answer.
 */
export async function until<T>(check: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await setTimeout(pauseMs);
  }
}
