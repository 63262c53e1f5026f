import type { LogEntry } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import type { Files } from '../src/storage/files.ts';
import { findJournal, type Journal, type JournalMark } from '../src/storage/journal.ts';
import { StorageError } from '../src/storage/storage-error.ts';
import { writeJournal } from '../src/storage/write-journal.ts';
import { type Fault, faultyFiles } from './support/disk/faulty-files.ts';
import { entry, header, journalIn, keysOf, newJournal, resumed } from './support/journal.ts';

const entries = (...keys: readonly string[]): readonly LogEntry[] => keys.map((key) => entry(key));

async function write(journal: Journal, ...keys: readonly string[]): Promise<JournalMark | undefined> {
  journal.append(entries(...keys));
  await journal.durable();
  return journal.mark();
}

const textIn = async (files: Files, path: string): Promise<string> =>
  Buffer.from(await files.read(path)).toString();

/** Writes behind the end of a file. */
async function addTo(files: Files, path: string, text: string): Promise<void> {
  const { length } = await files.read(path);
  const file = await files.open(path, 'existing');
  await file.write(Buffer.from(text), length);
  await file.close();
}

describe('a new journal', () => {
  test('begins with a header and with history, if there is some', async () => {
    const files = faultyFiles();
    const place = { ...journalIn(files), longestLine: 3 * JSON.stringify(entry('a')).length };
    const history = entries('a', 'b', 'c', 'd', 'e');
    await writeJournal(place, { name: 'world', text: '\n"é' }, history);
    const found = await findJournal(place);
    expect(found).toMatchObject({ header: { name: 'world', text: '\n"é' }, torn: 0 });
    expect((await found.resume()).entries()).toEqual(history);
    const lines = (await textIn(files, place.path)).split('\n');
    expect(lines.map((line) => line.match(/"key"/g)?.length ?? 0)).toEqual([0, 3, 2, 0, 0]);
  });

  test('is none as long as its beginning is not whole', async () => {
    const files = faultyFiles();
    const place = { ...journalIn(files), longestLine: 1 };
    await writeJournal(place, header, entries('a', 'b'));
    const text = await textIn(files, place.path);
    for (let length = 0; length < text.length; length += 1) {
      const file = await files.open(`${length}`, 'new');
      await file.write(Buffer.from(text.slice(0, length)), 0);
      const cut = findJournal({ ...place, path: `${length}` });
      const line = text.slice(0, length).split('\n').length;
      await expect(cut).rejects.toThrow(`${length}: line ${line} is damaged. Put back a copy`);
      await expect(cut).rejects.toBeInstanceOf(StorageError);
    }
  });

  test('is there as a whole or not at all, whenever the power goes', async () => {
    const recorded = faultyFiles();
    await writeJournal(journalIn(recorded), header, entries('a'));
    for (let at = 1; at <= recorded.calls.length; at += 1) {
      const files = faultyFiles({ fault: { kind: 'crash', at } });
      void writeJournal(journalIn(files), header, entries('a'));
      await files.crashed;
      for (let seed = 0; seed < 50; seed += 1) {
        const after = faultyFiles({ disk: files.afterPowerLoss(seed) });
        const isThere = (await after.list('')).includes('journal.jsonl');
        if (isThere) expect(keysOf((await resumed(journalIn(after))).entries())).toEqual(['a']);
      }
    }
    for (let seed = 0; seed < 50; seed += 1) {
      const after = faultyFiles({ disk: recorded.afterPowerLoss(seed) });
      expect(keysOf((await resumed(journalIn(after))).entries())).toEqual(['a']);
    }
  });
});

describe('a mark', () => {
  test('is where the file ends, and how many entries lie before; there is none while one is written', async () => {
    const files = faultyFiles();
    const place = journalIn(files);
    const journal = await newJournal(place, entries('a'));
    const sizes = [journal.mark()];
    sizes.push(await write(journal, 'b', 'c'));
    journal.append(entries('d'));
    expect(journal.mark()).toBeUndefined();
    await journal.durable();
    sizes.push(journal.mark());
    expect(sizes.map((mark) => mark?.place)).toEqual([1, 3, 4]);
    expect(sizes.at(-1)?.bytes).toBe((await files.read(place.path)).length);
    expect((await resumed(place)).mark()).toEqual(sizes.at(-1));
  });

  test('is known to its own history, and to no other', async () => {
    const place = journalIn(faultyFiles());
    const other = journalIn(faultyFiles());
    const marks = await Promise.all([
      write(await newJournal(place), 'a'),
      write(await newJournal(other), 'b'),
    ]);
    const found = await findJournal(place);
    expect(marks.map((mark) => mark && found.has(mark))).toEqual([true, false]);
    expect(marks[0] && found.has({ ...marks[0], bytes: marks[0].bytes - 1 })).toBe(false);
  });

  test('lets a start read only what lies behind it; the rest is read when it is asked for', async () => {
    const files = faultyFiles();
    const read: string[] = [];
    const readEntry = (value: unknown): LogEntry => {
      const found = value as LogEntry;
      read.push(...keysOf([found]));
      return found;
    };
    const place = { ...journalIn(files), readEntry };
    const journal = await newJournal(place, entries('a', 'b'));
    const mark = await write(journal, 'c');
    await write(journal, 'd', 'e');
    await journal.close();

    read.length = 0;
    const again = await (await findJournal(place)).resume(mark);
    expect(read).toEqual(['d', 'e']);
    expect(again.length).toBe(5);
    expect(keysOf(again.entries(3))).toEqual(['d', 'e']);
    expect(keysOf(again.entries(4))).toEqual(['e']);
    const later = await write(again, 'f');
    expect(later?.place).toBe(6);
    expect(files.calls).not.toContain('readNow');

    expect(keysOf(again.entries(1))).toEqual(['b', 'c', 'd', 'e', 'f']);
    expect(keysOf(again.entries())).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(again.length).toBe(6);
    expect(files.calls.filter((call) => call === 'readNow')).toHaveLength(1);
    await write(again, 'g');
    expect(keysOf(again.entries(5))).toEqual(['f', 'g']);
  });

  test('does not hide that what lies before it has been changed meanwhile', async () => {
    const files = faultyFiles();
    const place = journalIn(files);
    const mark = await write(await newJournal(place), 'a');
    const journal = await (await findJournal(place)).resume(mark);
    const file = await files.open(place.path, 'existing');
    await file.write(Buffer.from('?'), (mark?.bytes ?? 0) - 5);
    expect(() => journal.entries()).toThrow(StorageError);
    expect(() => journal.entries()).toThrow('journal.jsonl was changed while it was in use');
    expect(journal.length).toBe(1);
  });
});

describe('a journal that is found', () => {
  test('with a torn end is gone on with before it; what is cut off is kept beside', async () => {
    const files = faultyFiles();
    const place = journalIn(files);
    await write(await newJournal(place), 'a');
    const whole = await textIn(files, place.path);
    await addTo(files, place.path, '["0123');
    const found = await findJournal(place);
    expect(found.torn).toBe(6);
    const journal = await found.resume();
    expect(keysOf(journal.entries())).toEqual(['a']);
    expect(await textIn(files, place.path)).toBe(whole);
    expect(await textIn(files, `${place.path}.torn`)).toBe('["0123');

    await addTo(files, place.path, '?');
    await resumed(place);
    expect(await textIn(files, `${place.path}.torn`)).toBe('?');
  });

  test('without one has nothing beside it', async () => {
    const files = faultyFiles();
    await newJournal(journalIn(files));
    expect(await files.list('')).toEqual(['journal.jsonl']);
  });

  test('never loses its torn end, whenever the power goes', async () => {
    const begin = async (fault?: Fault) => {
      const files = faultyFiles(fault && { fault });
      const place = journalIn(files);
      await write(await newJournal(place), 'a');
      await addTo(files, place.path, 'rest');
      await (await files.open(place.path, 'existing')).datasync();
      const before = files.calls.length;
      await Promise.race([resumed(place), files.crashed]);
      return { files, before };
    };
    const { files: recorded, before } = await begin();
    for (let at = before + 1; at <= recorded.calls.length + 1; at += 1) {
      const { files } = await begin({ kind: 'crash', at });
      for (let seed = 0; seed < 20; seed += 1) {
        const after = faultyFiles({ disk: files.afterPowerLoss(seed) });
        const texts = [textIn(after, 'journal.jsonl'), textIn(after, 'journal.jsonl.torn').catch(() => '')];
        expect((await Promise.all(texts)).some((text) => text.endsWith('rest'))).toBe(true);
      }
    }
  });

  test('is refused, with the line, when an entry cannot be read; nothing is changed', async () => {
    const files = faultyFiles();
    const place = journalIn(files);
    const journal = await newJournal(place, entries('a'));
    await write(journal, 'b');
    await write(journal, 'bad');
    await addTo(files, place.path, 'rest');
    const readEntry = (value: unknown): LogEntry => {
      if ((value as { key: string }).key === 'bad') throw new Error('nobody knows it');
      return value as LogEntry;
    };
    const found = await findJournal({ ...place, readEntry });
    const before = files.calls.length;
    await expect(found.resume()).rejects.toThrow(new StorageError('journal.jsonl: line 5: nobody knows it'));
    expect(files.calls.slice(before)).toEqual([]);
  });

  test('leaves no file open when it cannot be gone on with', async () => {
    const begin = async (fault?: Fault) => {
      const files = faultyFiles(fault && { fault });
      const place = journalIn(files);
      await writeJournal(place, header, entries('a'));
      await addTo(files, place.path, 'rest');
      const found = await findJournal(place);
      const before = files.calls.length;
      const refusal = await found.resume().then(
        () => undefined,
        (error: unknown) => error,
      );
      return { files, before, refusal };
    };
    const { files: recorded, before } = await begin();
    for (let at = before + 1; at <= recorded.calls.length; at += 1) {
      const { files, refusal } = await begin({ kind: 'EIO', at });
      expect(refusal).toMatchObject({ code: 'EIO' });
      const calls = files.calls.slice(before);
      const opened = calls.filter((call, index) => /create|open/.test(call) && before + index + 1 !== at);
      expect(calls.filter((call) => call === 'close')).toHaveLength(opened.length);
    }
  });
});
