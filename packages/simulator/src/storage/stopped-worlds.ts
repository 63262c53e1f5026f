import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, isDomainEvent, readEntry } from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import { type Arrival, arriving } from '../bundle/arriving.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import { sharedBundle } from '../bundle/shared-bundle.ts';
import { replayed } from '../worlds/replay.ts';
import { freshStanding } from '../worlds/standing.ts';
import { WorldError } from '../worlds/world-error.ts';
import { checkName } from '../worlds/world-name.ts';
import { diskStore } from './disk-store.ts';
import { diskFiles } from './files.ts';
import { findJournal } from './journal.ts';
import { worldsIn } from './layout.ts';
import { lockFolder } from './lock.ts';
import { type Repair, repairWorld } from './repair.ts';
import { StorageError } from './storage-error.ts';
import { findStanding } from './transport-log.ts';
import { journalIn, recipeIn } from './world-folder.ts';

/** A world in a data folder, as it was left. */
export interface StoppedWorld {
  readonly name: string;
  readonly seed: number;
  readonly startsAt: Instant;
  /** Where its clock stood. */
  readonly now: Instant;
  readonly events: number;
}

/** The worlds in a data folder, and those of which no journal can be read, with the reason. */
export interface StoppedList {
  readonly worlds: readonly StoppedWorld[];
  readonly unavailable: readonly Unavailable[];
}

interface Unavailable {
  readonly name: string;
  readonly reason: string;
}

/** A data folder that no simulator uses meanwhile. All of it rejects with a `WorldError` or `StorageError`. */
export interface StoppedWorlds {
  list(): Promise<StoppedList>;
  /** As `Worlds.export`. */
  export(name: string): Promise<Iterable<Uint8Array>>;
  /** As `Worlds.import`. */
  import(bytes: Uint8Array, arrival?: Arrival): Promise<StoppedWorld>;
  /** See `repairWorld`. */
  repair(name: string): Promise<Repair | undefined>;
  /** Lets others use the folder. */
  close(): Promise<void>;
}

/** Takes a data folder that is there; rejects with a `StorageError` when there is none, or another process has it. */
export async function openStopped(dataFolder: string): Promise<StoppedWorlds> {
  await access(dataFolder).catch(() => {
    throw new StorageError(`there is no folder ${dataFolder}`);
  });
  const lock = await lockFolder(dataFolder);
  try {
    return { ...(await worldsOf(dataFolder)), close: lock.release };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function worldsOf(dataFolder: string): Promise<Omit<StoppedWorlds, 'close'>> {
  const parts = { files: diskFiles, readEntry, warn: () => undefined };
  const store = await diskStore(parts, worldsIn(dataFolder));
  const at = (name: string): string => join(worldsIn(dataFolder), name);

  const need = async (name: string): Promise<string> => {
    const names = await store.names();
    if (names.includes(name)) return at(name);
    const known = names.join(', ') || 'none';
    throw new WorldError(
      'worldUnknown',
      `there is no world "${name}" in ${dataFolder}; there is ${known}`,
      'name',
    );
  };

  const read = async (name: string): Promise<Bundle> => {
    const place = journalIn(parts, at(name));
    const { header, entries } = await findJournal(place);
    const recipe = recipeIn(header, place.path);
    const standing = (await findStanding(parts.files, at(name))) ?? freshStanding(recipe);
    return { recipe: { ...recipe, name }, entries: entries(), standing };
  };

  return {
    list: async () => {
      const worlds: StoppedWorld[] = [];
      const unavailable: Unavailable[] = [];
      for (const name of await store.names()) {
        try {
          worlds.push(viewOf(await read(name)));
        } catch (error) {
          unavailable.push({ name, reason: reasonOf(error) });
        }
      }
      return { worlds, unavailable };
    },
    export: async (name) => {
      await need(name);
      return sharedBundle(await read(name));
    },
    import: async (bytes, arrival = {}) => {
      const bundle = arriving(await readBundle(bytes, readEntry), arrival);
      checkName(bundle.recipe.name, (await store.names()).includes(bundle.recipe.name));
      const { recipe, ...beginning } = await replayed(bundle);
      const prepared = await store.prepare(recipe, beginning);
      await (await prepared.take()).close();
      return viewOf(bundle);
    },
    repair: async (name) => repairWorld(parts.files, await need(name)),
  };
}

function viewOf({ recipe: { name, seed, startsAt }, entries, standing }: Bundle): StoppedWorld {
  const { seq = 0, at = startsAt } = entries.findLast(isDomainEvent) ?? {};
  // A clock may have gone on after the last fact; of one of which nothing is known, that is where it is.
  const [, now = at] = [at, standing.at].toSorted();
  return { name, seed, startsAt, now, events: seq };
}
