import { join } from 'node:path';
import { reasonOf } from '@marketsim/http';
import type { BundleHead } from '../bundle/bundle.ts';
import { type ReadEntry, readBundle, readBundleHead } from '../bundle/read-bundle.ts';
import { bundleLines } from '../bundle/write-bundle.ts';
import { replayed } from '../worlds/replay.ts';
import type { SavedSnapshots, SnapshotNote } from '../worlds/snapshots.ts';
import { WorldError } from '../worlds/world-error.ts';
import type { Files } from './files.ts';
import { writeNew } from './write-new.ts';

/** Where snapshots are saved, and how their entries are read. */
export interface SnapshotParts {
  readonly files: Files;
  readonly readEntry: ReadEntry;
}

/** Bytes of a file in which its first line is looked for; where that is longer, the whole is read. */
const usualHead = 64 * 1024;

const newline = 0x0a;
const ending = '.jsonl';

interface Listed {
  readonly note: SnapshotNote;
  readonly place: number;
}

/**
 * Snapshots as bundles in a folder, each world's in a folder of its own. One is written aside and takes its name when it
 * is on the disk, so that what is found was safe; what was being written when everything stopped is swept away.
 */
export async function savedSnapshots(
  { files, readEntry }: SnapshotParts,
  folder: string,
): Promise<SavedSnapshots> {
  const at = (world: string): string => join(folder, world);
  const fileOf = (world: string, id: string): string => join(folder, world, `${id}${ending}`);
  await sweep(files, folder);

  const headOf = async (path: string): Promise<BundleHead> => {
    const start = await files.readStart(path, usualHead);
    return readBundleHead(start.includes(newline) ? start : await files.read(path));
  };

  const look = async (world: string, id: string): Promise<Listed> => {
    try {
      const { at, entries: events, saved = 0 } = await headOf(fileOf(world, id));
      return { note: { id, at, events }, place: saved };
    } catch (error) {
      return { note: { id, unreadable: reasonOf(error) }, place: Number.POSITIVE_INFINITY };
    }
  };

  const listed = async (world: string): Promise<readonly Listed[]> => {
    const names = (await files.list(at(world))).filter((name) => name.endsWith(ending)).toSorted();
    const found = await Promise.all(names.map((name) => look(world, name.slice(0, -ending.length))));
    return found.toSorted((a, b) => (a.place === b.place ? 0 : a.place - b.place));
  };

  return {
    list: async (world) => (await listed(world)).map(({ note }) => note),
    save: async (world, { id, ...bundle }) => {
      const path = fileOf(world, id);
      try {
        const places = (await listed(world)).map(({ place }) => place).filter(Number.isFinite);
        const saved = Math.max(0, ...places) + 1;
        await files.makeFolder(at(world));
        await writeNew(files, path, bundleLines(bundle, { saved }));
      } catch (error) {
        throw new WorldError('snapshotUnwritable', `${path} cannot be written: ${reasonOf(error)}`);
      }
    },
    read: async (world, id) => {
      const path = fileOf(world, id);
      try {
        return { id, ...(await replayed(await readBundle(await files.read(path), readEntry))) };
      } catch (error) {
        throw new WorldError('snapshotUnreadable', `${path}: ${reasonOf(error)}`, 'snapshot');
      }
    },
    remove: async (world, id) => {
      await files.remove(fileOf(world, id));
      await files.syncFolder(at(world));
    },
    removeAll: async (world) => {
      if ((await files.list(at(world))).length === 0) return;
      const gone = join(folder, `.${world}.gone`);
      await files.remove(gone);
      await files.rename(at(world), gone);
      await files.syncFolder(folder);
      await files.remove(gone);
    },
  };
}

async function sweep(files: Files, folder: string): Promise<void> {
  for (const world of await files.list(folder)) {
    const path = join(folder, world);
    if (isAside(world)) await files.remove(path);
    // What is no folder is none of ours.
    const inside = await files.list(path).catch(() => []);
    for (const name of inside.filter(isAside)) await files.remove(join(path, name));
  }
}

const isAside = (name: string): boolean => name.startsWith('.');
