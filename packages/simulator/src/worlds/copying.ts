import { readEntry } from '@marketsim/core';
import { type Arrival, arriving } from '../bundle/arriving.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import { sharedBundle } from '../bundle/shared-bundle.ts';
import { replayed } from './replay.ts';
import type { Need, Shelf } from './shelf.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import {
  checkKnown,
  type Known,
  newId,
  noteOf,
  type SavedSnapshots,
  type SnapshotNote,
  takeSnapshot,
} from './snapshots.ts';

/** What makes worlds from worlds. */
export interface Copying {
  /** Keeps a world as it stands, under an id of its own or a given one. */
  snapshot(name?: string, id?: string): Promise<SnapshotNote>;
  /** Oldest first. */
  snapshots(name?: string): Promise<readonly SnapshotNote[]>;
  deleteSnapshot(name: string, id: string): Promise<void>;
  /** Brings a world back to a snapshot. */
  restore(name: string, id: string): Promise<SimulatedWorld>;
  /** Makes a second world that stands where the first does, with the same ids and tenants. */
  fork(name: string, as: string): Promise<SimulatedWorld>;
  /** A world as it stands, as the bytes of a file, piece by piece; credentials are taken out. */
  export(name?: string): Promise<Iterable<Uint8Array>>;
  /**
   * Makes a world from an exported one. Rejects with a `WorldError`, and nothing done, for a name that is taken and for
   * what is no export, is damaged, or was made by a later version.
   */
  import(bytes: Uint8Array, arrival?: Arrival): Promise<SimulatedWorld>;
}

/** The copying of worlds on a shelf. */
export function copying(shelf: Shelf, need: Need, saved: SavedSnapshots): Copying {
  const known = async (world: string): Promise<Known> => ({ world, notes: await saved.list(world) });
  const put = ({ recipe, ...beginning }: Bundle): Promise<SimulatedWorld> =>
    shelf.put(recipe.name, async () => recipe, beginning);

  return {
    snapshot: async (name, id) => {
      const world = await need(name);
      return shelf.hold(world, async () => {
        const snapshot = await takeSnapshot(world, newId(await known(world.name), id));
        await saved.save(world.name, snapshot);
        return noteOf(snapshot);
      });
    },
    snapshots: async (name) => saved.list((await need(name)).name),
    deleteSnapshot: async (name, id) => {
      const world = await need(name);
      await shelf.hold(world, async () => {
        checkKnown(await known(name), id);
        await saved.remove(name, id);
      });
    },
    restore: async (name, id) => {
      const world = await need(name);
      checkKnown(await known(name), id);
      const { recipe, ...beginning } = await saved.read(name, id);
      await world.clock.standing(() => undefined);
      return shelf.replace(name, () => ({ recipe: { ...recipe, name }, beginning }), world);
    },
    fork: async (name, as) => {
      const world = await need(name);
      shelf.checkFree(as);
      return put(arriving(await takeSnapshot(world, as), { name: as }));
    },
    export: async (name) => sharedBundle(await takeSnapshot(await need(name), '')),
    import: async (bytes, arrival = {}) => {
      if (arrival.name !== undefined) shelf.checkFree(arrival.name);
      const bundle = arriving(await readBundle(bytes, readEntry), arrival);
      shelf.checkFree(bundle.recipe.name);
      return put(await replayed(bundle));
    },
  };
}
