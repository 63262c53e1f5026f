import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { Low } from 'lowdb';
import { TextFile } from 'lowdb/node';
import { itemsPerShard, type Manifest, manifestFile, manifestOf, type Shard } from './manifest.ts';
import type { FoundSnapshot } from './read-snapshot.ts';

/** Writes the snapshots of one world, one after another. */
export interface SnapshotWriter {
  /** Replaces the last snapshot; what has not changed since then is not written again. */
  write(snapshot: FoundSnapshot): Promise<void>;
}

interface Written extends Shard {
  readonly items: readonly unknown[];
}

/** A writer into a folder. */
export function snapshotWriter(folder: string): SnapshotWriter {
  let before: ReadonlyMap<string, Written> = new Map();

  const shardOf = async (key: string, items: readonly unknown[]): Promise<Written> => {
    const known = before.get(key);
    if (known && isSame(known.items, items)) return known;
    const text = JSON.stringify(items);
    const check = crc32(text);
    // Never the name of a file with other contents: the last snapshot is whole until this one is.
    const file = `${key}.${check.toString(16)}.json`;
    await put(folder, file, text);
    // Others have their turn between two files.
    await turn();
    return { file, check, items };
  };

  return {
    write: async ({ mark, checkpoint: { engine, receipts } }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const written = new Map<string, Written>();
      const lists: Manifest['lists'] = {};
      for (const [name, list] of Object.entries({ ...engine.sections, receipts })) {
        const shards: Shard[] = [];
        for (let start = 0; start < list.length; start += itemsPerShard) {
          const key = `${name}.${start / itemsPerShard}`;
          const shard = await shardOf(key, list.slice(start, start + itemsPerShard));
          written.set(key, shard);
          shards.push({ file: shard.file, check: shard.check });
        }
        lists[name] = shards;
      }
      const { seq, now } = engine;
      await put(folder, manifestFile, JSON.stringify(manifestOf({ mark, seq, now, lists })));
      before = written;
      await sweep(folder, new Set([...written.values()].map(({ file }) => file)));
    },
  };
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

async function put(folder: string, file: string, text: string): Promise<void> {
  const shelf = new Low<string>(new TextFile(join(folder, file)), text);
  await shelf.write();
}

/** Removes the files of earlier snapshots. */
async function sweep(folder: string, used: ReadonlySet<string>): Promise<void> {
  for (const file of await readdir(folder)) {
    if (file !== manifestFile && !used.has(file)) await rm(join(folder, file), { force: true });
  }
}
