import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEntry } from '@marketsim/core';
import { describe, expect, it } from 'vitest';
import { diskFiles } from '../src/storage/files.ts';
import { openWorldFolder } from '../src/storage/world-folder.ts';
import { raiseWorld } from '../src/worlds/simulated-world.ts';
import { alone } from '../src/worlds/surroundings.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { told } from './support/told.ts';

/** A data folder whose world was left with a snapshot, and what its state was. */
async function left(): Promise<{ readonly folder: string; readonly state: unknown }> {
  const dataFolder = await temporaryFolder();
  const at = await told({ dataFolder });
  const ids = [at.buyActive(), at.buyActive()];
  await at.setStatus(ids[0] ?? '', 'suspended');
  await at.advance('P40D');
  await at.simulator.close();
  return { folder: join(dataFolder, 'worlds', 'default'), state: at.engine.checkpoint() };
}

/** The world in a folder as the next start finds it, and whether that took a snapshot. */
async function found(folder: string): Promise<{ readonly usesSnapshot: boolean; readonly state: unknown }> {
  const warnings: string[] = [];
  const parts = { files: diskFiles, readEntry, warn: (message: string) => warnings.push(message) };
  const kept = await openWorldFolder(parts, folder, { name: 'default' });
  const world = raiseWorld(kept, alone());
  const state = world.engine.checkpoint();
  await world.close();
  expect(warnings).toEqual([]);
  return { usesSnapshot: kept.checkpoint !== undefined, state };
}

const shardOf = async (folder: string, list: string): Promise<string> => {
  const file = (await readdir(folder)).find((name) => name.startsWith(`${list}.`));
  if (file === undefined) throw new Error(`no list ${list}`);
  return join(folder, file);
};

async function change(file: string, by: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = by(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

describe('a snapshot', () => {
  it('is what a start goes by', async () => {
    const { folder, state } = await left();
    expect(await found(folder)).toEqual({ usesSnapshot: true, state });
  });

  it.each<[string, (snapshot: string) => Promise<void>]>([
    ['is gone', (snapshot) => rm(snapshot, { recursive: true })],
    ['has lost its manifest', (snapshot) => rm(join(snapshot, 'manifest.json'))],
    ['has a torn manifest', (snapshot) => truncate(join(snapshot, 'manifest.json'), 100)],
    ['has lost a list', async (snapshot) => rm(await shardOf(snapshot, 'subscriptions'))],
    ['has an empty list', async (snapshot) => truncate(await shardOf(snapshot, 'subscriptions'), 0)],
    ['has a torn list', async (snapshot) => truncate(await shardOf(snapshot, 'charges'), 50)],
    [
      'has another list than it was',
      async (snapshot) =>
        change(await shardOf(snapshot, 'subscriptions'), (text) =>
          text.replace('"quantity":10', '"quantity":99'),
        ),
    ],
    [
      'is of another version of marketsim',
      (snapshot) =>
        change(join(snapshot, 'manifest.json'), (text) =>
          JSON.stringify({ ...JSON.parse(text), version: '0.0.9' }),
        ),
    ],
    [
      'is of another format',
      (snapshot) =>
        change(join(snapshot, 'manifest.json'), (text) =>
          JSON.stringify({ ...JSON.parse(text), format: 99 }),
        ),
    ],
    [
      'lacks a list that this version has',
      (snapshot) =>
        change(join(snapshot, 'manifest.json'), (text) => {
          const { lists, ...rest } = JSON.parse(text);
          const { orders: _, ...others } = lists;
          return JSON.stringify({ ...rest, lists: others });
        }),
    ],
    [
      'is of another history',
      (snapshot) =>
        change(join(snapshot, 'manifest.json'), (text) => {
          const manifest = JSON.parse(text);
          return JSON.stringify({ ...manifest, mark: { ...manifest.mark, check: 1 } });
        }),
    ],
  ])('that %s costs a replay: the state is the same', async (_, harm) => {
    const { folder, state } = await left();
    await harm(join(folder, 'snapshot'));
    expect((await found(folder)).state).toEqual(state);
    expect(await found(folder), 'the next start has a snapshot again').toEqual({ usesSnapshot: true, state });
  });

  it('goes with what came after it', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    await first.simulator.close();
    const again = await told({ dataFolder }, first.receiver);
    await again.setStatus(id, 'suspended');
    const older = join(dataFolder, 'worlds', 'default', 'snapshot', 'manifest.json');
    const manifest = await readFile(older);
    await again.simulator.close();
    await writeFile(older, manifest);
    const state = again.engine.checkpoint();
    expect((await found(join(dataFolder, 'worlds', 'default'))).state).toEqual(state);
  });
});
