import type { RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import { commerceFault, refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';
import { collection } from './collection.ts';
import type { Link } from './link.ts';

/** The query of a list that is read a page at a time by continuation tokens (PC 0.8, style seek). */
export const seekQuery = z.object({
  size: z.int().nonnegative().optional(),
  filter: z.string().optional(),
  seekOperation: z.string().optional(),
});

export const seekHeaders = {
  'MS-ContinuationToken': 'with seekOperation=Next: the value from the next link',
} as const;

export const seekRefusals = [{ status: 400, code: 800042, when: 'seekOperation is not Next' }] as const;

const defaultSize = 100;
const largestSize = 500;

/** Where a list goes on: behind this item, under the filter it began with. */
const positionSchema = z.object({ after: z.string(), filter: z.string().optional() });

type Position = z.output<typeof positionSchema>;

interface Seek<T> {
  readonly query: z.output<typeof seekQuery>;
  readonly request: RequestInfo;
  /** Address of the list, as links spell it. */
  readonly uri: string;
  /** All items that a filter leaves, in an order in which new ones come last. */
  itemsFor(filter: string | undefined): readonly T[];
}

/** One page, with the link to the next; ends the request for another way of seeking and for a token that is none of ours. */
export function seekPage<T extends { readonly id: string }, W>(seek: Seek<T>, show: (item: T) => W) {
  const { query, request, uri } = seek;
  const asked = query.size ?? 0;
  const size = asked === 0 ? defaultSize : Math.min(asked, largestSize);
  const from = query.seekOperation === undefined ? undefined : resume(query.seekOperation, request);
  const filter = from ? from.filter : query.filter;
  const items = seek.itemsFor(filter);
  const start = from ? items.findIndex(({ id }) => id === from.after) + 1 : 0;
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  const more = last && items.length > start + size;
  const next = more
    ? nextLink(`${uri}?size=${size}`, { after: last.id, ...(filter && { filter }) })
    : undefined;
  return collection(page.map(show), request, next);
}

function resume(seekOperation: string, request: RequestInfo): Position {
  if (seekOperation.toLowerCase() !== 'next') {
    return refuseWith(
      commerceFault(400, 800042, `seekOperation ${seekOperation} is not supported; use Next.`),
    );
  }
  const result = positionSchema.safeParse(decoded(request.header('MS-ContinuationToken')));
  if (result.success) return result.data;
  return refuseWith(
    invalidProperty('MS-ContinuationToken', 'expected the value that the next link of the page before has'),
  );
}

function decoded(token: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(token ?? '', 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

function nextLink(uri: string, position: Position): Link {
  const filter = position.filter === undefined ? '' : `&filter=${encodeURIComponent(position.filter)}`;
  const value = Buffer.from(JSON.stringify(position)).toString('base64');
  return {
    uri: `${uri}${filter}&seekOperation=Next`,
    method: 'GET',
    headers: [{ key: 'MS-ContinuationToken', value }],
  };
}
