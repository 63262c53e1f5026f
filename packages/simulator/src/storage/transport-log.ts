import { dirname, join } from 'node:path';
import { StorageFailure } from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import type { Notebook } from '../worlds/kept-world.ts';
import { type Standing, standingAfter, type WorldNote } from '../worlds/standing.ts';
import { type Files, isMissing, type StoredFile } from './files.ts';
import { bufferOf, jsonOf, linesIn } from './line.ts';
import { type LineFile, lineFile } from './line-file.ts';

/** The notes of one world in a file: first how it stood, then what changed. */
export interface TransportLog extends Notebook {
  /** Whether much of it tells of what is over. */
  isLong(): boolean;
  /** Begins it anew with how the world stands then; what is noted from that moment on comes behind. */
  renew(standing: () => Standing): Promise<void>;
  close(): Promise<void>;
}

/** Format of the notes; those of another format are not used. */
const format = 1;

interface FirstNote {
  readonly kind: 'stood';
  readonly format: number;
  readonly standing: Standing;
}

/** Characters of notes that may come after the first before the file is long. */
const longNotes = 1_000_000;

const fileOf = (folder: string): string => join(folder, 'transport.jsonl');

/** How a world stood when it was left, as far as its notes tell; nothing when there are none that can be read. */
export async function findStanding(files: Files, folder: string): Promise<Standing | undefined> {
  const [first, ...notes] = await notesIn(files, fileOf(folder));
  if (first?.kind !== 'stood' || first.format !== format) return undefined;
  return standingAfter(
    first.standing,
    notes.filter((note) => note.kind !== 'stood'),
  );
}

/** The notes up to the first that is damaged: those behind were not safe when the machine stopped. */
async function notesIn(files: Files, path: string): Promise<readonly (FirstNote | WorldNote)[]> {
  try {
    const bytes = bufferOf(await files.read(path));
    return linesIn(bytes).lines.flatMap((line) => JSON.parse(jsonOf(bytes, line)));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Begins the notes of a world that stands so; whatever notes there were are replaced. */
export async function beginTransport(
  files: Files,
  folder: string,
  standing: Standing,
): Promise<TransportLog> {
  const path = fileOf(folder);
  let lines = begun(await openNext(files, path), path, standing);
  let replaced = replace(files, path, lines);
  let length = 0;
  await replaced;

  return {
    isLong: () => length > longNotes,
    durable: () => {
      const written = lines.durable();
      return written && Promise.all([replaced, written]).then(() => undefined);
    },
    note: (note, need) => {
      const json = JSON.stringify(note);
      length += json.length;
      lines.add(json, need);
    },
    renew: async (now) => {
      const file = await openNext(files, path);
      const old = lines;
      // In one turn: every note is in the standing, or comes behind it.
      lines = begun(file, path, now());
      length = 0;
      replaced = replace(files, path, lines);
      await replaced;
      await old.close();
    },
    close: () => lines.close(),
  };
}

async function openNext(files: Files, path: string): Promise<StoredFile> {
  await files.remove(`${path}.next`);
  return files.open(`${path}.next`, 'new');
}

function begun(file: StoredFile, path: string, standing: Standing): LineFile {
  const lines = lineFile(file, { what: path, from: { bytes: 0, check: 0 } });
  const first: FirstNote = { kind: 'stood', format, standing };
  lines.add(JSON.stringify(first));
  return lines;
}

/** Settled when the notes that were begun are where they are looked for. */
function replace(files: Files, path: string, lines: LineFile): Promise<void> {
  const replaced = Promise.resolve(lines.durable()).then(async () => {
    try {
      await files.rename(`${path}.next`, path);
      await files.syncFolder(dirname(path));
    } catch (error) {
      throw new StorageFailure(`${path} cannot be replaced: ${reasonOf(error)}`, { cause: error });
    }
  });
  // Whoever waits for notes is told; where nobody does, the next call is.
  replaced.catch(() => undefined);
  return replaced;
}
