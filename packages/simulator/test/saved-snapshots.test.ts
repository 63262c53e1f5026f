import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readEntry } from '@marketsim/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { lineOf } from '../src/storage/line.ts';
import { savedSnapshots } from '../src/storage/saved-snapshots.ts';
import type { SavedSnapshots, Snapshot } from '../src/worlds/snapshots.ts';
import { takeSnapshot } from '../src/worlds/snapshots.ts';
import { createWorlds } from '../src/worlds/worlds.ts';
import { type FaultyFiles, faultyFiles } from './support/disk/faulty-files.ts';
import { status } from './support/receiver.ts';
import { started } from './support/running.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { type Told, told } from './support/told.ts';

const path = '/_sim/worlds/default/snapshots';

/** The same simulator after a stop: its folder, its publisher. */
async function restarted(at: Told, dataFolder: string): Promise<Told> {
  await at.simulator.close();
  return told({ dataFolder }, at.receiver);
}

const idsIn = async ({ get }: Pick<Told, 'get'>): Promise<readonly string[]> =>
  (await get(path)).body.snapshots.map(({ id }: { readonly id: string }) => id);

describe('a snapshot of a world in a data folder', () => {
  it('is there after a restart, and brings the world back to it: what follows is the same', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    first.receiver.answer = status(500);
    await first.setQuantity(id, 12);
    const taken = await first.post(path, { id: 'asked' });
    const play = async (at: Told): Promise<string> => {
      at.receiver.answer = at.quiet;
      await at.advance('P2M');
      const world = await at.simulator.worlds.require();
      return JSON.stringify(world.log.entries());
    };
    const history = await play(first);

    const again = await restarted(first, dataFolder);
    expect((await again.get(path)).body).toEqual({ snapshots: [taken.body] });
    const { status: code, body } = await again.post(`${path}/asked/restore`);
    expect([code, body.now]).toEqual([200, '2026-01-05T09:00:00.000Z']);
    expect(await again.deliveries()).toMatchObject([{ state: 'waiting', tried: 1, lastStatus: 500 }]);
    expect(await play(again)).toBe(history);
  });

  it('outlives resets and restores of its world, and keeps its place among the others', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    for (const id of ['z', 'a', undefined]) expect((await first.post(path, { id })).status).toBe(201);
    await first.post('/_sim/worlds/default/reset');
    await first.post(`${path}/z/restore`);
    expect(await idsIn(first)).toEqual(['z', 'a', '3']);

    const again = await restarted(first, dataFolder);
    await again.post(path, { id: 'b' });
    expect(await idsIn(again)).toEqual(['z', 'a', '3', 'b']);
    expect((await again.post(path, { id: 'a' })).body.error.code).toBe('snapshotExists');
  });

  it('is gone when it was deleted, alone or with its world', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    for (const id of ['one', 'two']) await first.post(path, { id });
    await first.post('/_sim/worlds', { name: 'other' });
    await first.post('/_sim/worlds/other/snapshots', { id: 'three' });
    expect((await first.call('DELETE', `${path}/one`)).status).toBe(204);
    expect((await first.call('DELETE', '/_sim/worlds/other')).status).toBe(204);

    const again = await restarted(first, dataFolder);
    expect(await idsIn(again)).toEqual(['two']);
    await again.post('/_sim/worlds', { name: 'other' });
    expect((await again.get('/_sim/worlds/other/snapshots')).body.snapshots).toEqual([]);
    expect(await readdir(join(dataFolder, 'saved'))).toEqual(['default']);
  });
});

describe('a snapshot that is damaged on the disk', () => {
  /** A kept world with a snapshot, whose file has then been changed. */
  const changed = async (change: (text: string) => string) => {
    const dataFolder = await temporaryFolder();
    const at = await told({ dataFolder });
    at.buyActive();
    const { body } = await at.post(path, { id: 'kept' });
    const file = join(dataFolder, 'saved', 'default', 'kept.jsonl');
    await writeFile(file, change(await readFile(file, 'utf8')));
    await at.advance('P2M');
    return { ...at, file, taken: body };
  };

  it('is listed as it was; the attempt to bring it back says where it is damaged and changes nothing', async () => {
    const at = await changed((text) => text.replace('"OfferPublished"', '"OfferPublishes"'));
    expect((await at.get(path)).body.snapshots).toEqual([at.taken]);
    const before = at.world.log.length;
    const refused = await at.post(`${path}/kept/restore`);
    expect([refused.status, refused.body.error]).toEqual([
      409,
      {
        code: 'snapshotUnreadable',
        message: expect.stringMatching(
          /kept\.jsonl: the bundle is damaged: line \d+ is not as it was written/,
        ),
        target: 'snapshot',
      },
    ]);
    expect(await at.simulator.worlds.require()).toBe(at.world);
    expect(at.world.log).toHaveLength(before);
  });

  it.each<[string, (text: string) => string, string]>([
    ['in its first line', (text) => text.replace('"seed":1', '"seed":2'), 'line 1 is not as it was written'],
    ['to nothing', () => '', 'this is no bundle'],
    [
      'by a later marketsim',
      (text) =>
        `${lineOf('{"format":99,"version":"9.0.0","recipe":{},"at":"2026-01-05T09:00:00Z","mode":"frozen","entries":0}', 0).bytes}${text}`,
      'it was written by marketsim 9.0.0, a later version',
    ],
  ])('%s is listed with what is wrong, and can be deleted', async (_, change, words) => {
    const at = await changed(change);
    expect((await at.get(path)).body.snapshots).toEqual([
      { id: 'kept', unreadable: expect.stringContaining(words) },
    ]);
    expect((await at.post(path, { id: 'kept' })).status).toBe(409);
    expect((await at.post(`${path}/kept/restore`)).body.error.message).toContain(words);
    expect((await at.call('DELETE', `${path}/kept`)).status).toBe(204);
    expect(await idsIn(at)).toEqual([]);
  });

  it('at its end is told by the number of entries', async () => {
    const at = await changed((text) => `${text.split('\n').slice(0, -3).join('\n')}\n`);
    const { message } = (await at.post(`${path}/kept/restore`)).body.error;
    const { events } = at.taken;
    expect(message).toContain(`it ends after ${events - 2} of ${events} entries`);
  });
});

describe('saving a snapshot', () => {
  let snapshot: Snapshot;
  beforeAll(async () => {
    // What is saved is what a world is built from again; a checkpoint only makes that faster.
    const { checkpoint: _, ...saved } = await takeSnapshot(await createWorlds().require(), 'new');
    snapshot = saved;
  });
  const open = (files: FaultyFiles): Promise<SavedSnapshots> => savedSnapshots({ files, readEntry }, 'saved');
  const idsOf = async (saved: SavedSnapshots) => (await saved.list('w')).map(({ id }) => id);

  /** A disk with one saved snapshot, and what saves another one from now on. */
  const withOne = async (at = 0, kind: 'crash' | 'ENOSPC' | 'EIO' = 'crash') => {
    const files = faultyFiles();
    await (await open(files)).save('w', { ...snapshot, id: 'old' });
    return faultyFiles({
      disk: files.afterPowerLoss(0),
      ...(at > 0 && { fault: { at, kind, isLasting: true } }),
    });
  };

  it('reads no more than the beginnings of the others', async () => {
    const files = await withOne();
    const saved = await open(files);
    await saved.save('w', snapshot);
    expect(await idsOf(saved)).toEqual(['old', 'new']);
    expect(files.calls).not.toContain('read');
    expect(await saved.read('w', 'new')).toMatchObject(snapshot);
  });

  it('that was acknowledged is there when the power goes', async () => {
    const files = await withOne();
    await (await open(files)).save('w', snapshot);
    for (let seed = 0; seed < 50; seed += 1) {
      const saved = await open(faultyFiles({ disk: files.afterPowerLoss(seed) }));
      expect(await idsOf(saved)).toEqual(['old', 'new']);
      expect(await saved.read('w', 'new')).toMatchObject(snapshot);
    }
  });

  it('that was not is there as a whole or not at all, wherever the power goes', async () => {
    for (let at = 1; ; at += 1) {
      const files = await withOne(at);
      const done = open(files).then((saved) => saved.save('w', snapshot));
      const ended = await Promise.race([done.then(() => true), files.crashed.then(() => false)]);
      if (ended) return;
      for (let seed = 0; seed < 10; seed += 1) {
        const saved = await open(faultyFiles({ disk: files.afterPowerLoss(seed) }));
        const ids = await idsOf(saved);
        expect([['old'], ['old', 'new']]).toContainEqual(ids);
        for (const id of ids) expect((await saved.read('w', id)).entries).toEqual(snapshot.entries);
      }
    }
  });

  it.each(['ENOSPC', 'EIO'] as const)(
    'on a disk with %s is refused in words, and the others are there',
    async (kind) => {
      // The first call that can fail is behind the sweep of the start.
      for (let at = 3; ; at += 1) {
        const files = await withOne(at, kind);
        const saved = await open(files);
        const begun = files.calls.length;
        const refused = await saved.save('w', snapshot).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (refused === undefined && files.calls.length < at) return;
        if (refused)
          expect(refused).toMatchObject({
            code: 'snapshotUnwritable',
            message: expect.stringContaining(kind),
          });
        const after = await open(faultyFiles({ disk: files.afterProcessEnd(0) }));
        expect((await after.read('w', 'old')).entries).toEqual(snapshot.entries);
        expect(begun).toBeLessThan(at);
      }
    },
  );
});

it('a snapshot that cannot be written is answered 503, and its world goes on', async () => {
  const dataFolder = await temporaryFolder();
  const at = await started({ dataFolder });
  await at.simulator.worlds.require();
  const blocked = join(dataFolder, 'saved', 'default');
  await mkdir(dirname(blocked));
  await symlink(join(dataFolder, 'nowhere', 'at', 'all'), blocked);
  const { status: code, body } = await at.post(path, { id: 'one' });
  expect([code, body.error.code]).toEqual([503, 'snapshotUnwritable']);
  expect((await at.get('/_sim/clock')).status).toBe(200);
  await rm(blocked);
  expect((await at.post(path, { id: 'one' })).status).toBe(201);
});
