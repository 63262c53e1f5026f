import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStopped, type StoppedWorlds, startSimulator } from '../src/index.ts';
import { status } from './support/receiver.ts';
import { started } from './support/running.ts';
import { sealed, valuesOf } from './support/sealed.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { type Told, told } from './support/told.ts';

const journalIn = (dataFolder: string, world = 'default'): string =>
  join(dataFolder, 'worlds', world, 'journal.jsonl');

/** A stopped simulator's folder, with a world in which a subscription was renewed and a change was asked for. */
async function left(): Promise<{ readonly dataFolder: string; readonly at: Told }> {
  const dataFolder = await temporaryFolder();
  const at = await told({ dataFolder });
  const id = at.buyActive();
  await at.advance('P40D');
  at.receiver.answer = status(500);
  await at.setQuantity(id, 12);
  await at.advance('PT1S');
  await at.simulator.close();
  return { dataFolder, at };
}

/** Does something with the worlds of a folder, which is free afterwards. */
async function inFolder<T>(dataFolder: string, work: (stopped: StoppedWorlds) => Promise<T>): Promise<T> {
  const stopped = await openStopped(dataFolder);
  try {
    return await work(stopped);
  } finally {
    await stopped.close();
  }
}

const change = '"action":"ChangeQuantity"';
const renewal = '"type":"TermStarted"';

/** Damages the first line of the journal that holds a text; tells which that is. */
async function damage(dataFolder: string, text: string): Promise<number> {
  const journal = journalIn(dataFolder);
  const lines = (await readFile(journal, 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  await writeFile(journal, lines.with(index, lines[index]?.replace(text, '"x":"y"') ?? '').join('\n'));
  return index + 1;
}

describe('the worlds of a folder on which no simulator runs', () => {
  it('are listed as they were left, those that are damaged with the way out', async () => {
    const { dataFolder, at } = await left();
    const now = '2026-02-14T09:00:01.000Z';
    expect(await inFolder(dataFolder, ({ list }) => list())).toEqual({
      worlds: [{ name: 'default', seed: 1, startsAt: at.engine.startsAt, now, events: at.engine.seq() }],
      unavailable: [],
    });
    const line = await damage(dataFolder, change);
    const reason = `line ${line} is damaged. Put back a copy of the file, or go on with what lies before that line by "marketsim world repair default --data ${dataFolder}"`;
    expect(await inFolder(dataFolder, ({ list }) => list())).toEqual({
      worlds: [],
      unavailable: [{ name: 'default', reason: expect.stringContaining(reason) }],
    });
  });

  it('are left as they are by a look at them', async () => {
    const { dataFolder } = await left();
    await appendFile(journalIn(dataFolder), '["0');
    const before = await readFile(journalIn(dataFolder), 'utf8');
    await inFolder(dataFolder, async (stopped) => {
      await stopped.list();
      return [...(await stopped.export('default'))];
    });
    expect(await readFile(journalIn(dataFolder), 'utf8')).toBe(before);
    expect(await readdir(join(dataFolder, 'worlds'))).toEqual(['default']);
  });

  it('are exported as the running simulator does it', async () => {
    const { dataFolder } = await left();
    const stopped = await inFolder(dataFolder, async (folder) =>
      Buffer.concat([...(await folder.export('default'))]),
    );
    const { simulator } = await started({ dataFolder });
    const running = Buffer.concat([...(await simulator.worlds.export('default'))]);
    expect(stopped.toString()).toBe(running.toString());
  });

  it('get another one by an import, which the next start finds', async () => {
    const { dataFolder, at } = await left();
    const view = await inFolder(dataFolder, async (folder) => {
      const file = Buffer.concat([...(await folder.export('default'))]);
      await expect(folder.import(file)).rejects.toMatchObject({ code: 'worldExists' });
      await expect(folder.import(file, { name: 'No!' })).rejects.toMatchObject({ code: 'worldNameInvalid' });
      await expect(folder.import(file.subarray(0, -5), { name: 'twin' })).rejects.toMatchObject({
        code: 'bundleDamaged',
      });
      const [head = '', ...rest] = valuesOf(file.toString());
      const nowhere = sealed([head, ...rest.map((value) => value.replace('"plans":[', '"plan":['))]);
      await expect(folder.import(Buffer.from(nowhere), { name: 'twin' })).rejects.toMatchObject({
        code: 'bundleUnreadable',
      });
      return folder.import(file, { name: 'twin' });
    });
    expect(view).toMatchObject({ name: 'twin', events: at.engine.seq(), now: '2026-02-14T09:00:01.000Z' });
    const { simulator } = await started({ dataFolder });
    const twin = await simulator.worlds.require('twin');
    expect(twin.engine.checkpoint()).toEqual((await simulator.worlds.require()).engine.checkpoint());
    expect(twin.stands().outbox.parcels).toMatchObject([{ tried: 1 }]);
  });

  it('are nobody else’s meanwhile', async () => {
    const { dataFolder } = await left();
    await inFolder(dataFolder, async () => {
      await expect(startSimulator({ dataFolder })).rejects.toThrow(`in use by process ${process.pid}`);
      await expect(openStopped(dataFolder)).rejects.toThrow(`in use by process ${process.pid}`);
    });
    const { simulator } = await started({ dataFolder });
    await expect(openStopped(dataFolder)).rejects.toThrow(`in use by process ${process.pid}`);
    await simulator.close();
  });

  it('are looked for in a folder that is there, under names that they have', async () => {
    const { dataFolder } = await left();
    await expect(openStopped(join(dataFolder, 'none'))).rejects.toThrow(
      `there is no folder ${join(dataFolder, 'none')}`,
    );
    const unknown = `there is no world "none" in ${dataFolder}; there is default`;
    await expect(inFolder(dataFolder, (folder) => folder.export('none'))).rejects.toThrow(unknown);
    await expect(inFolder(dataFolder, (folder) => folder.repair('none'))).rejects.toThrow(unknown);
  });

  it('have saved snapshots, which are exports themselves', async () => {
    const dataFolder = await temporaryFolder();
    const at = await told({ dataFolder });
    at.buyActive();
    await at.post('/_sim/worlds/default/snapshots', { id: 'kept' });
    await at.simulator.close();
    const file = await readFile(join(dataFolder, 'saved', 'default', 'kept.jsonl'));
    expect(await inFolder(dataFolder, (folder) => folder.import(file, { name: 'again' }))).toMatchObject({
      name: 'again',
    });
  });
});

describe('the repair of a damaged journal', () => {
  it('keeps what lies before the damaged line, puts the rest aside and tells how much that is', async () => {
    const { dataFolder, at } = await left();
    const journal = journalIn(dataFolder);
    const line = await damage(dataFolder, change);
    const damaged = await readFile(journal, 'utf8');
    const repair = await inFolder(dataFolder, (folder) => folder.repair('default'));

    const [kept, lost] = [await readFile(journal, 'utf8'), await readFile(`${journal}.damaged`, 'utf8')];
    expect(kept + lost).toBe(damaged);
    expect(kept.split('\n')).toHaveLength(line);
    expect(repair).toEqual({
      kept: { lines: line - 1, at: '2026-02-14T09:00:00.000Z' },
      lost: { lines: damaged.split('\n').length - line, bytes: Buffer.byteLength(lost) },
      aside: `${journal}.damaged`,
    });
    const { simulator } = await started({ dataFolder });
    const { engine, clock, stands } = await simulator.worlds.require();
    const events = at.engine.events();
    const first = events.findIndex((event) => JSON.stringify(event).includes(change));
    expect(engine.events()).toEqual(events.slice(0, first));
    expect(clock.view().now).toBe('2026-02-14T09:00:00.000Z');
    expect(stands().outbox.parcels.filter(({ endedAt }) => endedAt === undefined)).toEqual([]);
  });

  it('lets the clock stand where what is kept ends', async () => {
    const { dataFolder } = await left();
    await damage(dataFolder, renewal);
    const repair = await inFolder(dataFolder, (folder) => folder.repair('default'));
    const { simulator } = await started({ dataFolder });
    const { engine, clock } = await simulator.worlds.require();
    expect(clock.view()).toMatchObject({ now: repair?.kept.at, mode: 'frozen' });
    expect(engine.events().at(-1)?.at).toBe(repair?.kept.at);
    expect(engine.events().some(({ type }) => type === 'TermStarted')).toBe(false);
  });

  it('can be done again after another damage: nothing that was put aside is lost', async () => {
    const { dataFolder } = await left();
    const journal = journalIn(dataFolder);
    await damage(dataFolder, change);
    await inFolder(dataFolder, (folder) => folder.repair('default'));
    const first = await readFile(`${journal}.damaged`, 'utf8');
    await damage(dataFolder, renewal);
    expect((await inFolder(dataFolder, (folder) => folder.repair('default')))?.aside).toBe(
      `${journal}.damaged.2`,
    );
    expect(await readFile(`${journal}.damaged`, 'utf8')).toBe(first);
    expect(await readFile(`${journal}.damaged.2`, 'utf8')).toContain('"x":"y"');
  });

  it.each([
    ['whole', ''],
    ['torn at its end', '["00000000",[{"type":'],
  ])('changes nothing of a journal that is %s', async (_, end) => {
    const { dataFolder } = await left();
    const journal = journalIn(dataFolder);
    await appendFile(journal, end);
    const before = await Promise.all([readFile(journal, 'utf8'), readdir(join(journal, '..'))]);
    expect(await inFolder(dataFolder, (folder) => folder.repair('default'))).toBeUndefined();
    expect(await Promise.all([readFile(journal, 'utf8'), readdir(join(journal, '..'))])).toEqual(before);
  });

  it('is refused where not even the first line can be kept', async () => {
    const { dataFolder } = await left();
    const journal = journalIn(dataFolder);
    const before = (await readFile(journal, 'utf8')).replace('"seed":1', '"seed":2');
    await writeFile(journal, before);
    await expect(inFolder(dataFolder, (folder) => folder.repair('default'))).rejects.toThrow(
      `${journal}: line 1 is damaged, which says how the world was made`,
    );
    expect(await readFile(journal, 'utf8')).toBe(before);
  });
});
