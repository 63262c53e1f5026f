import type { LogEntry } from '@marketsim/core';
import { longestLine as usual } from './batch.ts';
import type { Files } from './files.ts';
import { jsonOf, type Line, lineOf, linesFrom } from './line.ts';
import { writeNew } from './write-new.ts';

/** Where a journal lies. */
export interface JournalFile {
  readonly files: Files;
  readonly path: string;
  /** Characters from which on a line takes no other turn of the event loop; eight million unless given. */
  readonly longestLine?: number;
}

/** The last line of what a journal begins with: a list of no entries, which is written at no other time. */
const closing = '[]';

/** The closing line behind one with a check. */
export const closingLine = (before: number): Buffer => lineOf(closing, before).bytes;

const closingLength = closingLine(0).length;

/** Whether a line closes what a journal begins with. */
export const isClosing = (bytes: Buffer, line: Line): boolean =>
  line.end - line.start === closingLength && jsonOf(bytes, line) === closing;

/**
 * Writes a new journal, of which all is there or nothing. Resolves when it is on the disk, its name too; rejects with
 * the system's own errors.
 */
export function writeJournal(
  { files, path, longestLine = usual }: JournalFile,
  header: unknown,
  entries: readonly LogEntry[] = [],
): Promise<void> {
  return writeNew(files, path, linesFrom(beginningOf(header, entries, longestLine)));
}

/** What the lines hold, as JSON text. */
function* beginningOf(header: unknown, entries: readonly LogEntry[], longest: number): Iterable<string> {
  yield JSON.stringify(header);
  let values: string[] = [];
  let length = 0;
  for (const [index, entry] of entries.entries()) {
    const json = JSON.stringify(entry);
    values.push(json);
    length += json.length;
    if (length < longest && index < entries.length - 1) continue;
    yield `[${values.join(',')}]`;
    [values, length] = [[], 0];
  }
  yield closing;
}
