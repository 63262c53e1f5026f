import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Checkpoint } from '@marketsim/core';
import { Low } from 'lowdb';
import { TextFile } from 'lowdb/node';
import type { WorldCheckpoint } from '../../worlds/kept-world.ts';
import type { JournalMark } from '../journal.ts';
import { manifest, manifestFile, type Shard } from './manifest.ts';

/** A snapshot, and the point of the journal at which it was taken. */
export interface FoundSnapshot {
  readonly mark: JournalMark;
  readonly checkpoint: WorldCheckpoint;
}

/** Reads the snapshot in a folder; nothing when there is none that is whole and of this version. */
export async function readSnapshot(folder: string): Promise<FoundSnapshot | undefined> {
  try {
    return await read(folder);
  } catch {
    // A snapshot is a cache: what is wrong with it costs a replay and nothing else.
    return undefined;
  }
}

async function read(folder: string): Promise<FoundSnapshot> {
  const { mark, seq, now, lists } = manifest.parse(JSON.parse(await textOf(folder, manifestFile)));
  const entries = Object.entries(lists).map(async ([name, shards]) => [name, await listOf(folder, shards)]);
  const { receipts, ...sections } = Object.fromEntries(await Promise.all(entries));
  const engine: Checkpoint = { place: mark.place, seq, now, sections };
  return { mark, checkpoint: { engine, receipts } };
}

async function listOf(folder: string, shards: readonly Shard[]): Promise<readonly unknown[]> {
  const parts = shards.map(async ({ file, check }): Promise<unknown[]> => {
    const text = await textOf(folder, file);
    if (crc32(text) !== check) throw new Error(`${file} is not as it was written`);
    return JSON.parse(text);
  });
  return (await Promise.all(parts)).flat();
}

async function textOf(folder: string, file: string): Promise<string> {
  const shelf = new Low<string>(new TextFile(join(folder, file)), '');
  await shelf.read();
  return shelf.data;
}
