import { StorageFailure } from '@marketsim/core';
import { arraysOf, type Batch, createBatch, type Need } from './batch.ts';
import type { StoredFile } from './files.ts';
import { lineOf } from './line.ts';

/** Where a file of lines ends: its length in bytes, and the check of its last line. */
export interface Mark {
  readonly bytes: number;
  readonly check: number;
}

/** A file that lines are added to. Each holds an array of values, given as JSON text. */
export interface LineFile {
  /**
   * Adds a value. All that is added in one turn of the event loop shares one line, one write and one datasync, which is
   * left out where no value needs it. Throws a `StorageFailure` once something could not be written.
   */
  add(json: string, need?: Need): void;
  /** Resolves when all that has to be safe is on the disk; `undefined` says it is now. Rejects as `add` throws. */
  durable(): Promise<void> | undefined;
  /** Where the file ends when everything is on the disk, else nothing. */
  mark(): Mark | undefined;
  /** Writes what is left, then closes the file. */
  close(): Promise<void>;
}

/** Goes on with an open file from where it ends. `what` names it in the reason of a failure. */
export function lineFile(file: StoredFile, what: string, from: Mark): LineFile {
  let mark = from;
  let waiting: Batch | undefined;
  let underway: Batch | undefined;
  let failure: StorageFailure | undefined;

  const fail = async (error: unknown): Promise<void> => {
    const reason = error instanceof Error ? error.message : String(error);
    failure = new StorageFailure(`${what} cannot be written: ${reason}`, { cause: error });
    // What nobody was told of should not come back at the next start.
    await file
      .truncate(mark.bytes)
      .then(() => file.datasync())
      .catch(() => undefined);
  };

  const write = async ({ turns, need }: Batch): Promise<void> => {
    for (const array of arraysOf(turns)) {
      const { bytes, check } = lineOf(array, mark.check);
      await file.write(bytes, mark.bytes);
      if (need() === 'safe') await file.datasync();
      mark = { bytes: mark.bytes + bytes.length, check };
    }
  };

  const writeNext = async (): Promise<void> => {
    for (let batch = waiting; batch; batch = waiting) {
      [waiting, underway] = [undefined, batch];
      try {
        if (!failure) await write(batch);
      } catch (error) {
        await fail(error);
      }
      underway = undefined;
      if (failure) batch.written.reject(failure);
      else batch.written.resolve();
    }
  };

  /** Calls that come in one turn of the event loop have all had their say before its end. */
  const begin = (): Batch => {
    if (!underway) setImmediate(() => void writeNext());
    return createBatch();
  };

  const durable = (): Promise<void> | undefined => {
    if (failure) return Promise.reject(failure);
    return [waiting, underway].find((batch) => batch?.need() === 'safe')?.written.promise;
  };

  return {
    durable,
    add: (json, need = 'safe') => {
      if (failure) throw failure;
      waiting ??= begin();
      waiting.add(json, need);
    },
    mark: () => (waiting || underway || failure ? undefined : mark),
    close: async () => {
      await (waiting ?? underway)?.written.promise.catch(() => undefined);
      await file.close();
    },
  };
}
