import { StorageFailure } from '@marketsim/core';
import { expect } from 'vitest';
import type { Files } from '../../../src/storage/files.ts';
import { findJournal, type Journal } from '../../../src/storage/journal.ts';
import { writeJournal } from '../../../src/storage/write-journal.ts';
import { type FaultyFiles, type FaultyOptions, faultyFiles } from '../disk/faulty-files.ts';
import { entry, header, journalIn } from '../journal.ts';
import { beginning, type Witness } from './witness.ts';
import { allWork, longestLine, type Work } from './work.ts';

/** How a process ended: its work done, by a crash, or refused what it wanted at its start or later. */
type End = 'done' | 'crashed' | 'not begun' | 'refused';

export interface LifeOptions extends FaultyOptions {
  readonly witness: Witness;
  readonly work?: Work;
  /** What stands between the journal and the disk. */
  readonly through?: (files: Files) => Files;
}

/** A process that has ended, and the disk that it leaves. */
export interface Life {
  readonly end: End;
  readonly files: FaultyFiles;
}

/** Where the journal lies. */
export const folder = 'world';

/** Lives through one process: it starts with what is there, or makes a journal, and works. */
export async function live({ witness, work = allWork, through, ...options }: LifeOptions): Promise<Life> {
  const files = faultyFiles(options);
  const ended = run(through?.(files) ?? files, witness, work);
  const end = await Promise.race([ended, files.crashed.then((): End => 'crashed')]);
  // A disk that fails for good cannot be told to forget either.
  const isForgetful = options.fault?.kind === 'EIO' && options.fault.isLasting;
  if (end === 'refused' && !isForgetful) witness.refused();
  return { files, end };
}

async function run(files: Files, witness: Witness, work: Work): Promise<End> {
  let journal: Journal;
  try {
    journal = await start(files);
  } catch (error) {
    expectFault(error);
    return 'not begun';
  }
  witness.found(journal.entries());
  expect(journal.durable()).toBeUndefined();
  try {
    await work(journal, witness);
  } catch (error) {
    expect(error).toBeInstanceOf(StorageFailure);
    await expectRefusal(journal);
  }
  return close(journal, witness);
}

async function start(files: Files): Promise<Journal> {
  const place = { ...journalIn(files, folder), longestLine };
  await files.makeFolder(folder);
  // A process that ended while it made the folder may have left its name in a cache alone.
  await files.syncFolder('');
  const isThere = (await files.list(folder)).includes('journal.jsonl');
  if (!isThere) await writeJournal(place, header, beginning);
  return (await findJournal(place)).resume();
}

async function close(journal: Journal, witness: Witness): Promise<End> {
  const note = witness.safe();
  await journal.close().catch(expectFault);
  if (journal.mark() === undefined) return 'refused';
  note();
  return 'done';
}

/** Once refused, refused for good. */
async function expectRefusal(journal: Journal): Promise<void> {
  expect(() => journal.append([entry('more')])).toThrow(StorageFailure);
  for (let n = 0; n < 2; n++) await expect(journal.durable()).rejects.toThrow(StorageFailure);
  expect(journal.mark()).toBeUndefined();
}

function expectFault(error: unknown): void {
  const e = (error as Error).cause ?? error;
  expect(e).toMatchObject({ code: expect.stringMatching(/^(EIO|ENOSPC)$/) });
}
