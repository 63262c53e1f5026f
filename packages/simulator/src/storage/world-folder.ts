import { join } from 'node:path';
import type { EventLog, LogEntry } from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import type { Beginning, KeptWorld } from '../worlds/kept-world.ts';
import type { Recipe } from '../worlds/recipe.ts';
import { readRecord } from '../worlds/recipe-record.ts';
import { freshStanding } from '../worlds/standing.ts';
import type { Files } from './files.ts';
import { findJournal, type Journal, type JournalPlace } from './journal.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { journalOf } from './layout.ts';
import { readSnapshot } from './snapshot/read-snapshot.ts';
import { snapshotWriter } from './snapshot/write-snapshot.ts';
import { StorageError } from './storage-error.ts';
import { beginTransport, findStanding } from './transport-log.ts';

/** Where worlds are found on a disk, and who is told in words what was noticed there. */
export interface FolderParts {
  readonly files: Files;
  readonly readEntry: (value: unknown) => LogEntry;
  readonly warn: (message: string) => void;
}

/** The journal in a world's folder. */
export const journalIn = ({ files, readEntry }: FolderParts, folder: string): JournalPlace => ({
  ...{ files, readEntry },
  path: journalOf(folder),
});

/**
 * Opens the world in a folder; rejects with a `StorageError` when its journal is damaged. Of one that was written just
 * now `beginning` is all that is in it, so that it need not be read.
 */
export async function openWorldFolder(
  parts: FolderParts,
  folder: string,
  { name, beginning }: { readonly name: string; readonly beginning?: Beginning | undefined },
): Promise<KeptWorld> {
  const { files, warn } = parts;
  const place = journalIn(parts, folder);
  const found = await findJournal(place);
  const recipe = { ...recipeIn(found.header, place.path), name };
  if (found.torn > 0) {
    warn(
      `${place.path}: ${found.torn} bytes at its end were cut off, of a write that nobody was told was done`,
    );
  }
  const snapshots = join(folder, 'snapshot');
  const snapshot = await readSnapshot(snapshots);
  const isOwn = snapshot !== undefined && found.has(snapshot.mark);
  const checkpoint = beginning ? beginning.checkpoint : isOwn ? snapshot.checkpoint : undefined;
  const journal = beginning
    ? await found.resumeWith(beginning.entries)
    : await found.resume(isOwn ? snapshot.mark : undefined);
  const standing = (await findStanding(files, folder)) ?? freshStanding(recipe);
  const transport = await beginTransport(files, folder, standing);
  let keeper: Keeper | undefined;

  return {
    ...{ recipe, standing, notebook: transport },
    log: touching(journal, () => keeper?.touched()),
    ...(checkpoint && { checkpoint }),
    follow: (source) => {
      const covered = isOwn ? snapshot.mark.place : 0;
      const parts = { journal, transport, source, covered };
      keeper = createKeeper({ ...parts, snapshots: snapshotWriter(snapshots) });
    },
    close: async () => {
      await journal.durable()?.catch(() => undefined);
      await keeper?.close();
      await Promise.all([journal.close(), transport.close()]);
    },
  };
}

/** The recipe in the first line of a journal; throws a `StorageError` when there is none that can be read. */
export function recipeIn(header: unknown, path: string): Recipe {
  try {
    return readRecord(header);
  } catch (error) {
    throw new StorageError(`${path}: line 1: ${reasonOf(error)}`, { cause: error });
  }
}

const touching = (journal: Journal, touched: () => void): EventLog => ({
  append: (entries) => {
    journal.append(entries);
    touched();
  },
  durable: journal.durable,
  entries: journal.entries,
  get length() {
    return journal.length;
  },
});
