import type { Reply, RequestInfo } from '@marketsim/http';
import type { z } from 'zod';
import { collection } from '../wire/collection.ts';
import { seekPage, type seekQuery } from '../wire/seek.ts';
import type { Row } from './view.ts';

/** The most lines of a page, and those of one without a size (PC 7.5). */
const pageSize = 2000;

/** The page of lines that a request asks for. Lines are only ever added at the end, so a place in the list stays one. */
export function lineItemPage(
  rows: readonly Row[],
  { query, request }: { readonly query: z.output<typeof seekQuery>; readonly request: RequestInfo },
): Reply {
  const { items, next, continuationToken } = seekPage({
    ...{ items: rows, query, request, defaultSize: pageSize, largestSize: pageSize },
    keyOf: (_, index) => String(index),
  });
  const lines = items.map((row) => row());
  return {
    status: 200,
    body: { ...collection(lines, request, next), ...(continuationToken && { continuationToken }) },
  };
}
