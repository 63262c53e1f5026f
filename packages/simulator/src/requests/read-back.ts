import type { RequestFiles } from './files.ts';
import { type RequestDetail, requestDetail } from './record.ts';
import type { Bounds } from './ring.ts';

/** The file that is written to. */
export const currentFile = 'requests.jsonl';
/** The file that was written to before it. */
export const formerFile = 'requests.1.jsonl';

interface WrittenRequest {
  readonly detail: RequestDetail;
  readonly characters: number;
}

/** What was written before. */
export interface Written {
  /** The last ones, oldest first, each with the length of its line. */
  readonly requests: readonly WrittenRequest[];
  /** Bytes of the current file up to the end of its last whole line. */
  readonly size: number;
}

/**
 * Reads the end of what was written, as much as a ring takes at most. Lines that are damaged or of another form are
 * passed over.
 */
export async function readBack(files: RequestFiles, bounds: Bounds): Promise<Written> {
  const { entries } = bounds;
  // In memory a character counts as two bytes, on disk it is at least one.
  const most = Math.ceil(bounds.bytes / 2);
  const current = await files.tail(currentFile, most);
  const former = await files.tail(formerFile, Math.max(0, most - Buffer.byteLength(current.text)));
  const requests: WrittenRequest[] = [];
  for (const line of `${former.text}${current.text}`.split('\n').slice(-entries - 1)) {
    const detail = requestOf(line);
    if (detail && detail.number > (requests.at(-1)?.detail.number ?? 0)) {
      requests.push({ detail, characters: line.length });
    }
  }
  const torn = current.text.slice(current.text.lastIndexOf('\n') + 1);
  return { requests, size: Math.max(0, current.size - Buffer.byteLength(torn)) };
}

function requestOf(line: string): RequestDetail | undefined {
  if (line === '') return undefined;
  try {
    return requestDetail.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
