import { z } from 'zod';

/** A link: `uri` is relative to the API's version segment and starts with a slash (PC 0.3, 0.7). */
export const linkSchema = z
  .strictObject({
    uri: z.string().min(1),
    method: z.enum(['GET', 'PATCH']),
    headers: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  })
  .meta({ id: 'Link' });

export type Link = z.output<typeof linkSchema>;

/** A link to read something. */
export const linkTo = (uri: string): Link => ({ uri, method: 'GET', headers: [] });

/** The links of a thing that has none but its own. */
export const selfLinksSchema = z.strictObject({ self: linkSchema });

export const selfLink = (uri: string): z.output<typeof selfLinksSchema> => ({ self: linkTo(uri) });

/** `attributes` of a thing without an etag. */
export const attributesSchema = <const T extends string>(objectType: T) =>
  z.strictObject({ objectType: z.literal(objectType) });

/** `attributes` of a thing with an etag (PC 0.7). */
export const etagAttributesSchema = <const T extends string>(objectType: T) =>
  z.strictObject({ etag: z.string().min(1), objectType: z.literal(objectType) });
