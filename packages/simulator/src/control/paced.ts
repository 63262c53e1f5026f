import type { Writable } from 'node:stream';

/** Text that comes piece by piece. */
export interface Pieces {
  /** The next piece, or nothing when there is none for now. */
  next(): string | undefined;
  /** Calls back when there may be more; the result ends that. */
  watch(more: () => void): () => void;
}

/**
 * Writes pieces as fast as they are read, so that one who reads slowly, or not at all, makes nothing pile up. The
 * result ends it.
 */
export function writePaced(out: Writable, pieces: Pieces): () => void {
  const write = (): void => {
    while (!out.writableNeedDrain && !out.destroyed && !out.writableEnded) {
      const piece = pieces.next();
      if (piece === undefined) return;
      out.write(piece);
    }
  };
  const end = pieces.watch(write);
  out.on('drain', write);
  write();
  return () => {
    out.off('drain', write);
    end();
  };
}
