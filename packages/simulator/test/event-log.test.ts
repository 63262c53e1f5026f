import { type EventLog, memoryLog } from '@marketsim/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { diskFiles } from '../src/storage/files.ts';
import type { JournalPlace } from '../src/storage/journal.ts';
import { faultyFiles } from './support/disk/faulty-files.ts';
import { entry, journalIn, keysOf, newJournal, resumed } from './support/journal.ts';
import { whenever } from './support/random.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** A log, and how it is found again by the next process. */
interface Kept {
  readonly log: EventLog;
  reopen(): Promise<EventLog>;
}

async function inMemory(): Promise<Kept> {
  const log = memoryLog();
  return { log, reopen: async () => memoryLog(log.entries()) };
}

async function inJournal(place: JournalPlace): Promise<Kept> {
  let log = await newJournal(place);
  onTestFinished(() => log.close());
  return {
    log,
    reopen: async () => {
      await log.close();
      log = await resumed(place);
      return log;
    },
  };
}

const keysIn = (log: EventLog, from?: number): readonly string[] => keysOf(log.entries(from));

describe.each([
  { name: 'memory', open: inMemory },
  { name: 'a journal in memory', open: () => inJournal(journalIn(faultyFiles())) },
  {
    name: 'a journal on the disk',
    open: async () => inJournal(journalIn(diskFiles, await temporaryFolder())),
  },
])('a log in $name', ({ open }) => {
  test('has nothing at first, and that is safe', async () => {
    const { log, reopen } = await open();
    expect(log.entries()).toEqual([]);
    expect(log.length).toBe(0);
    expect(log.durable()).toBeUndefined();
    expect((await reopen()).length).toBe(0);
  });

  test('has its entries in order, from any place on, as soon as they are appended', async () => {
    const { log } = await open();
    log.append([entry('a'), entry('b')]);
    log.append([]);
    log.append([entry('c')]);
    expect(log.length).toBe(3);
    expect(keysIn(log)).toEqual(['a', 'b', 'c']);
    expect([0, 1, 3, 4].map((from) => keysIn(log, from).join())).toEqual(['a,b,c', 'b,c', '', '']);
    await log.durable();
    expect(keysIn(log)).toEqual(['a', 'b', 'c']);
  });

  test('is safe once durable() has resolved, and says so until something is appended', async () => {
    const { log } = await open();
    log.append([entry('a')]);
    await log.durable();
    expect(log.durable()).toBeUndefined();
    log.append([entry('b')]);
    await Promise.all([log.durable(), log.durable()]);
    expect(log.durable()).toBeUndefined();
  });

  test('is found again as it was, and goes on', async () => {
    const { log, reopen } = await open();
    const odd = entry('"\n\u2028\ud800 é €', '\\');
    log.append([entry('a'), odd]);
    await log.durable();
    log.append([entry('c')]);
    const again = await reopen();
    expect(again.entries()).toEqual([entry('a'), odd, entry('c')]);
    expect(again.durable()).toBeUndefined();
    again.append([entry('d')]);
    await again.durable();
    expect(again.length).toBe(4);
    expect(keysIn(again, 2)).toEqual(['c', 'd']);
  });

  test('keeps the order of many who append and wait at once', async () => {
    const { log, reopen } = await open();
    const write = async (who: number): Promise<void> => {
      for (let n = 0; n < 20; n++) {
        log.append([entry(`${who}.${n}`), entry(`${who}.${n}`)]);
        if ((who + n) % 3 === 0) await whenever(0);
        await log.durable();
      }
    };
    await Promise.all([1, 2, 3, 4, 5].map(write));
    expect(log.durable()).toBeUndefined();
    const known = keysIn(log);
    expect(known).toHaveLength(200);
    expect(keysIn(await reopen())).toEqual(known);
  });
});
