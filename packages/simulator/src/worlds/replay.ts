import { createEngine, memoryLog } from '@marketsim/core';
import type { Bundle } from '../bundle/bundle.ts';
import { WorldError } from './world-error.ts';

/** Throws a `WorldError` for a bundle whose history is none that a world can have had. */
export function checkReplay({ recipe, entries }: Bundle): void {
  const { seed, idsOf, startsAt, settings } = recipe;
  try {
    createEngine({ seed, world: idsOf, startsAt, settings, log: memoryLog(entries) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WorldError(
      'bundleUnreadable',
      `the bundle cannot be read: its history leads to no world: ${reason}`,
    );
  }
}
