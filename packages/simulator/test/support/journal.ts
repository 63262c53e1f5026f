import type { KeptReceipt, LogEntry } from '@marketsim/core';
import type { Files } from '../../src/storage/files.ts';
import { findJournal, type Journal, type JournalPlace } from '../../src/storage/journal.ts';
import { writeJournal } from '../../src/storage/write-journal.ts';

/** An entry that is told by its key; `text` makes it long. */
export const entry = (key: string, text = ''): KeptReceipt => ({
  type: 'ReceiptKept',
  v: 1,
  key,
  receipt: { text },
});

/** What such entries are told by. */
export const keysOf = (entries: readonly LogEntry[]): readonly string[] =>
  entries.map((each) => (each.type === 'ReceiptKept' ? each.key : each.type));

/** A journal in a folder. */
export const journalIn = (files: Files, folder = ''): JournalPlace => ({
  files,
  path: `${folder === '' ? '' : `${folder}/`}journal.jsonl`,
  readEntry: (value) => value as LogEntry,
});

/** What test journals say in their first line. */
export const header = { name: 'world' };

/** A new journal, gone on with. */
export async function newJournal(place: JournalPlace, entries: readonly LogEntry[] = []): Promise<Journal> {
  await writeJournal(place, header, entries);
  return resumed(place);
}

export const resumed = async (place: JournalPlace): Promise<Journal> => (await findJournal(place)).resume();

/** Keys of the entries in each line behind those with which the journal began. */
export async function newLinesIn({ files, path }: JournalPlace): Promise<readonly (readonly string[])[]> {
  const lines = Buffer.from(await files.read(path))
    .toString()
    .split('\n')
    .slice(0, -1);
  const lists = lines.slice(1).map((line): LogEntry[] => JSON.parse(line)[1]);
  return lists.slice(lists.findIndex((list) => list.length === 0) + 1).map(keysOf);
}
