import { basename, dirname } from 'node:path';
import { type Instant, instant } from '@marketsim/core';
import { freshStanding } from '../worlds/standing.ts';
import type { Files } from './files.ts';
import { journalOf, savedIn } from './layout.ts';
import { bufferOf, jsonOf, type Line, linesIn } from './line.ts';
import { StorageError } from './storage-error.ts';
import { beginTransport, findStanding } from './transport-log.ts';
import { recipeIn } from './world-folder.ts';
import { closingLine, isClosing } from './write-journal.ts';
import { writeNew } from './write-new.ts';

/** What became of a damaged journal. */
export interface Repair {
  /** Lines that are left, and the instant of the last thing that has happened in them. */
  readonly kept: { readonly lines: number; readonly at: Instant };
  /** What was put aside: the damaged line and all that followed. */
  readonly lost: { readonly lines: number; readonly bytes: number };
  /** The file in which it is now. */
  readonly aside: string;
}

/**
 * Keeps of a world's journal what lies before its first damaged line and puts the rest aside; the world then stands
 * where its history ends. Resolves to nothing, with nothing changed, when no line is damaged and what the journal began
 * with is whole; a torn end is no damage. Rejects with a `StorageError` when nothing can be kept.
 */
export async function repairWorld(files: Files, folder: string): Promise<Repair | undefined> {
  const path = journalOf(folder);
  const bytes = bufferOf(await files.read(path));
  const { lines, damaged } = linesIn(bytes);
  const [first, ...rest] = lines;
  if (!first) throw nothingToKeep(path);
  const isClosed = rest.some((line) => isClosing(bytes, line));
  if (damaged === undefined && isClosed) return undefined;
  const { end, check } = rest.at(-1) ?? first;
  const lost = bytes.subarray(end);
  const recipe = recipeIn(JSON.parse(jsonOf(bytes, first)), path);
  const at = lastInstantIn(bytes, rest) ?? recipe.startsAt;
  const aside = await freeName(files, `${path}.damaged`);
  await writeNew(files, aside, [lost]);
  const { mode, outbox } = (await findStanding(files, folder)) ?? freshStanding(recipe);
  await (await beginTransport(files, folder, { at, mode, outbox })).close();
  // The last step: until then the journal is as damaged as it was, and can be repaired again.
  await endWith(files, path, { end, closing: isClosed ? undefined : closingLine(check) });
  return { kept: { lines: lines.length, at }, lost: { lines: linesOf(lost), bytes: lost.length }, aside };
}

/** Lines that some bytes take, the last one with or without its newline. */
const linesOf = (bytes: Buffer): number =>
  bytes.length === 0 ? 0 : bytes.toString('latin1').replace(/\n$/, '').split('\n').length;

/** The last instant that a fact names, looked for from the end. */
function lastInstantIn(bytes: Buffer, lines: readonly Line[]): Instant | undefined {
  for (const line of lines.toReversed()) {
    const values: readonly { readonly at?: unknown }[] = JSON.parse(jsonOf(bytes, line));
    const at = values.findLast((value) => typeof value.at === 'string')?.at;
    if (typeof at === 'string') return instant(at);
  }
  return undefined;
}

/** What was put aside before stays where it is. */
async function freeName(files: Files, path: string): Promise<string> {
  const taken = await files.list(dirname(path));
  const isFree = (name: string): boolean => !taken.includes(basename(name));
  for (let n = 2, name = path; ; n += 1, name = `${path}.${n - 1}`) if (isFree(name)) return name;
}

interface End {
  readonly end: number;
  /** What the journal began with has lost its end, and gets another. */
  readonly closing: Buffer | undefined;
}

async function endWith(files: Files, path: string, { end, closing }: End): Promise<void> {
  const file = await files.open(path, 'existing');
  try {
    await file.truncate(end);
    if (closing) await file.write(closing, end);
    await file.datasync();
  } finally {
    await file.close();
  }
}

const nothingToKeep = (path: string): StorageError =>
  new StorageError(
    `${path}: line 1 is damaged, which says how the world was made: nothing before it can be kept. Put back a copy of ` +
      `the file, or move the folder of this world away; snapshots of it in ${savedIn(dirname(dirname(dirname(path))))} can be imported`,
  );
