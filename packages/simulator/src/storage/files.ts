import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A file that is written at its end. */
export interface StoredFile {
  /** Writes all of the bytes at a place. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** Resolves when what was written is on the disk, beyond the caches of the system. */
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** What keeping worlds needs of a file system. All of it rejects with the system's own errors. */
export interface Files {
  /** Opens for writing; `new` makes the file, and rejects when there is one. */
  open(path: string, which: 'new' | 'existing'): Promise<StoredFile>;
  read(path: string): Promise<Uint8Array>;
  /** At most so many bytes from the beginning of a file. */
  readStart(path: string, length: number): Promise<Uint8Array>;
  /** As `read`, while everything else waits. */
  readNow(path: string): Uint8Array;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file or a folder with all that is in it, if it is there. */
  remove(path: string): Promise<void>;
  /**
   * Makes a folder and those above it, as far as they are missing; only their owner may look into them. Resolves when
   * they are on the disk.
   */
  makeFolder(path: string): Promise<void>;
  /** Names in a folder; none when there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /** Resolves when the names in a folder, as they are now, are on the disk. */
  syncFolder(path: string): Promise<void>;
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/** Bytes that are read at once; the calls for whole files refuse those of more than 2 GiB. */
const pieceLength = 2 ** 30;

async function read(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe((await handle.stat()).size);
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, done, Math.min(bytes.length - done, pieceLength), done);
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

function readNow(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(fstatSync(file).size);
    for (let done = 0; done < bytes.length; ) {
      const bytesRead = readSync(file, bytes, done, Math.min(bytes.length - done, pieceLength), done);
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; its file system keeps names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Each folder that is new has its name in the one above. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const above = dirname(resolve(first));
  for (let folder = resolve(path); folder !== above; folder = dirname(folder))
    await syncFolder(dirname(folder));
}

/** The file system of this machine. */
export const diskFiles: Files = {
  open: async (path, which) => {
    const handle = await open(path, which === 'new' ? 'wx' : 'r+', 0o600);
    return {
      write: (bytes, at) => writeAll(handle, bytes, at),
      datasync: () => handle.datasync(),
      truncate: (length) => handle.truncate(length),
      close: () => handle.close(),
    };
  },
  read,
  readStart: async (path, length) => {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  },
  readNow,
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  makeFolder,
  list: async (path) => {
    try {
      return await readdir(path);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  syncFolder,
};

/** Whether a file system said that something is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
