import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { json, marketsim } from './support/marketsim.ts';
import { served, simulated, sold, webhook } from './support/publisher.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'marketsim-'));
  folders.push(folder);
  return folder;
}

/** A running simulator with a sale in it, and a place for files. */
async function running() {
  const own = await webhook();
  const at = await sold(own.url);
  return { ...at, file: join(await temporaryFolder(), 'world.jsonl') };
}

/** A data folder that a simulator with a sale in it has left. */
async function left(): Promise<string> {
  const data = await temporaryFolder();
  const own = await webhook();
  const { simulator } = await sold(own.url, { dataFolder: data });
  await simulator.advance('P1M');
  await simulator.close();
  return data;
}

describe('marketsim world, of a running simulator', () => {
  test('lists the worlds', async () => {
    const { url, simulator } = await running();
    await simulator.worlds.create('other', { startsAt: '2030-01-01T00:00:00Z' });
    const { code, out } = await marketsim('world', 'list', '--url', url);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'WORLD    TIME                 EVENTS  SUBSCRIPTIONS',
      expect.stringMatching(/^default {2}2026-01-05 09:00:00 +\d+ {14}1$/),
      expect.stringMatching(/^other {4}2030-01-01 00:00:00 +\d+ {14}0$/),
    ]);
    expect(await json('world', 'list', '--url', url)).toMatchObject({
      worlds: [{ name: 'default', seed: 1 }, { name: 'other' }],
      unavailable: [],
    });
  });

  test('says when there are none', async () => {
    const { url } = await simulated();
    expect((await marketsim('world', 'list', '--url', url)).out).toBe('there are no worlds');
  });

  test('says which cannot be had, and why', async () => {
    const list = { worlds: [], unavailable: [{ name: 'default', reason: 'the disk is full' }] };
    const url = await served(createServer((_, response) => response.end(JSON.stringify(list))));
    expect((await marketsim('world', 'list', '--url', url)).out).toBe(
      'default is not available: the disk is full',
    );
  });

  test('carries a world in a file', async () => {
    const { url, file, simulator } = await running();
    const written = await marketsim('world', 'export', '--out', file, '--url', url);
    expect(written).toEqual({ code: 0, out: '', err: '' });
    expect(await readdir(join(file, '..'))).toEqual(['world.jsonl']);
    const { out } = await marketsim('world', 'import', file, '--as', 'twin', '--url', url);
    const { events, subscriptions } = await json('world', 'list', '--url', url).then(
      ({ worlds }) => worlds[1],
    );
    expect(subscriptions).toBe(1);
    expect(out).toBe(`world twin is at 2026-01-05 09:00:00 UTC, with ${events} events and 1 subscription`);
    const [one, twin] = [await simulator.engine(), await simulator.engine('twin')];
    expect(twin.events()).toEqual(one.events());
  });

  test('puts the mock publisher in the place of whoever was called there', async () => {
    const { url, file, simulator } = await running();
    await marketsim('world', 'export', '--out', file, '--url', url);
    await marketsim('world', 'import', file, '--as', 'guest', '--mock-publisher', '--url', url);
    const { offers } = (await simulator.engine('guest')).state;
    const hosts = [...offers.values()].map(({ landingPageUrl }) => new URL(landingPageUrl).host);
    expect(new Set(hosts)).toEqual(new Set(['127.0.0.1:4601']));
  });

  test('prints a world where no file is named, and brings it back under its own name', async () => {
    const { url, file, simulator } = await running();
    await simulator.worlds.create('mine', { seed: 4 });
    const { out } = await marketsim('world', 'export', 'mine', '--url', url);
    await writeFile(file, `${out}\n`);
    await marketsim('world', 'delete', 'mine', '--url', url);
    expect(await json('world', 'import', file, '--url', url)).toMatchObject({ name: 'mine', seed: 4 });
  });

  test('leaves a file as it is when there is nothing to put in its place', async () => {
    const { url, file } = await running();
    await writeFile(file, 'before');
    const { code } = await marketsim('world', 'export', 'none', '--out', file, '--url', url);
    expect([code, await readFile(file, 'utf8')]).toEqual([1, 'before']);
    const cut = createServer((_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('["');
      setImmediate(() => response.destroy());
    });
    const cutOff = await marketsim('world', 'export', '--out', file, '--url', await served(cut));
    expect([cutOff.code, cutOff.err]).toEqual([1, expect.stringContaining(`${file} cannot be written`)]);
    expect(await readFile(file, 'utf8')).toBe('before');
    expect(await readdir(join(file, '..'))).toEqual(['world.jsonl']);
  });

  test('resets, forks and deletes', async () => {
    const { url, simulator } = await running();
    const fork = await marketsim('world', 'fork', 'default', 'twin', '--url', url);
    expect(fork.out).toMatch(
      /^world twin is at 2026-01-05 09:00:00 UTC, with \d+ events and 1 subscription$/,
    );
    const reset = await marketsim('world', 'reset', 'default', '--url', url);
    expect(reset.out).toMatch(/ and 0 subscriptions$/);
    const { out } = await marketsim('world', 'delete', 'twin', '--url', url);
    expect(out).toBe('world twin is gone');
    expect(simulator.worlds.list().map(({ name }) => name)).toEqual(['default']);
  });

  test('keeps snapshots and goes back to them', async () => {
    const { url, simulator } = await running();
    expect((await marketsim('world', 'snapshot', 'list', '--url', url)).out).toBe(
      'world default has no snapshots',
    );
    const taken = await marketsim('world', 'snapshot', 'take', '--id', 'before', '--url', url);
    expect(taken.out).toBe('world default is kept as before');
    expect(await json('world', 'snapshot', 'take', 'default', '--url', url)).toMatchObject({ id: '2' });
    await simulator.advance('P1M');
    const listed = await marketsim('world', 'snapshot', 'list', 'default', '--url', url);
    expect(listed.out.split('\n')).toEqual([
      'SNAPSHOT  TIME                 ENTRIES',
      expect.stringMatching(/^before {4}2026-01-05 09:00:00 +\d+$/),
      expect.stringMatching(/^2 {9}2026-01-05 09:00:00 +\d+$/),
    ]);
    const restored = await marketsim('world', 'snapshot', 'restore', 'default', 'before', '--url', url);
    expect(restored.out).toContain('world default is at 2026-01-05 09:00:00 UTC');
    const gone = await marketsim('world', 'snapshot', 'delete', 'default', 'before', '--url', url);
    expect(gone.out).toBe('snapshot before of world default is gone');
    expect((await json('world', 'snapshot', 'list', '--url', url)).snapshots).toHaveLength(1);
  });

  test('says of a snapshot that cannot be read why', async () => {
    const list = { snapshots: [{ id: 'old', unreadable: 'line 1 is not as it was written' }] };
    const url = await served(createServer((_, response) => response.end(JSON.stringify(list))));
    expect((await marketsim('world', 'snapshot', 'list', '--url', url)).out).toContain(
      'old       cannot be read: line 1 is not as it was written',
    );
  });
});

describe('marketsim world, of a stopped simulator', () => {
  test('lists, exports and imports', async () => {
    const data = await left();
    const file = join(data, 'world.jsonl');
    expect((await marketsim('world', 'export', '--out', file, '--data', data)).code).toBe(0);
    const { out } = await marketsim('world', 'import', file, '--as', 'twin', '--data', data);
    expect(out).toMatch(/^world twin is at 2026-02-05 09:00:00 UTC, with \d+ events$/);
    expect((await marketsim('world', 'list', '--data', data)).out.split('\n')).toEqual([
      'WORLD    TIME                 EVENTS  SUBSCRIPTIONS',
      expect.stringMatching(/^default {2}2026-02-05 09:00:00 +\d+$/),
      expect.stringMatching(/^twin {5}2026-02-05 09:00:00 +\d+$/),
    ]);
    const simulator = await simulated();
    const world = await simulator.worlds.import(await readFile(file), { name: 'elsewhere' });
    expect(world.engine.state.ledger.charges.length).toBeGreaterThan(1);
  });

  test('repairs a damaged journal with the command that its message tells', async () => {
    const data = await left();
    const journal = join(data, 'worlds', 'default', 'journal.jsonl');
    const lines = (await readFile(journal, 'utf8')).split('\n');
    const damaged = lines.with(3, lines[3]?.replace('"type"', '"Type"') ?? '').join('\n');
    await writeFile(journal, damaged);
    const { err, out } = await marketsim('world', 'list', '--data', data);
    expect(err).toBe('');
    const [, typed = ''] = /"marketsim (.+?)"/.exec(out) ?? [];
    expect(out).toContain(`default is not available: ${journal}: line 4 is damaged`);

    const repaired = await marketsim(...typed.split(' '));
    const lost = (await readFile(`${journal}.damaged`, 'utf8')).length;
    expect(repaired.out.split('\n')).toEqual([
      expect.stringMatching(
        /^world default ends at 2026-0\d-\d\d \d\d:\d\d:\d\d UTC now, with the first 3 lines of its journal$/,
      ),
      `  lost    ${lines.length - 4} lines, ${lost} bytes`,
      `  now in  ${journal}.damaged`,
    ]);
    expect((await marketsim('world', 'list', '--data', data)).out).toContain('default  2026-0');
    const again = await marketsim(...typed.split(' '));
    expect(again.out).toBe('the journal of world default is not damaged; nothing was changed');
    expect(await json('world', 'repair', 'default', '--data', data)).toEqual({
      name: 'default',
      repair: null,
    });
  });

  test('leaves the folder free, also after a failure', async () => {
    const data = await left();
    expect((await marketsim('world', 'export', 'none', '--data', data)).code).toBe(1);
    expect((await marketsim('world', 'repair', 'none', '--data', data)).code).toBe(1);
    expect(await readdir(data)).not.toContain('lock');
  });
});

test.each([
  [['export', 'none'], 'there is no world "none"'],
  [['export', 'No/../Name'], 'there is no world "No/../Name"'],
  [['import', 'no-such-file'], 'no-such-file cannot be read: ENOENT'],
  [['import', 'package.json'], 'this is no bundle'],
  [['reset', 'none'], 'there is no world "none"'],
  [['delete', 'none'], 'there is no world "none"'],
  [['fork', 'default', 'No!'], '"No!" is no name of a world'],
  [['snapshot', 'restore', 'default', 'none'], 'has no snapshot "none"'],
  [['snapshot', 'delete', 'default', 'none'], 'has no snapshot "none"'],
  [
    ['list', '--data', 'some-folder'],
    'give either --url, of a running simulator, or --data, of a stopped one',
  ],
])('world %j fails and says why in one line', async (args, words) => {
  const { url } = await simulated();
  const { code, out, err } = await marketsim('world', ...args, '--url', url);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^marketsim: [^\n]+$/);
  expect(err).toContain(words);
});

test.each([
  [['list', '--data', 'no-such-folder'], 'there is no folder no-such-folder'],
  [['repair', 'default', '--data', 'no-such-folder'], 'there is no folder no-such-folder'],
])('world %j needs a folder that is there', async (args, words) => {
  const { code, err } = await marketsim('world', ...args);
  expect({ code, err }).toEqual({ code: 1, err: `marketsim: ${words}` });
});
