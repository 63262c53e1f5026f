import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEntry } from '@marketsim/core';
import { describe, expect, it } from 'vitest';
import { readBundle } from '../src/bundle/read-bundle.ts';
import { diskStore } from '../src/storage/disk-store.ts';
import { diskFiles } from '../src/storage/files.ts';
import { memoryStore } from '../src/worlds/memory-store.ts';
import { replayed } from '../src/worlds/replay.ts';
import { raiseWorld } from '../src/worlds/simulated-world.ts';
import { alone } from '../src/worlds/surroundings.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { type Told, told } from './support/told.ts';

/** A file of a world in which a subscription was renamed again and again. */
async function longStory({ simulator, engine, buyActive }: Told): Promise<Uint8Array> {
  const subscriptionId = buyActive();
  for (let n = 0; n < 30_000; n++) {
    const rename = { type: 'SetNickname', friendlyName: `Name ${n}` } as const;
    engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [rename] });
  }
  return Buffer.concat([...(await simulator.worlds.export())]);
}

describe('while a world with a long history comes in', () => {
  it.each([
    { where: 'in memory', folder: () => Promise.resolve(undefined) },
    { where: 'in a data folder', folder: temporaryFolder },
  ])('others are served, and it is as it was: $where', async ({ folder }) => {
    const dataFolder = await folder();
    const at = await told({ ...(dataFolder !== undefined && { dataFolder }) });
    const file = await longStory(at);
    const order: string[] = [];

    const coming = at.simulator.worlds.import(file, { name: 'long' }).finally(() => order.push('imported'));
    for (let n = 1; n <= 3; n++) {
      expect((await at.get('/_sim/clock')).status).toBe(200);
      order.push('answered');
    }
    const { engine } = await coming;
    expect(order).toEqual(['answered', 'answered', 'answered', 'imported']);
    expect(engine.checkpoint()).toEqual(at.engine.checkpoint());
    expect(engine.events()).toEqual(at.engine.events());
  });

  it('nobody else gets its name meanwhile', async () => {
    const at = await told();
    const file = await longStory(at);
    const coming = at.simulator.worlds.import(file, { name: 'long' });
    const other = await at.simulator.worlds.create('long');
    await expect(coming).rejects.toMatchObject({ code: 'worldExists' });
    expect(await at.simulator.worlds.get('long')).toBe(other);
  });
});

describe('a history that comes in is gone through once', () => {
  const stores = {
    'in memory': async () => memoryStore(),
    'in a data folder': async () =>
      diskStore({ files: diskFiles, readEntry, warn: () => undefined }, await temporaryFolder()),
  };

  it.each(Object.entries(stores))('its world begins with what it led to: %s', async (_, open) => {
    const at = await told();
    at.buyActive();
    await at.advance('P40D');
    const { recipe, ...beginning } = await replayed(
      await readBundle(Buffer.concat([...(await at.simulator.worlds.export())]), readEntry),
    );
    const kept = await (await (await open()).prepare(recipe, beginning)).take();
    expect(kept.checkpoint).toBe(beginning.checkpoint);
    expect(kept.log.entries()).toEqual(beginning.entries);
    const world = raiseWorld(kept, alone());
    expect(world.engine.checkpoint()).toEqual(at.engine.checkpoint());
    await world.close();
  });

  it('and a start finds on the disk what it was, with all that came later', async () => {
    const dataFolder = await temporaryFolder();
    const at = await told({ dataFolder });
    const id = at.buyActive();
    const file = Buffer.concat([...(await at.simulator.worlds.export())]);
    const { engine } = await at.simulator.worlds.import(file, { name: 'copy' });
    engine.execute({
      type: 'ChangeSubscription',
      subscriptionId: id,
      changes: [{ type: 'SetNickname', friendlyName: 'Later' }],
    });
    await at.simulator.close();
    expect(await readFile(join(dataFolder, 'worlds', 'copy', 'journal.jsonl'), 'utf8')).toContain('Later');

    const again = await told({ dataFolder }, at.receiver);
    const copy = await again.simulator.worlds.require('copy');
    expect(copy.engine.checkpoint()).toEqual(engine.checkpoint());
    expect(copy.engine.events()).toEqual(engine.events());
  });
});
