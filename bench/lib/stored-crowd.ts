import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CrowdOptions, startCrowd } from './crowd.ts';

/** A folder that is removed once nobody needs it. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
}

/** Inside the workspace: folders for temporary files may lie in memory, where nothing takes its time. */
const parent = fileURLToPath(new URL('../../.marketsim/', import.meta.url));

/** Makes an empty folder on the disk. */
export async function newFolder(): Promise<Folder> {
  await mkdir(parent, { recursive: true });
  const path = await mkdtemp(join(parent, 'bench-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** Makes a data folder whose default world is a crowd, as a simulator leaves it that is stopped. */
export async function storeCrowd(options: Omit<CrowdOptions, 'dataFolder'>): Promise<Folder> {
  const folder = await newFolder();
  const crowd = await startCrowd({ ...options, dataFolder: folder.path });
  await crowd[Symbol.asyncDispose]();
  return folder;
}

/** Where the history of the default world lies in a data folder. */
export const journalIn = (dataFolder: string): string =>
  join(dataFolder, 'worlds', 'default', 'journal.jsonl');
