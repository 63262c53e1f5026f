import { reasonOf } from '@marketsim/http';
import type { RequestFiles } from './files.ts';
import { currentFile, formerFile } from './read-back.ts';

/** Lines that are to be written, if any, up to the request with a number. */
export interface Batch {
  readonly lines: string;
  readonly last: number;
}

/** What is written where. */
export interface WriterOptions {
  readonly files: RequestFiles;
  /** Bytes of the current file so far, and the last number in it. */
  readonly size: number;
  readonly last: number;
  /** Bytes on disk, at most: half of it in each of two files. */
  readonly limit: number;
  /** The next lines behind a number: so many bytes at most, or one line. */
  readonly next: (after: number, bytes: number) => Batch | undefined;
  /** Told in words, once, that nothing can be written any more, and once that it can again. */
  readonly warn: (message: string) => void;
}

/** Writes behind the requests, which never wait for it. */
export interface Writer {
  /** There is something to write: it is written soon. */
  kick(): void;
  /** Resolves when all there is was written, or cannot be. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Real milliseconds for which lines are gathered. */
const gatherMs = 100;
/** Real milliseconds until a disk that took nothing is tried again. */
const retryMs = 1000;
/** So many requests are not kept waiting. */
const hurryAt = 256;
const batchBytes = 256 * 1024;

/** A writer that goes on in a file where it stopped. */
export function createWriter({ files, limit, next, warn, ...begun }: WriterOptions): Writer {
  const perFile = Math.floor(limit / 2);
  let { size, last } = begun;
  let [isFailing, isClosed] = [false, false];
  let timer: NodeJS.Timeout | undefined;
  let done = Promise.resolve();
  let noted = last;
  let waiting = 0;
  const nextBatch = (): Batch | undefined => next(last, Math.min(batchBytes, perFile));

  const put = async (lines: string): Promise<void> => {
    const bytes = Buffer.byteLength(lines);
    // A line for which a whole file is too small is in memory alone.
    if (bytes === 0 || bytes > perFile) return;
    if (size + bytes > perFile) {
      await files.rename(currentFile, formerFile);
      size = 0;
    }
    size = await files.append(currentFile, lines, size);
  };

  /** What comes meanwhile waits for its own turn: by then there is enough of it to tell whether it is part of a load. */
  const run = async (): Promise<void> => {
    const until = noted;
    waiting = 0;
    try {
      for (let batch = nextBatch(); batch; batch = last < until ? nextBatch() : undefined) {
        await put(batch.lines);
        last = batch.last;
        if (isFailing) warn('requests are written again');
        isFailing = false;
      }
    } catch (error) {
      if (!isFailing) warn(`requests cannot be written, and are kept in memory alone: ${reasonOf(error)}`);
      isFailing = true;
      later(retryMs);
    }
  };

  const flush = (): Promise<void> => {
    done = done.then(run);
    return done;
  };

  const later = (ms: number): void => {
    if (isClosed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void flush();
    }, ms).unref();
  };

  return {
    kick: () => {
      noted += 1;
      waiting += 1;
      if (isFailing) return;
      if (!timer) later(gatherMs);
      else if (waiting === hurryAt) later(0);
    },
    flush,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      return flush();
    },
  };
}
