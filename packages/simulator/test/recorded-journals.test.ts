import { readdirSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createReader, entryVersions, readEntry } from '@marketsim/core';
import { describe, expect, it } from 'vitest';
import { openStopped } from '../src/index.ts';
import { diskStore } from '../src/storage/disk-store.ts';
import { diskFiles } from '../src/storage/files.ts';
import { version } from '../src/version.ts';
import { raiseWorld } from '../src/worlds/simulated-world.ts';
import { alone } from '../src/worlds/surroundings.ts';
import { record } from './support/recording/record.ts';
import { type Summary, summaryOf } from './support/recording/summary.ts';
import { started } from './support/running.ts';
import { sealed, valuesOf } from './support/sealed.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const fixtures = join(import.meta.dirname, 'fixtures', 'journals');

const recorded = async (of: string): Promise<Summary> =>
  JSON.parse(await readFile(join(fixtures, of, 'summary.json'), 'utf8'));

/** A copy of the data folder that a version has left. */
async function dataOf(of: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(fixtures, of, 'data'), folder, { recursive: true });
  return folder;
}

describe.each(readdirSync(fixtures))('a world that marketsim %s has kept', (of) => {
  it('is what it was then', async () => {
    const { simulator } = await started({ dataFolder: await dataOf(of) });
    expect(summaryOf(await simulator.engine('recorded'))).toEqual(await recorded(of));
    const { clock, outbox } = await simulator.worlds.require('recorded');
    expect(clock.view().mode).toBe('frozen');
    expect(outbox.handling.holds()).toEqual([{}]);
    const open = [...outbox.parts.parcels.open()].filter(({ tried }) => tried > 0);
    expect(open.map(({ attempts }) => attempts)).toMatchObject([[{ kind: 'sent', reply: { status: 503 } }]]);
  });

  it('goes on', async () => {
    const { simulator } = await started({ dataFolder: await dataOf(of) });
    const before = await simulator.engine('recorded');
    const [charges, seq] = [before.state.ledger.charges.length, before.seq()];
    expect((await simulator.advance('P2M', 'recorded')).reached).toBe('target');
    const after = await simulator.engine('recorded');
    expect(after.state.ledger.charges.length).toBeGreaterThan(charges);
    expect(after.seq()).toBeGreaterThan(seq);
  });

  it('has the snapshot that was saved of it', async () => {
    const { simulator, get, post } = await started({ dataFolder: await dataOf(of) });
    const path = '/_sim/worlds/recorded/snapshots';
    const { snapshots } = (await get(path)).body;
    expect(snapshots).toMatchObject([{ id: 'halfway', at: '2020-07-14T10:00:00.000Z' }]);
    expect((await post(`${path}/halfway/restore`)).status).toBe(200);
    const { log } = await simulator.worlds.require('recorded');
    expect(log).toHaveLength(snapshots[0].events);
  });

  it('is the same in the file that was exported of it', async () => {
    const stopped = await openStopped(await temporaryFolder());
    const file = await readFile(join(fixtures, of, 'recorded.jsonl'));
    const { seq, now } = await recorded(of);
    expect(await stopped.import(file)).toMatchObject({ name: 'recorded', events: seq, now });
    await stopped.close();
    const { simulator } = await started();
    const { engine } = await simulator.worlds.import(file);
    expect(summaryOf(engine)).toEqual(await recorded(of));
  });
});

describe('the record of this version', () => {
  it('has every kind of entry in it: story.ts tells them, scripts/record-journal.ts records', async () => {
    const journal = await readFile(
      join(fixtures, version, 'data', 'worlds', 'recorded', 'journal.jsonl'),
      'utf8',
    );
    const types = journal
      .trimEnd()
      .split('\n')
      .slice(1)
      .flatMap((line) => JSON.parse(line)[1].map(({ type }: { readonly type: string }) => type));
    expect([...new Set(types)].toSorted()).toEqual(Object.keys(entryVersions).toSorted());
  });

  it('is the same, byte for byte, whenever it is made', async () => {
    const folders = [await temporaryFolder(), await temporaryFolder()];
    for (const folder of folders) await record(folder);
    const [first, second] = await Promise.all(
      folders.map(async (folder) => {
        const names = await readdir(folder, { recursive: true, withFileTypes: true });
        const files = names.filter((entry) => entry.isFile());
        return Promise.all(
          files
            .map(({ parentPath, name }) => join(parentPath, name))
            .toSorted()
            .map(async (path) => [path.slice(folder.length), await readFile(path, 'utf8')]),
        );
      }),
    );
    expect(first).toHaveLength(5);
    expect(first).toEqual(second);
  });
});

describe('an entry in a form of long ago', () => {
  /** Let us say that a nickname was once told in another way. */
  const formats = {
    versions: entryVersions,
    upcasters: { NicknameChanged: { 0: ({ name, ...entry }) => ({ ...entry, v: 1, friendlyName: name }) } },
  } satisfies Parameters<typeof createReader>[0];
  const asOnceWritten = (line: string): string =>
    line.replace(
      /("type":"NicknameChanged",[^}]*)"friendlyName":([^}]*)"v":1}/,
      (_, before, after) => `${before}"name":${after}"v":0}`,
    );

  /** The world of the record, found in a folder in which its nickname stands in that way. */
  const found = async (read: typeof readEntry) => {
    const dataFolder = await dataOf(version);
    const journal = join(dataFolder, 'worlds', 'recorded', 'journal.jsonl');
    const before = await readFile(journal, 'utf8');
    const older = sealed(valuesOf(before).map(asOnceWritten));
    expect(older).not.toBe(before);
    await writeFile(journal, older);
    const parts = { files: diskFiles, readEntry: read, warn: () => undefined };
    const store = await diskStore(parts, join(dataFolder, 'worlds'));
    return raiseWorld(await store.open('recorded'), alone());
  };

  it('is led to today’s form before anything is made of it', async () => {
    const { engine, close } = await found(createReader(formats));
    expect(summaryOf(engine)).toEqual(await recorded(version));
    const nicknames = [...engine.state.subscriptions.values()].map(({ friendlyName }) => friendlyName);
    expect(nicknames).toContain('harbor');
    await close();
  });

  it('is refused in words where no upcaster leads on', async () => {
    await expect(found(readEntry)).rejects.toThrow(
      /journal\.jsonl: line \d+: NicknameChanged of version 0 cannot be read any more/,
    );
  });
});
