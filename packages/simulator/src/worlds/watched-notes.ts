import { StorageFailure } from '@marketsim/core';
import type { Notebook } from './kept-world.ts';

/**
 * A notebook whose notes never throw: `lost` is told why they cannot be written any more, and `durable` rejects then.
 */
export function watchedNotes({ note, durable }: Notebook, lost: (why: StorageFailure) => void): Notebook {
  const guard = (error: unknown): void => {
    if (!(error instanceof StorageFailure)) throw error;
    lost(error);
  };
  return {
    note: (what, need) => {
      try {
        note(what, need);
      } catch (error) {
        guard(error);
      }
    },
    durable: () => {
      const safe = durable();
      safe?.catch(guard);
      return safe;
    },
  };
}
