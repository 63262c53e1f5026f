import type { RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import { attributesSchema, type Link, linkSchema, linkTo } from './link.ts';

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

/** The address of a request as links spell it: without version segment and doubled slashes (PC 0.3). */
function ownUri({ path, rawQuery }: Pick<RequestInfo, 'path' | 'rawQuery'>): string {
  const uri = path
    .replaceAll(/\/+/g, '/')
    .replace(/^\/v1(?=\/)/i, '')
    .replace(/(?<=.)\/$/, '');
  return rawQuery === '' ? uri : `${uri}?${rawQuery}`;
}
