import { readEntry } from '@marketsim/core';
import type { WorldStore } from '../worlds/kept-world.ts';
import { diskStore } from './disk-store.ts';
import { diskFiles } from './files.ts';
import { savedIn, worldsIn } from './layout.ts';
import { lockFolder } from './lock.ts';
import { savedSnapshots } from './saved-snapshots.ts';

/**
 * The worlds in a data folder, which is made if need be. Rejects with a `StorageError` when another process uses it.
 * `warn` is told in words what was noticed and mended.
 */
export async function openDataFolder(folder: string, warn: (message: string) => void): Promise<WorldStore> {
  const lock = await lockFolder(folder);
  try {
    const parts = { files: diskFiles, readEntry, warn };
    const store = await diskStore(parts, worldsIn(folder));
    return {
      ...store,
      snapshots: await savedSnapshots(parts, savedIn(folder)),
      close: async () => {
        await store.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
