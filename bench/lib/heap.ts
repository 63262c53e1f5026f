import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Throws away what nobody holds any more, so that a measurement does not pay for the one before it. */
export const collectGarbage = (): void => collect();

/**
 * Bytes of the heap that are in use once the garbage is gone. What has just ended lets go of the last of it in a turn of
 * its own, and a collection that was under way keeps what was alive when it began: hence two of both.
 */
export async function heapInUse(): Promise<number> {
  await setImmediate();
  collect();
  await setImmediate();
  collect();
  return process.memoryUsage().heapUsed;
}
