import type { RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import { attributesSchema, type Link, linkSchema, linkTo } from './link.ts';
import { ownUri } from './uri.ts';

/** A list as the wire has it (PC 0.8). */
export const collectionSchema = <S extends z.ZodType>(item: S) =>
  z.strictObject({
    totalCount: z.int().nonnegative(),
    items: z.array(item),
    links: z.strictObject({ self: linkSchema, next: linkSchema.optional() }),
    attributes: attributesSchema('Collection'),
  });

/** Where a list that is read a page at a time goes on (PC 0.8). */
export const continuationHeader = 'MS-ContinuationToken';

/** A whole list in one answer: `totalCount` counts the items that are in it (PC 0.8). */
export const collection = <T>(items: readonly T[], request: RequestInfo, next?: Link) => ({
  totalCount: items.length,
  items,
  links: { self: selfOf(request), ...(next && { next }) },
  attributes: { objectType: 'Collection' },
});

/** The page again: with the token that led to it, if it is not the first (PC 0.8). */
function selfOf(request: RequestInfo): Link {
  const token = request.header(continuationHeader);
  const isLater = token !== undefined && /(?:^|&)seekOperation=/i.test(request.rawQuery);
  const headers = isLater ? [{ key: continuationHeader, value: token }] : [];
  return { ...linkTo(ownUri(request)), headers };
}
