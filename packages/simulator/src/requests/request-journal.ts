import type { RequestRecord } from '@marketsim/http';
import { bytesOf, captured } from './capture.ts';
import { filesIn, type RequestFiles } from './files.ts';
import { type Kept, linesAfter, type Reading, readingOf } from './kept.ts';
import { readBack } from './read-back.ts';
import { type Bounds, createRing, type Ring } from './ring.ts';
import { createWatchers } from './watchers.ts';
import { createWriter, type Writer } from './writer.ts';

/** How much is kept of what came in, and where. */
export interface RequestJournalOptions {
  /** Folder for files that outlive the process; it is made when it is not there. In memory alone without one. */
  readonly folder?: string;
  /** Requests in memory at most; 2,000 unless given. */
  readonly entries?: number;
  /** Bytes that they take in memory at most; 16 MiB unless given. */
  readonly bytes?: number;
  /** Bytes on disk at most; 64 MiB unless given. */
  readonly diskBytes?: number;
  /** Characters of each body that are kept; 8,192 unless given. */
  readonly bodyLimit?: number;
  /** Hears when files cannot be read or written; a warning of the process unless given. */
  readonly complain?: (words: string) => void;
}

/** What the journal works with besides its options. */
export interface JournalParts {
  /** In the place of the folder's own. */
  readonly files?: RequestFiles;
  /** Milliseconds since 1970. */
  readonly wallClock?: () => number;
}

/** What came in over HTTP and how it was answered, the newest of it. It is no part of any world. */
export interface RequestJournal extends Reading {
  /** Takes down a request. Never throws, and waits for nothing. */
  note(record: RequestRecord): void;
  /** Number of the last one, 0 when there is none. */
  last(): number;
  /** Calls back soon after something came in; the result ends that. */
  watch(more: () => void): () => void;
  /** Resolves when what was noted so far is on disk, or cannot be brought there. */
  flush(): Promise<void>;
  /** Writes what there is, and then no more. */
  close(): Promise<void>;
}

/** A journal that goes on where the files of its folder end. Files that cannot be used are complained of, no more. */
export async function createRequestJournal(
  options: RequestJournalOptions = {},
  { files = folderFiles(options), wallClock = Date.now }: JournalParts = {},
): Promise<RequestJournal> {
  const { entries = 2000, bytes = 16 * 1024 ** 2, bodyLimit = 8192 } = options;
  const ring = createRing<Kept>({ entries, bytes });
  const watchers = createWatchers();
  const begun = files && (await begin(files, ring, { entries, bytes, ...options }));
  const { writer, last: written = 0 } = begun ?? {};
  let last = written;
  return {
    note: (record) => {
      last += 1;
      const content = captured(record, { number: last, endedAt: wallClock(), bodyLimit });
      ring.add({ number: last, bytes: content.bytes, content });
      writer?.kick();
      watchers.tell();
    },
    ...readingOf(ring),
    last: () => last,
    watch: watchers.watch,
    flush: async () => writer?.flush(),
    close: async () => writer?.close(),
  };
}

const folderFiles = ({ folder }: RequestJournalOptions): RequestFiles | undefined =>
  folder === undefined ? undefined : filesIn(folder);

interface Begun {
  readonly writer: Writer;
  readonly last: number;
}

/** Puts what was written before into the ring, and goes on behind it. */
async function begin(
  files: RequestFiles,
  ring: Ring<Kept>,
  options: RequestJournalOptions & Bounds,
): Promise<Begun | undefined> {
  const { diskBytes = 64 * 1024 ** 2, complain = (words) => process.emitWarning(words), ...bounds } = options;
  try {
    const { requests, size } = await readBack(files, bounds);
    for (const { detail, characters } of requests) {
      ring.add({ number: detail.number, bytes: bytesOf(characters), content: detail });
    }
    const last = requests.at(-1)?.detail.number ?? 0;
    const next = (after: number, most: number) => linesAfter(ring, after, most);
    return { writer: createWriter({ files, size, last, limit: diskBytes, next, complain }), last };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    complain(
      `requests that were written before cannot be read, and new ones are kept in memory alone: ${reason}`,
    );
    return undefined;
  }
}
