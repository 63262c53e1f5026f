import { basename, dirname, join } from 'node:path';
import type { Files } from './files.ts';
import { inPieces } from './pieces.ts';

/**
 * Writes a file that is there as a whole or not at all, in the place of another or not: aside first, then renamed.
 * Resolves when it is on the disk, its name too; a failure leaves nothing behind, as far as that can be.
 */
export async function writeNew(files: Files, path: string, lines: Iterable<Buffer>): Promise<void> {
  const aside = join(dirname(path), `.${basename(path)}.next`);
  await files.remove(aside);
  try {
    await write(files, aside, lines);
    await files.rename(aside, path);
  } catch (error) {
    await files.remove(aside).catch(() => undefined);
    throw error;
  }
  await files.syncFolder(dirname(path));
}

async function write(files: Files, path: string, lines: Iterable<Buffer>): Promise<void> {
  const file = await files.open(path, 'new');
  try {
    let end = 0;
    for (const piece of inPieces(lines)) {
      await file.write(piece, end);
      end += piece.length;
    }
    await file.datasync();
  } finally {
    await file.close();
  }
}
