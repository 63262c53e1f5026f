import { dirname } from 'node:path';
import type { Files, StoredFile } from './files.ts';
import type { Line } from './line.ts';

/** The end of a journal as it was found. */
export interface FoundEnd {
  readonly bytes: Uint8Array;
  /** Its last whole line; what follows is torn. */
  readonly last: Line;
}

/**
 * Opens a journal for writing. What is torn is cut off, and what is left is on the disk: that it could be read does not
 * say so, for the process before may have ended before it had brought there what it wrote.
 */
export async function settleEnd(
  files: Files,
  path: string,
  { bytes, last: { start, end } }: FoundEnd,
): Promise<StoredFile> {
  if (end < bytes.length) await keepAside(files, `${path}.torn`, bytes.subarray(end));
  await files.syncFolder(dirname(path));
  const file = await files.open(path, 'existing');
  try {
    if (end < bytes.length) await file.truncate(end);
    // A system that failed to bring something to the disk takes it for written; only if it is written again, it is.
    await file.write(bytes.subarray(start, end), start);
    await file.datasync();
    return file;
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

/** Should what is cut off have been more than a torn end, it is not gone. */
async function keepAside(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  await files.remove(path);
  const copy = await files.open(path, 'new');
  try {
    await copy.write(bytes, 0);
    await copy.datasync();
  } finally {
    await copy.close();
  }
}
