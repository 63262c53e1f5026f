import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** The end of a file. */
interface Tail {
  readonly text: string;
  /** Bytes of the whole file. */
  readonly size: number;
}

/** What the journal needs of a folder. Each of these rejects as Node.js does. */
export interface RequestFiles {
  /** The last so many bytes of a file; nothing of one that is not there. */
  tail(name: string, bytes: number): Promise<Tail>;
  /** Cuts a file down to `keep` bytes, if it has more, and appends to it; resolves to the bytes that it has then. */
  append(name: string, text: string, keep: number): Promise<number>;
  /** Gives a file, if it is there, another name, in the place of the file that has it. */
  rename(from: string, to: string): Promise<void>;
}

/** The files of a folder, which is made when something is first written. */
export function filesIn(folder: string): RequestFiles {
  return {
    tail: async (name, bytes) => {
      try {
        await using file = await open(join(folder, name));
        const { size } = await file.stat();
        const buffer = Buffer.alloc(Math.min(bytes, size));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, size - buffer.length);
        return { text: buffer.toString('utf8', 0, bytesRead), size };
      } catch (error) {
        if (isMissing(error)) return { text: '', size: 0 };
        throw error;
      }
    },
    append: async (name, text, keep) => {
      await using file = await openToAppend(folder, name);
      const { size } = await file.stat();
      if (size > keep) await file.truncate(keep);
      await file.appendFile(text);
      return Math.min(size, keep) + Buffer.byteLength(text);
    },
    rename: (from, to) =>
      rename(join(folder, from), join(folder, to)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      }),
  };
}

/** Whoever cleans up meanwhile may take the folder away: it is made again. */
async function openToAppend(folder: string, name: string): Promise<FileHandle> {
  try {
    return await open(join(folder, name), 'a');
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(folder, { recursive: true });
    return open(join(folder, name), 'a');
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
