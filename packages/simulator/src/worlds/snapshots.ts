import type { Instant } from '@marketsim/core';
import type { Bundle } from '../bundle/bundle.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import { WorldError } from './world-error.ts';

/** A world as it stood. */
export interface Snapshot extends Bundle {
  readonly id: string;
}

/** What is told of a snapshot without going through it. */
export interface SnapshotNote {
  readonly id: string;
  /** Where the clock of the world stood. */
  readonly at?: Instant;
  /** How much had happened in it. */
  readonly events?: number;
  /** Why it cannot be read, instead of the other two. */
  readonly unreadable?: string;
}

/** The snapshots of the worlds in a store. They are there as long as their world, whatever becomes of it meanwhile. */
export interface SavedSnapshots {
  /** Those of a world, oldest first. */
  list(world: string): Promise<readonly SnapshotNote[]>;
  /** Resolves when it is safe; rejects with a `WorldError` when it cannot be kept. Its id must be free. */
  save(world: string, snapshot: Snapshot): Promise<void>;
  /** With what its history leads to. Rejects with a `WorldError` when it is damaged, or leads to nothing. */
  read(world: string, id: string): Promise<Snapshot>;
  remove(world: string, id: string): Promise<void>;
  removeAll(world: string): Promise<void>;
}

/**
 * Takes a world as it stands between two instants. Rejects with a `WorldError` while its clock moves, or while a
 * webhook is not answered: what a publisher will say to it could be in neither of the two worlds.
 */
export async function takeSnapshot(world: SimulatedWorld, id: string): Promise<Snapshot> {
  const { recipe, clock, log } = world;
  const snapshot = await clock.standing(
    (): Snapshot => ({
      ...{ id, recipe, entries: log.entries().slice(), standing: world.stands() },
      checkpoint: world.checkpoint(),
    }),
  );
  await world.durable();
  return snapshot;
}

/** What is told of one. */
export const noteOf = ({ id, standing: { at }, entries }: Snapshot): SnapshotNote => ({
  ...{ id, at },
  events: entries.length,
});

const idPattern = /^[a-z0-9-]{1,40}$/;

/** What snapshots are asked for: a world's name, and those that it has. */
export interface Known {
  readonly world: string;
  readonly notes: readonly SnapshotNote[];
}

const has = ({ notes }: Known, wanted: string): boolean => notes.some(({ id }) => id === wanted);

/** An id for one more snapshot: the wanted one, or a number. Throws for one that is taken or malformed. */
export function newId(known: Known, wanted: string | undefined): string {
  if (wanted === undefined) return nextNumber(known);
  if (!idPattern.test(wanted)) {
    const message = `"${wanted}" is no id of a snapshot: lower-case letters, digits and -, at most 40`;
    throw new WorldError('worldNameInvalid', message, 'id');
  }
  if (!has(known, wanted)) return wanted;
  throw new WorldError('snapshotExists', `world "${known.world}" has a snapshot "${wanted}" already`, 'id');
}

function nextNumber(known: Known): string {
  for (let n = known.notes.length + 1; ; n += 1) if (!has(known, String(n))) return String(n);
}

/** Throws for an id that no snapshot has. */
export function checkKnown(known: Known, id: string): void {
  if (has(known, id)) return;
  const ids = known.notes.map((note) => note.id).join(', ') || 'none';
  const message = `world "${known.world}" has no snapshot "${id}"; it has ${ids}`;
  throw new WorldError('snapshotUnknown', message, 'snapshot');
}
