import type { RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import { commerceFault, refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';
import { continuationHeader } from './collection.ts';
import type { Link } from './link.ts';
import { uriWith } from './uri.ts';

/** The members of a query by which a list is read a page at a time (PC 0.8). */
export const seekQuery = z.object({
  size: z.int().nonnegative().optional(),
  seekOperation: z.string().optional(),
});

/** For the contract of such a list. */
export const seekHeaders = {
  [continuationHeader]: 'with seekOperation=Next: the value from the next link',
} as const;

/** For the contract of such a list. */
export const seekRefusals = [{ status: 400, code: 800042, when: 'seekOperation is not Next' }] as const;

/** What a page is taken from. */
export interface Seek<T> {
  /** In an order that lasts; no more is read of them than a page needs. */
  readonly items: Iterable<T>;
  /** Whether an item is in the list now; without it all are. A page also goes on behind one that no longer is. */
  shows?(item: T): boolean;
  /** Tells an item from all others. */
  keyOf(item: T, index: number): string;
  readonly query: z.output<typeof seekQuery>;
  readonly request: RequestInfo;
  /** Items of a page without a size, and at most. */
  readonly defaultSize: number;
  readonly largestSize: number;
}

/** One page; with another behind it, the link to that and the token in it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: Link;
  readonly continuationToken?: string;
}

/** The page that is asked for: the first, or with `seekOperation=Next` the one behind the token's. */
export function seekPage<T>(seek: Seek<T>): Page<T> {
  const { query, request, defaultSize, largestSize } = seek;
  const size = query.size ? Math.min(query.size, largestSize) : defaultSize;
  const after = query.seekOperation === undefined ? undefined : keyAfter(query.seekOperation, request);
  const { items, lastKey } = taken(seek, { after, size });
  if (lastKey === undefined) return { items };
  const continuationToken = tokenOf(lastKey);
  const next: Link = {
    uri: uriWith(request, { size, seekOperation: 'Next' }),
    method: 'GET',
    headers: [{ key: continuationHeader, value: continuationToken }],
  };
  return { items, next, continuationToken };
}

/** As many items as a page has, behind the one of a key; with the last one's key where more follow. */
function taken<T>(
  { items, shows = () => true, keyOf }: Seek<T>,
  { after, size }: { readonly after: string | undefined; readonly size: number },
): { readonly items: readonly T[]; readonly lastKey?: string } {
  const page: T[] = [];
  let isBehind = after === undefined;
  let lastKey: string | undefined;
  let index = -1;
  for (const item of items) {
    index += 1;
    if (!isBehind) isBehind = keyOf(item, index) === after;
    else if (shows(item)) {
      if (lastKey !== undefined && page.length === size) return { items: page, lastKey };
      page.push(item);
      if (page.length === size) lastKey = keyOf(item, index);
    }
  }
  return isBehind
    ? { items: page }
    : refuseWith(invalidProperty(continuationHeader, 'expected the value from the next link of this list'));
}

/** The key in the token that comes with `seekOperation=Next`. */
function keyAfter(seekOperation: string, request: RequestInfo): string {
  if (seekOperation.toLowerCase() === 'next') return keyIn(request.header(continuationHeader));
  return refuseWith(commerceFault(400, 800042, `seekOperation ${seekOperation} is not supported; use Next.`));
}

const tokenOf = (key: string): string => Buffer.from(key).toString('base64');

const keyIn = (token = ''): string => Buffer.from(token, 'base64').toString('utf8');
