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

/** A whole list in one answer: `totalCount` counts the items that are in it (PC 0.8). */
export const collection = <T>(items: readonly T[], request: RequestInfo, next?: Link) => ({
  totalCount: items.length,
  items,
  links: { self: linkTo(ownUri(request)), ...(next && { next }) },
  attributes: { objectType: 'Collection' },
});
