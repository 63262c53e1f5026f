import { StorageFailure } from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import { type Batch, createBatch, type Need, longestLine as usual } from './batch.ts';
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

export interface LineFileOptions {
  /** What names the file in the reason of a failure. */
  readonly what: string;
  /** Where it ends. */
  readonly from: Mark;
  /** Characters from which on a line takes no other turn of the event loop; eight million unless given. */
  readonly longestLine?: number;
}

/** Goes on with an open file from where it ends. */
export function lineFile(file: StoredFile, { what, from, longestLine = usual }: LineFileOptions): LineFile {
  let mark = from;
  const waiting: Batch[] = [];
  let underway: Batch | undefined;
  let failure: StorageFailure | undefined;

  const fail = async (error: unknown): Promise<void> => {
    failure = new StorageFailure(`${what} cannot be written: ${reasonOf(error)}`, { cause: error });
    // What nobody was told of should not come back at the next start.
    await file
      .truncate(mark.bytes)
      .then(() => file.datasync())
      .catch(() => undefined);
  };

  const write = async (batch: Batch): Promise<void> => {
    const { bytes, check } = lineOf(batch.json(), mark.check);
    await file.write(bytes, mark.bytes);
    if (batch.need() === 'safe') await file.datasync();
    mark = { bytes: mark.bytes + bytes.length, check };
  };

  const writeAll = async (): Promise<void> => {
    for (underway = waiting.shift(); underway; underway = waiting.shift()) {
      const { written } = underway;
      try {
        if (!failure) await write(underway);
      } catch (error) {
        await fail(error);
      }
      if (failure) written.reject(failure);
      else written.resolve();
    }
  };

  /** Calls that come in one turn of the event loop have all had their say before its end. */
  const current = (): Batch => {
    const last = waiting.at(-1);
    if (last && !last.isFull()) return last;
    if (!underway && !last) setImmediate(() => void writeAll());
    const batch = createBatch(longestLine);
    waiting.push(batch);
    return batch;
  };

  const unwritten = (): readonly Batch[] => (underway ? [underway, ...waiting] : waiting);

  return {
    durable: () => {
      if (failure) return refusal(failure);
      return unwritten().findLast((batch) => batch.need() === 'safe')?.written.promise;
    },
    add: (json, need = 'safe') => {
      if (failure) throw failure;
      current().add(json, need);
    },
    mark: () => (failure || unwritten().length > 0 ? undefined : mark),
    close: async () => {
      await unwritten()
        .at(-1)
        ?.written.promise.catch(() => undefined);
      await file.close();
    },
  };
}

/** Whoever waits is told; where nobody does, nothing happens. */
function refusal(failure: StorageFailure): Promise<never> {
  const told = Promise.reject(failure);
  told.catch(() => undefined);
  return told;
}
