import type { Captured } from './capture.ts';
import { loadFrom, wentWell } from './load.ts';
import type { RequestDetail } from './record.ts';
import type { Ring, Sized } from './ring.ts';
import { isSelected, type Selection } from './selection.ts';
import { told, toldInLine } from './tell.ts';
import type { Batch } from './writer.ts';

/** A request that is kept: as it was taken down until somebody looks, and from then on as it is told. */
export interface Kept extends Sized {
  content: Captured | RequestDetail;
}

function detailOf(kept: Kept): RequestDetail {
  if ('requestHeaders' in kept.content) kept.content = told(kept.content);
  return kept.content;
}

/** Which part of a selection is meant. */
interface Part {
  /** Those with a greater number, oldest first; the newest ones without it. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** Requests in the order of their numbers. */
interface Page {
  readonly requests: readonly RequestDetail[];
  /** How many there are in all, behind `after` if that is given. */
  readonly count: number;
}

/** What can be asked of the requests that are kept. */
export interface Reading {
  select(selection: Selection, part: Part): Page;
  /** The first one of a selection with a greater number. */
  next(after: number, selection: Selection): RequestDetail | undefined;
  find(number: number): RequestDetail | undefined;
}

/** Answers from what a ring keeps. */
export const readingOf = (ring: Ring<Kept>): Reading => ({
  select: (selection, { after, limit }) => {
    const found: RequestDetail[] = [];
    for (const kept of ring.after(after ?? 0)) {
      const detail = detailOf(kept);
      if (isSelected(detail, selection)) found.push(detail);
    }
    const from = after === undefined ? Math.max(0, found.length - limit) : 0;
    return { requests: found.slice(from, from + limit), count: found.length };
  },
  next: (after, selection) => {
    for (const kept of ring.after(after)) {
      const detail = detailOf(kept);
      if (isSelected(detail, selection)) return detail;
    }
    return undefined;
  },
  find: (number) => {
    const kept = ring.find(number);
    return kept && detailOf(kept);
  },
});

/** Reads that went well are most of what comes in, and what they answered is seldom missed: it is not written. */
function writtenOf(kept: Kept): RequestDetail {
  const { content } = kept;
  if (!('requestHeaders' in content) || content.method !== 'GET') return detailOf(kept);
  return content.status >= 400 ? detailOf(kept) : toldInLine(content);
}

/**
 * Lines of JSON for a file: of those behind a number, so many bytes at most, or one line. What went well of a load
 * would push all else out of the files: it is left out.
 */
export function linesAfter(ring: Ring<Kept>, after: number, bytes: number): Batch | undefined {
  const isLoad = ring.last() - after >= loadFrom;
  let [lines, size, last] = ['', 0, after];
  for (const kept of ring.after(after)) {
    if (!isLoad || !wentWell(kept.content)) {
      const line = `${JSON.stringify(writtenOf(kept))}\n`;
      size += Buffer.byteLength(line);
      if (lines !== '' && size > bytes) break;
      lines += line;
    }
    last = kept.number;
  }
  return last === after ? undefined : { lines, last };
}
