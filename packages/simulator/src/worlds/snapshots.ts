import type { LogEntry } from '@marketsim/core';
import type { Recipe } from './recipe.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import type { Standing } from './standing.ts';
import { WorldError } from './world-error.ts';

/** A world as it stood: everything that is needed to build it again. */
export interface Snapshot {
  readonly id: string;
  readonly recipe: Recipe;
  readonly entries: readonly LogEntry[];
  readonly standing: Standing;
}

/**
 * Takes a world as it stands between two instants. Rejects with a `WorldError` while its clock moves, or while a
 * webhook is not answered: what a publisher will say to it could be in neither of the two worlds.
 */
export async function takeSnapshot(world: SimulatedWorld, id: string): Promise<Snapshot> {
  const { recipe, clock, log } = world;
  const snapshot = await clock.standing(
    (): Snapshot => ({ id, recipe, entries: log.entries().slice(), standing: world.stands() }),
  );
  await world.durable();
  return snapshot;
}

/** The snapshots of one world, oldest first. */
export interface Snapshots {
  keep(snapshot: Snapshot): void;
  find(id: string): Snapshot;
  list(): readonly Snapshot[];
  /** Throws for an id that is taken or malformed; without one the next free number is given. */
  newId(wanted: string | undefined): string;
  delete(id: string): void;
}

const idPattern = /^[a-z0-9-]{1,40}$/;

/** No snapshots yet. */
export function createSnapshots(world: string): Snapshots {
  const kept = new Map<string, Snapshot>();
  const nextNumber = (): string => {
    for (let n = kept.size + 1; ; n += 1) if (!kept.has(String(n))) return String(n);
  };
  const find = (id: string): Snapshot => {
    const found = kept.get(id);
    if (found) return found;
    const known = [...kept.keys()].join(', ') || 'none';
    throw new WorldError(
      'snapshotUnknown',
      `world "${world}" has no snapshot "${id}"; it has ${known}`,
      'snapshot',
    );
  };
  return {
    find,
    keep: (snapshot) => void kept.set(snapshot.id, snapshot),
    list: () => [...kept.values()],
    newId: (wanted) => {
      if (wanted === undefined) return nextNumber();
      if (!idPattern.test(wanted)) {
        const message = `"${wanted}" is no id of a snapshot: lower-case letters, digits and -, at most 40`;
        throw new WorldError('worldNameInvalid', message, 'id');
      }
      if (!kept.has(wanted)) return wanted;
      throw new WorldError('snapshotExists', `world "${world}" has a snapshot "${wanted}" already`, 'id');
    },
    delete: (id) => void kept.delete(find(id).id),
  };
}
