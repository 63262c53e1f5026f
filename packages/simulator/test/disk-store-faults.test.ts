import { type LogEntry, readEntry } from '@marketsim/core';
import { beforeAll, expect, test } from 'vitest';
import { diskStore } from '../src/storage/disk-store.ts';
import type { Files } from '../src/storage/files.ts';
import type { Recipe } from '../src/worlds/recipe.ts';
import { freshStanding } from '../src/worlds/standing.ts';
import { createWorlds } from '../src/worlds/worlds.ts';
import { type Fault, faultyFiles } from './support/disk/faulty-files.ts';
import type { NameTree } from './support/disk/name-tree.ts';

const folder = 'data/worlds';

let recipe: Recipe;
let entries: readonly LogEntry[];

beforeAll(async () => {
  const world = await createWorlds().require();
  recipe = world.recipe;
  entries = world.log.entries();
});

const storeOn = (files: Files) => diskStore({ files, readEntry, warn: () => undefined }, folder);

type Store = Awaited<ReturnType<typeof storeOn>>;

/** Puts a world with so many entries in the place of whatever there is. */
async function make(store: Store, count: number): Promise<void> {
  const beginning = { entries: entries.slice(0, count), standing: freshStanding(recipe) };
  const kept = await (await store.prepare(recipe, beginning)).take();
  await kept.close();
}

const put = async (files: Files, count: number): Promise<void> => make(await storeOn(files), count);

/** How many entries the world has that a start finds; nothing when there is none. */
async function found(disk: NameTree): Promise<number | undefined> {
  const store = await storeOn(faultyFiles({ disk }));
  const [name] = await store.names();
  if (name === undefined) return undefined;
  const kept = await store.open(name);
  const { length } = kept.log;
  await kept.close();
  return length;
}

/** Lets something meet a crash in each of its calls; tells what may be found after each, and after its end. */
async function eachCrash(disk: () => NameTree, act: (files: Files) => Promise<void>) {
  const during = new Set<number | undefined>();
  for (let at = 1; ; at += 1) {
    const files = faultyFiles({ disk: disk(), fault: { kind: 'crash', at } });
    const ended = await Promise.race([act(files).then(() => true), files.crashed.then(() => false)]);
    const after = new Set<number | undefined>();
    for (let seed = 0; seed < 30; seed += 1) after.add(await found(files.afterPowerLoss(seed)));
    after.add(await found(files.afterProcessEnd(at)));
    if (ended) return { during, after };
    for (const each of after) during.add(each);
  }
}

const emptyDisk = (): NameTree => faultyFiles().afterPowerLoss(0);

async function diskWith(count: number): Promise<() => NameTree> {
  const files = faultyFiles();
  await put(files, count);
  return () => files.afterPowerLoss(0);
}

test('a new world is there or not while it is made, and then it is', async () => {
  const { during, after } = await eachCrash(emptyDisk, (files) => put(files, 5));
  expect(during).toEqual(new Set([undefined, 5]));
  expect(after).toEqual(new Set([5]));
});

test('a world that takes the place of another: there is always the old one or the new one', async () => {
  const { during, after } = await eachCrash(await diskWith(3), (files) => put(files, 5));
  expect(during).toEqual(new Set([3, 5]));
  expect(after).toEqual(new Set([5]));
});

test('a world that is removed is there as a whole or not at all, and then it is gone', async () => {
  const remove = async (files: Files): Promise<void> => (await storeOn(files)).remove(recipe.name);
  const { during, after } = await eachCrash(await diskWith(3), remove);
  expect(during).toEqual(new Set([3, undefined]));
  expect(after).toEqual(new Set([undefined]));
});

test('a world can be removed although an earlier one of its name was removed half-way', async () => {
  const disk = await diskWith(3);
  /** The first removal may meet a fault. */
  const removeTwice = async (fault?: Fault) => {
    const files = faultyFiles({ disk: disk(), ...(fault && { fault }) });
    const store = await storeOn(files);
    const before = files.calls.length;
    await store.remove(recipe.name).catch(() => undefined);
    const calls = files.calls.length;
    if (!(await store.names()).includes(recipe.name)) await make(store, 5);
    await store.remove(recipe.name);
    expect(await found(files.afterPowerLoss(calls))).toBeUndefined();
    return { before, calls };
  };
  const { before, calls } = await removeTwice();
  for (let at = before + 1; at <= calls; at += 1) await removeTwice({ kind: 'EIO', at });
});
