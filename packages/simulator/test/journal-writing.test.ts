import { StorageFailure } from '@marketsim/core';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Files } from '../src/storage/files.ts';
import type { Journal, JournalPlace } from '../src/storage/journal.ts';
import { type FaultyFiles, faultyFiles } from './support/disk/faulty-files.ts';
import { entry, journalIn, keysOf, newJournal, newLinesIn, resumed } from './support/journal.ts';
import { manyTurns, whenever } from './support/random.ts';
import { until } from './support/until.ts';

const append = (journal: Journal, ...keys: readonly string[]): void =>
  journal.append(keys.map((key) => entry(key)));

/** Files on which each write into a journal waits until it is let through. */
function held(files: Files) {
  const waiting: (() => void)[] = [];
  const open: Files['open'] = async (path, which) => {
    const file = await files.open(path, which);
    if (which === 'new') return file;
    const write: typeof file.write = async (bytes, at) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      await file.write(bytes, at);
    };
    return { ...file, write };
  };
  return {
    files: { ...files, open },
    /** Lets the next write through, which comes soon. */
    release: async () => {
      await until(() => waiting.length > 0);
      waiting.shift()?.();
    },
  };
}

async function opened(place: JournalPlace, release: () => Promise<void>): Promise<Journal> {
  // A start writes the last line again.
  const [journal] = await Promise.all([newJournal(place), release()]);
  return journal;
}

describe('written together is', () => {
  test('all that one turn of the event loop appends: one line, one write, one datasync', async () => {
    const files = faultyFiles();
    const place = journalIn(files);
    const journal = await newJournal(place);
    const before = files.calls.length;
    append(journal, 'a', 'b');
    append(journal, 'c');
    await Promise.resolve();
    append(journal, 'd');
    await journal.durable();
    expect(files.calls.slice(before)).toEqual(['write', 'datasync']);
    expect(await newLinesIn(place)).toEqual([['a', 'b', 'c', 'd']]);
  });

  test('all that is appended while another write is under way', async () => {
    const faulty = faultyFiles();
    const { files, release } = held(faulty);
    const place = journalIn(files);
    const journal = await opened(place, release);
    const before = faulty.calls.length;
    append(journal, 'a');
    const first = journal.durable();
    await whenever(0);
    append(journal, 'b');
    await whenever(0);
    append(journal, 'c');
    const second = journal.durable();
    await Promise.all([release(), first]);
    expect(journal.durable()).toBe(second);
    await Promise.all([release(), second]);
    expect(journal.durable()).toBeUndefined();
    expect(faulty.calls.slice(before)).toEqual(['write', 'datasync', 'write', 'datasync']);
    expect(await newLinesIn(place)).toEqual([['a'], ['b', 'c']]);
  });

  test('not more than makes a line long; what one turn appends is never divided', async () => {
    const { files, release } = held(faultyFiles());
    const place = { ...journalIn(files), longestLine: JSON.stringify(entry('x')).length * 3 };
    const journal = await opened(place, release);
    append(journal, 'first');
    const written = [journal.durable()];
    for (const turn of ['a', 'b', 'c', 'd']) {
      await whenever(0);
      append(journal, `${turn}1`);
      await Promise.resolve();
      append(journal, `${turn}2`);
      written.push(journal.durable());
    }
    await whenever(0);
    append(journal, 'e1', 'e2', 'e3', 'e4', 'e5');
    append(journal, 'e6');
    await whenever(0);
    append(journal, 'f');
    for (const { length } of [['first'], ['a', 'b'], ['c', 'd'], ['e'], ['f']]) {
      expect(journal.durable()).toBeDefined();
      await release();
      await Promise.all(written.splice(0, length));
    }
    await journal.durable();
    expect(await newLinesIn(place)).toEqual([
      ['first'],
      ['a1', 'a2', 'b1', 'b2'],
      ['c1', 'c2', 'd1', 'd2'],
      ['e1', 'e2', 'e3', 'e4', 'e5', 'e6'],
      ['f'],
    ]);
  });

  test('all of an append or nothing, when some of it cannot be written', async () => {
    const place = journalIn(faultyFiles());
    const journal = await newJournal(place);
    const circle: Record<string, unknown> = {};
    circle['own'] = circle;
    const bad = { ...entry('bad'), receipt: circle };
    expect(() => journal.append([entry('a'), bad])).toThrow(TypeError);
    expect(journal.length).toBe(0);
    expect(journal.durable()).toBeUndefined();
    append(journal, 'b');
    await journal.close();
    expect(await newLinesIn(place)).toEqual([['b']]);
  });

  test('what is left, before the file is closed', async () => {
    const files = faultyFiles();
    const place = journalIn(files);
    const journal = await newJournal(place);
    append(journal, 'a');
    await whenever(0);
    append(journal, 'b');
    const before = files.calls.length;
    await journal.close();
    expect(files.calls.at(-1)).toBe('close');
    expect(files.calls.slice(before).filter((call) => call === 'datasync')).toHaveLength(2);
    expect(keysOf((await resumed(place)).entries())).toEqual(['a', 'b']);
  });
});

/** A journal with one entry, whose next write meets a fault. */
async function failing(kind: 'EIO' | 'ENOSPC', call: 'write' | 'datasync', isLasting = false) {
  const recorded = faultyFiles();
  await firstEntry(recorded);
  const at = recorded.calls.length + (call === 'write' ? 1 : 2);
  const files = faultyFiles({ fault: { kind, at, isLasting } });
  return { files, ...(await firstEntry(files)) };
}

async function firstEntry(files: FaultyFiles) {
  const place = journalIn(files);
  const journal = await newJournal(place);
  append(journal, 'a');
  await journal.durable();
  return { place, journal };
}

describe.each([
  { kind: 'ENOSPC', call: 'write' },
  { kind: 'EIO', call: 'write' },
  { kind: 'EIO', call: 'datasync' },
] as const)('a journal that meets $kind at a $call', ({ kind, call }) => {
  test('says so to whoever waits, and whoever comes later, for good', async () => {
    const { journal } = await failing(kind, call);
    append(journal, 'b');
    const refusal = new StorageFailure(`journal.jsonl cannot be written: ${kind}: ${call}`);
    const waits = [journal.durable(), journal.durable()];
    for (const wait of waits) await expect(wait).rejects.toThrow(refusal);
    await manyTurns();
    for (let n = 0; n < 2; n++) {
      expect(() => append(journal, 'c')).toThrow(refusal);
      await expect(journal.durable()).rejects.toThrow(refusal);
    }
    expect(journal.mark()).toBeUndefined();
    expect(keysOf(journal.entries())).toEqual(['a', 'b']);
    await expect(journal.durable()).rejects.toMatchObject({ cause: { code: kind } });
  });

  test('refuses with it what was waiting, and writes none of both', async () => {
    const { journal, files, place } = await failing(kind, call);
    append(journal, 'b');
    await whenever(0);
    append(journal, 'c');
    await expect(journal.durable()).rejects.toThrow(StorageFailure);
    await journal.close();
    expect(await newLinesIn(place)).toEqual([['a']]);
    const later = journalIn(faultyFiles({ disk: files.afterPowerLoss(1) }));
    expect(keysOf((await resumed(later)).entries())).toEqual(['a']);
  });

  test('disturbs nobody who asks and does not wait for the answer', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    onTestFinished(() => void process.off('unhandledRejection', unhandled));
    const { journal, files } = await failing(kind, call, true);
    append(journal, 'b');
    void journal.durable();
    await until(() => files.calls.includes('truncate'));
    void journal.durable();
    await manyTurns();
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('cuts off what it was writing before it is closed', async () => {
    const { journal, files } = await failing(kind, call);
    append(journal, 'b');
    await until(() => files.calls.includes('truncate'));
    await journal.close();
    expect(files.calls.slice(-3)).toEqual(['truncate', 'datasync', 'close']);
  });
});
