import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Throws away what nobody holds any more, so that a measurement does not pay for the one before it. */
export const collectGarbage = (): void => collect();

/**
 * Bytes of the heap that are in use once the garbage is gone. The first collection may finish one that was under way,
 * which keeps whatever was alive when that one began: a whole world that has ended since.
 */
export function heapInUse(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
