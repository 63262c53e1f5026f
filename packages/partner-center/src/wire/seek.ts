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
  /** In an order that lasts. */
  readonly items: readonly T[];
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
  const { items, shows = () => true, query, request, defaultSize, largestSize } = seek;
  const size = query.size ? Math.min(query.size, largestSize) : defaultSize;
  const start = query.seekOperation === undefined ? 0 : resumeAt(seek, query.seekOperation);
  const rest = items.slice(start).filter(shows);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  if (last === undefined || page.length === rest.length) return { items: page };
  const continuationToken = tokenOf(seek.keyOf(last, items.indexOf(last, start)));
  const next: Link = {
    uri: uriWith(request, { size, seekOperation: 'Next' }),
    method: 'GET',
    headers: [{ key: continuationHeader, value: continuationToken }],
  };
  return { items: page, next, continuationToken };
}

function resumeAt<T>({ items, keyOf, request }: Seek<T>, seekOperation: string): number {
  if (seekOperation.toLowerCase() !== 'next') {
    return refuseWith(
      commerceFault(400, 800042, `seekOperation ${seekOperation} is not supported; use Next.`),
    );
  }
  const after = keyIn(request.header(continuationHeader));
  const at = items.findIndex((item, index) => keyOf(item, index) === after);
  return at >= 0
    ? at + 1
    : refuseWith(invalidProperty(continuationHeader, 'expected the value from the next link of this list'));
}

const tokenOf = (key: string): string => Buffer.from(key).toString('base64');

const keyIn = (token = ''): string => Buffer.from(token, 'base64').toString('utf8');
