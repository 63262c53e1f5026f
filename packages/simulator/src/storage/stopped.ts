import type { StoppedWorlds } from './stopped-worlds.ts';

/**
 * Takes the worlds of a data folder on which no simulator runs, to look at them, carry them or repair them. Rejects with
 * a `StorageError` when there is no such folder, or another process has it.
 *
 * @example const stopped = await openStopped('.marketsim'); console.log(await stopped.list()); await stopped.close();
 */
export async function openStopped(dataFolder: string): Promise<StoppedWorlds> {
  const storage = await import('./stopped-worlds.ts');
  return storage.openStopped(dataFolder);
}
