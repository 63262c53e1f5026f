import type { EventLog, LogEntry } from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import { repairCommand } from './layout.ts';
import { bufferOf, jsonOf, type Line, linesIn } from './line.ts';
import { type LineFile, lineFile, type Mark } from './line-file.ts';
import { settleEnd } from './settle-end.ts';
import { StorageError } from './storage-error.ts';
import { isClosing, type JournalFile } from './write-journal.ts';

/** A world's history in a file. */
export interface Journal extends EventLog, Pick<LineFile, 'close'> {
  /** Where the file ends when all history is on the disk, else nothing. */
  mark(): JournalMark | undefined;
}

/** A point of a journal, and how many entries lie before it. */
export interface JournalMark extends Mark {
  readonly place: number;
}

/** Where a journal lies, and how entries are read: any JSON value becomes one, or is refused in words. */
export interface JournalPlace extends JournalFile {
  readonly readEntry: (value: unknown) => LogEntry;
}

/** A journal as it was found. */
export interface FoundJournal {
  /** What its first line says. */
  readonly header: unknown;
  /** Bytes of what was being written when everything stopped; nobody was told that it was. */
  readonly torn: number;
  /** Whether a point belongs to this history. */
  has(mark: Mark): boolean;
  /** All that is in it, as far as it is whole. */
  entries(): readonly LogEntry[];
  /** Goes on with it, cutting off what is torn. What lies before `from` is read when somebody asks for it. */
  resume(from?: JournalMark): Promise<Journal>;
  /** The same for whoever has its entries at hand: they are not read. */
  resumeWith(entries: readonly LogEntry[]): Promise<Journal>;
}

/** Reads a journal; rejects with a `StorageError` that says what can be done when it is damaged. */
export async function findJournal(place: JournalPlace): Promise<FoundJournal> {
  const { files, path, longestLine } = place;
  const bytes = bufferOf(await files.read(path));
  const { lines, torn, damaged } = linesIn(bytes);
  const [header, ...rest] = lines;
  const last = rest.at(-1);
  const isWhole = damaged === undefined && rest.some((line) => isClosing(bytes, line));
  if (!header || !last || !isWhole) throw damagedAt(place, damaged ?? lines.length + 1);

  const goOn = async (known: Known): Promise<Journal> => {
    const file = await settleEnd(files, path, { bytes, last });
    const end = { bytes: last.end, check: last.check };
    const lineOptions = { what: path, from: end, ...(longestLine !== undefined && { longestLine }) };
    return journalOf(place, lineFile(file, lineOptions), known);
  };
  const beginning = { bytes: header.end, check: header.check, place: 0 };

  return {
    torn,
    header: JSON.parse(jsonOf(bytes, header)),
    has: (mark) => lines.some((line) => line.end === mark.bytes && line.check === mark.check),
    entries: () => entriesIn(place, bytes, { from: 0, lines: rest }),
    resume: async (from = beginning) =>
      goOn({ from, entries: entriesIn(place, bytes, { from: from.bytes, lines: rest }) }),
    resumeWith: (entries) => goOn({ from: beginning, entries: [...entries] }),
  };
}

interface Known {
  readonly from: JournalMark;
  /** Those behind `from`. */
  readonly entries: LogEntry[];
}

function journalOf(place: JournalPlace, lines: LineFile, { from, entries }: Known): Journal {
  let known: Known = { from, entries };

  /** History of long ago is rarely asked for; who does waits for it. */
  const readBack = (): void => {
    const bytes = bufferOf(place.files.readNow(place.path));
    const before = bytes.subarray(0, known.from.bytes);
    const found = linesIn(before).lines.slice(1);
    const earlier = entriesIn(place, before, { from: 0, lines: found });
    if (earlier.length !== known.from.place)
      throw new StorageError(`${place.path} was changed while it was in use`);
    known = { from: { ...known.from, place: 0 }, entries: earlier.concat(known.entries) };
  };

  const length = (): number => known.from.place + known.entries.length;

  return {
    durable: lines.durable,
    close: lines.close,
    append: (more) => {
      // None is added when one cannot be.
      const values = more.map((entry) => JSON.stringify(entry));
      for (const value of values) lines.add(value);
      for (const entry of more) known.entries.push(entry);
    },
    entries: (start = 0) => {
      if (start < known.from.place) readBack();
      const skipped = start - known.from.place;
      return skipped === 0 ? known.entries : known.entries.slice(skipped);
    },
    mark: () => {
      const mark = lines.mark();
      return mark && { ...mark, place: length() };
    },
    get length() {
      return length();
    },
  };
}

interface Some {
  readonly lines: readonly Line[];
  /** Lines that begin before this byte are left out. */
  readonly from: number;
}

function entriesIn(place: JournalPlace, bytes: Buffer, { lines, from }: Some): LogEntry[] {
  const entries: LogEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.start < from) continue;
    try {
      for (const value of valuesOf(bytes, line)) entries.push(place.readEntry(value));
    } catch (error) {
      throw new StorageError(`${place.path}: line ${index + 2}: ${reasonOf(error)}`, { cause: error });
    }
  }
  return entries;
}

function valuesOf(bytes: Buffer, line: Line): readonly unknown[] {
  const value: unknown = JSON.parse(jsonOf(bytes, line));
  if (Array.isArray(value)) return value;
  throw new Error('there is no list of entries');
}

function damagedAt({ path }: JournalPlace, line: number): StorageError {
  return new StorageError(
    `${path}: line ${line} is damaged. Put back a copy of the file, or go on with what lies before that line by ` +
      `"${repairCommand(path)}", or move the folder of this world away`,
  );
}
