import { createEngine, memoryLog, startReplay } from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import type { Bundle } from '../bundle/bundle.ts';
import { inSlices, type Steps } from '../steps.ts';
import type { WorldCheckpoint } from './kept-world.ts';
import { logReceipts } from './log-receipts.ts';
import { WorldError } from './world-error.ts';

/**
 * A bundle with what its history leads to, so that whoever builds its world need not go through it once more. Rejects
 * with a `WorldError` for a history that no world can have had.
 */
export async function replayed(bundle: Bundle): Promise<Bundle> {
  if (bundle.checkpoint) return bundle;
  try {
    return { ...bundle, checkpoint: await inSlices(replaying(bundle)) };
  } catch (error) {
    throw new WorldError(
      'bundleUnreadable',
      `the bundle cannot be read: its history leads to no world: ${reasonOf(error)}`,
    );
  }
}

function* replaying({ recipe, entries }: Bundle): Steps<WorldCheckpoint> {
  const { seed, idsOf, startsAt, settings } = recipe;
  const log = memoryLog(entries);
  const replay = startReplay(log, { startsAt, settings });
  for (const entry of replay.unread()) {
    replay.take(entry);
    yield;
  }
  const checkpoint = replay.checkpoint();
  // What has become of the world must be something that an engine can go on from.
  createEngine({ seed, world: idsOf, startsAt, settings, log, checkpoint });
  return { engine: checkpoint, receipts: logReceipts(log).all() };
}
