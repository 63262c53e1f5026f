import { type RequestRecord, reasonOf } from '@marketsim/http';
import { bytesOf, captured } from './capture.ts';
import { filesIn, type RequestFiles } from './files.ts';
import { type Kept, linesAfter, type Reading, readingOf } from './kept.ts';
import { createLoadMeter } from './load.ts';
import { readBack } from './read-back.ts';
import { type Bounds, createRing, type Ring } from './ring.ts';
import { createWatchers } from './watchers.ts';
import { createWriter, type Writer, type WriterOptions } from './writer.ts';

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
}

/** What the journal works with besides its options. */
export interface JournalParts {
  /** In the place of the folder's own. */
  readonly files?: RequestFiles;
  /** Told in words when files cannot be read or written; written to the console unless given. */
  readonly warn?: (message: string) => void;
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

/** A journal that goes on where the files of its folder end. Files that cannot be used are told of, no more. */
export async function createRequestJournal(
  options: RequestJournalOptions = {},
  { files = folderFiles(options), warn = console.warn, wallClock = Date.now }: JournalParts = {},
): Promise<RequestJournal> {
  const { entries = 2000, bytes = 16 * 1024 ** 2, diskBytes = 64 * 1024 ** 2, bodyLimit = 8192 } = options;
  const bounds = { entries, bytes };
  const ring = createRing<Kept>(bounds);
  const watchers = createWatchers();
  const isLoadAt = createLoadMeter();
  const begun = files && (await begin(ring, { files, bounds, limit: diskBytes, warn }));
  let last = begun?.last ?? 0;
  return {
    note: (record) => {
      last += 1;
      const endedAt = wallClock();
      const isLoad = isLoadAt(endedAt);
      const content = captured(record, { number: last, endedAt, bodyLimit, isLoad });
      ring.add({ number: last, bytes: content.bytes, content });
      begun?.writer.kick();
      watchers.tell();
    },
    ...readingOf(ring),
    last: () => last,
    watch: watchers.watch,
    flush: async () => begun?.writer.flush(),
    close: async () => begun?.writer.close(),
  };
}

const folderFiles = ({ folder }: RequestJournalOptions): RequestFiles | undefined =>
  folder === undefined ? undefined : filesIn(folder);

interface Begun {
  readonly writer: Writer;
  readonly last: number;
}

interface Beginning extends Pick<WriterOptions, 'files' | 'limit' | 'warn'> {
  readonly bounds: Bounds;
}

/** Puts what was written before into the ring, and goes on behind it. */
async function begin(
  ring: Ring<Kept>,
  { files, bounds, limit, warn }: Beginning,
): Promise<Begun | undefined> {
  try {
    const { requests, size } = await readBack(files, bounds);
    for (const { detail, characters } of requests) {
      ring.add({ number: detail.number, bytes: bytesOf(characters), content: detail });
    }
    const last = requests.at(-1)?.detail.number ?? 0;
    const next: WriterOptions['next'] = (after, most) => linesAfter(ring, after, most);
    return { writer: createWriter({ files, size, last, limit, next, warn }), last };
  } catch (error) {
    warn(`requests of before cannot be read, and new ones are kept in memory alone: ${reasonOf(error)}`);
    return undefined;
  }
}
