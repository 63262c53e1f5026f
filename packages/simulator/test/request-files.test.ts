import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { filesIn, type RequestFiles } from '../src/requests/files.ts';
import { createRequestJournal, type RequestJournalOptions } from '../src/requests/request-journal.ts';
import { recorded } from './support/recorded.ts';
import { started } from './support/running.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { until } from './support/until.ts';

const current = 'requests.jsonl';
const former = 'requests.1.jsonl';

const linesOf = async (folder: string, file = current) =>
  (await readFile(join(folder, file), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

async function noted(options: RequestJournalOptions, count: number, body = '') {
  const journal = await createRequestJournal(options);
  for (let n = 0; n < count; n += 1) journal.note(recorded({ body, url: `/v1/${n}` }));
  await journal.close();
  return journal;
}

describe('the files of the journal', () => {
  test('have a line of JSON for each request, as it is shown', async () => {
    const folder = join(await temporaryFolder(), 'not', 'there', 'yet');
    const journal = await noted({ folder }, 3, '{"a":1}');
    const lines = await linesOf(folder);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(lines[1]).toEqual(JSON.parse(JSON.stringify(journal.find(2))));
    expect(lines[1]).toMatchObject({ path: '/v1/1', request: { body: '{"a":1}' }, reply: { headers: {} } });
  });

  test('have of a read that went well the line alone; in memory is all of it', async () => {
    const folder = await temporaryFolder();
    const journal = await createRequestJournal({ folder });
    journal.note(recorded({ method: 'GET', url: '/v1/x?token=a-secret', reply: '{"a":1}' }));
    journal.note(recorded({ method: 'GET', status: 404, reply: '{"code":1}' }));
    await journal.flush();
    const [good, bad] = await linesOf(folder);
    expect(good).toMatchObject({ number: 1, path: '/v1/x?token=***', status: 200 });
    expect(good).not.toHaveProperty('request');
    expect(good).not.toHaveProperty('reply');
    expect(bad).toMatchObject({ number: 2, reply: { body: '{"code":1}' } });
    expect(journal.find(1)?.reply?.body).toBe('{"a":1}');
    await journal.close();
  });

  test('have of a load nothing that went well, but all else', async () => {
    const folder = await temporaryFolder();
    const journal = await createRequestJournal({ folder });
    const note = (count: number, status: number, method = 'GET') => {
      for (let n = 0; n < count; n += 1) journal.note(recorded({ method, status }));
    };
    note(150, 200);
    note(1, 404);
    note(50, 202, 'POST');
    note(1, 0);
    note(60, 304);
    note(1, 500, 'POST');
    await journal.flush();
    expect((await linesOf(folder)).map(({ number }) => number)).toEqual([151, 202, 263]);
    expect(journal.find(1)?.status).toBe(200);
    note(255, 200);
    await journal.close();
    expect(await linesOf(folder)).toHaveLength(3 + 255);
  });

  test('have each request once, however often they are written', async () => {
    const folder = await temporaryFolder();
    const journal = await createRequestJournal({ folder });
    for (let n = 0; n < 5; n += 1) {
      journal.note(recorded());
      await Promise.all([journal.flush(), journal.flush(), journal.flush()]);
    }
    await journal.close();
    expect((await linesOf(folder)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  test('are written soon after a request, without being asked to', async () => {
    const folder = await temporaryFolder();
    const { get } = await started({ requests: { folder } });
    await get('/somewhere');
    await until(
      async () => (await readdir(folder)).includes(current) && (await linesOf(folder)).length === 1,
    );
  });

  test('never take more than they may, and have the newest requests', async () => {
    const folder = await temporaryFolder();
    const diskBytes = 20_000;
    const journal = await createRequestJournal({ folder, diskBytes });
    for (let n = 1; n <= 300; n += 1) {
      journal.note(recorded({ body: 'ü'.repeat(n % 700) }));
      if (n % 7 !== 0) continue;
      await journal.flush();
      const sizes = await Promise.all(
        (await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size),
      );
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(diskBytes);
    }
    await journal.close();
    const kept = [...(await linesOf(folder, former)), ...(await linesOf(folder))].map(({ number }) => number);
    expect(kept.at(-1)).toBe(300);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, at) => 301 - kept.length + at));
    expect(kept.length).toBeGreaterThan(10);
  });

  test('leave out a request for which a whole file is too small', async () => {
    const folder = await temporaryFolder();
    const journal = await createRequestJournal({ folder, diskBytes: 2000 });
    for (const size of [10, 5000, 20]) journal.note(recorded({ body: 'x'.repeat(size) }));
    await journal.close();
    expect((await linesOf(folder)).map(({ number }) => number)).toEqual([1, 3]);
    expect(journal.find(2)?.request?.body).toHaveLength(5000);
  });

  test('say how much is in them', async () => {
    const files = filesIn(await temporaryFolder());
    expect(await files.append('a', 'größer', 0)).toBe(8);
    expect(await files.append('a', 'x', 3)).toBe(4);
    expect(await files.append('a', 'y', 100)).toBe(5);
    expect(await files.tail('a', 100)).toEqual({ text: 'grxy'.replace('x', '\uFFFDx'), size: 5 });
    expect(await files.tail('a', 2)).toEqual({ text: 'xy', size: 5 });
    expect(await files.tail('b', 2)).toEqual({ text: '', size: 0 });
  });

  test('are written at once when much comes in', async () => {
    const written: string[] = [];
    const files: RequestFiles = {
      tail: async () => ({ text: '', size: 0 }),
      rename: async () => undefined,
      append: async (_, text) => written.push(...text.trimEnd().split('\n')),
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const journal = await createRequestJournal({}, { files });
      for (let n = 0; n < 255; n += 1) journal.note(recorded({ status: 404 }));
      await vi.advanceTimersByTimeAsync(99);
      expect(written).toEqual([]);
      journal.note(recorded({ status: 404 }));
      await vi.advanceTimersByTimeAsync(0);
      expect(written).toHaveLength(256);
      journal.note(recorded({ status: 404 }));
      await vi.advanceTimersByTimeAsync(100);
      expect(written).toHaveLength(257);
    } finally {
      vi.useRealTimers();
    }
  });

  test('have nothing of a load that goes on while they are written', async () => {
    const written: string[] = [];
    const disk = Promise.withResolvers<void>();
    const files: RequestFiles = {
      tail: async () => ({ text: '', size: 0 }),
      rename: async () => undefined,
      append: async (_, text) => {
        await disk.promise;
        return written.push(...text.trimEnd().split('\n'));
      },
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const journal = await createRequestJournal({}, { files });
      const noted = (count: number, status: number): void => {
        for (let n = 0; n < count; n += 1) journal.note(recorded({ status }));
      };
      noted(300, 200);
      noted(1, 404);
      await vi.advanceTimersByTimeAsync(0);
      noted(10, 200);
      disk.resolve();
      await vi.advanceTimersByTimeAsync(0);
      noted(250, 200);
      await vi.advanceTimersByTimeAsync(100);
      expect(written.map((line) => JSON.parse(line).number)).toEqual([301]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('are gone on with when somebody has taken them away meanwhile', async () => {
    const folder = await temporaryFolder();
    const journal = await createRequestJournal({ folder });
    journal.note(recorded());
    await journal.flush();
    await rm(folder, { recursive: true });
    journal.note(recorded());
    await journal.flush();
    expect((await linesOf(folder)).map(({ number }) => number)).toEqual([2]);
    await truncate(join(folder, current));
    journal.note(recorded());
    await journal.close();
    expect((await linesOf(folder)).map(({ number }) => number)).toEqual([3]);
  });
});

describe('after a restart', () => {
  test('the last requests can be asked for again, and numbers go on', async () => {
    const folder = await temporaryFolder();
    const before = await started({ requests: { folder } });
    await before.get('/v1/customers/x', { headers: { authorization: 'Bearer dev-admin-agent' } });
    await before.get('/nothing');
    const told = (await before.get('/_sim/requests/1')).body;
    await before.simulator.close();
    const { get } = await started({ requests: { folder } });
    expect((await get('/_sim/requests')).body.requests).toMatchObject([
      { number: 1 },
      { number: 2, path: '/nothing' },
    ]);
    expect((await get('/_sim/requests/1')).body).toEqual(told);
    await get('/more');
    expect((await get('/_sim/requests?path=more')).body.requests).toMatchObject([{ number: 3 }]);
  });

  test('they are beside the worlds that are kept, unless another folder is given', async () => {
    const [dataFolder, folder] = [await temporaryFolder(), await temporaryFolder()];
    for (const requests of [undefined, { folder }]) {
      const { get, simulator } = await started({ dataFolder, ...(requests && { requests }) });
      await get('/somewhere');
      await simulator.close();
    }
    for (const each of [join(dataFolder, 'requests'), folder]) {
      expect(await linesOf(each)).toMatchObject([{ number: 1, path: '/somewhere' }]);
    }
  });

  test('what does not fit into memory is in the files alone, the older one included', async () => {
    const folder = await temporaryFolder();
    await noted({ folder, diskBytes: 10_000 }, 30);
    expect(await readdir(folder)).toEqual([former, current]);
    const numbers = async (options: RequestJournalOptions) => {
      const journal = await createRequestJournal({ folder, ...options });
      return journal.select({}, { limit: 100 }).requests.map(({ number }) => number);
    };
    const all = await numbers({});
    expect(all).toEqual(
      [...(await linesOf(folder, former)), ...(await linesOf(folder))].map(({ number }) => number),
    );
    expect(await numbers({ entries: 2 })).toEqual([29, 30]);
    expect((await numbers({ bytes: 20_000 })).at(-1)).toBe(30);
    expect((await numbers({ bytes: 20_000 })).length).toBeLessThan(all.length);
  });

  test.each([
    ['a line that was torn', '{"number":4,"at":"torn'],
    ['a line that is no JSON', 'nonsense\n'],
    ['a line of another form', '{"number":"4"}\n'],
    ['an empty line', '\n'],
  ])('%s is passed over', async (_what, line) => {
    const folder = await temporaryFolder();
    await noted({ folder }, 3);
    await appendFile(join(folder, current), line);
    await noted({ folder }, 1);
    const journal = await createRequestJournal({ folder });
    expect(journal.select({}, { limit: 100 }).requests.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    const text = await readFile(join(folder, current), 'utf8');
    expect(text.includes(line)).toBe(line.endsWith('\n'));
  });

  test('a line that is there twice counts once', async () => {
    const folder = await temporaryFolder();
    await noted({ folder }, 3);
    const [, second = ''] = (await readFile(join(folder, current), 'utf8')).split('\n');
    await appendFile(join(folder, current), `${second}\n`);
    const journal = await createRequestJournal({ folder });
    expect(journal.select({}, { limit: 100 }).requests.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(journal.last()).toBe(3);
  });

  test('a file of one torn line is begun anew', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, current), '{"number":');
    await noted({ folder }, 1);
    expect((await linesOf(folder)).map(({ number }) => number)).toEqual([1]);
  });
});

/** The files of a folder, on a disk that is full while it says so. */
async function onDisk() {
  const folder = await temporaryFolder();
  const real = filesIn(folder);
  const disk = { isFull: false, tries: 0 };
  const files: RequestFiles = {
    ...real,
    append: async (name, text, keep) => {
      disk.tries += 1;
      if (!disk.isFull) return real.append(name, text, keep);
      // As much as there was room for.
      await real.append(name, text.slice(0, 40), keep);
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    },
  };
  return { folder, files, disk };
}

describe('a disk that is full', () => {
  test('stops the writing, is told of once, and is written to again when it can be, with nothing lost', async () => {
    const { folder, files, disk } = await onDisk();
    const words: string[] = [];
    const journal = await createRequestJournal({}, { files, warn: (each) => words.push(each) });
    journal.note(recorded());
    await journal.flush();
    disk.isFull = true;
    for (let n = 0; n < 3; n += 1) {
      journal.note(recorded());
      await journal.flush();
    }
    expect(words).toEqual([
      'requests cannot be written, and are kept in memory alone: ENOSPC: no space left on device, write',
    ]);
    expect(journal.select({}, { limit: 10 }).count).toBe(4);
    const before = disk.tries;
    disk.isFull = false;
    await until(() => disk.tries > before);
    await journal.flush();
    expect(words.slice(1)).toEqual(['requests are written again']);
    journal.note(recorded());
    await journal.close();
    expect((await linesOf(folder)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  test('does not keep the journal from being closed', async () => {
    const { files, disk } = await onDisk();
    disk.isFull = true;
    const journal = await createRequestJournal({}, { files, warn: () => undefined });
    journal.note(recorded());
    await journal.close();
    const { tries } = disk;
    journal.note(recorded());
    await journal.flush();
    expect(disk.tries).toBe(tries + 1);
  });
});

describe('a folder that is of no use', () => {
  test('is complained of, and every request is answered all the same', async () => {
    const folder = await temporaryFolder();
    const [taken, words]: [string, string[]] = [join(folder, 'file'), []];
    await writeFile(taken, '');
    const caller = await started({ requests: { folder: taken }, warn: (each) => words.push(each) });
    expect((await caller.get('/_sim/health')).status).toBe(200);
    expect((await caller.get('/_sim/requests')).body.count).toBe(1);
    await caller.simulator.close();
    expect(words).toEqual([
      expect.stringContaining('cannot be read, and new ones are kept in memory alone: ENOTDIR'),
    ]);
  });

  test('that became so later, too', async () => {
    const folder = join(await temporaryFolder(), 'requests');
    const words: string[] = [];
    const caller = await started({ requests: { folder }, warn: (each) => words.push(each) });
    await writeFile(folder, '');
    expect((await caller.get('/_sim/health')).status).toBe(200);
    await until(() => words.length === 1);
    expect(words[0]).toMatch(/cannot be written.*E(EXIST|NOTDIR)/);
    await rm(folder);
    await mkdir(folder);
    await until(() => words.length === 2);
    expect(await linesOf(folder)).toMatchObject([{ number: 1 }]);
  });
});
