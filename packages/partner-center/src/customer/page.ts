import { z } from 'zod';
import { refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';

/** Where a list goes on: behind this customer, under the filter it began with. */
const positionSchema = z.object({ after: z.string(), filter: z.string().optional() });

export type Position = z.output<typeof positionSchema>;

/** A position as the opaque text that clients send back (PC 0.8). */
export const tokenOf = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64');

/** Reads a continuation token; ends the request when it is none of ours. */
export function positionOf(token: string | undefined): Position {
  const result = positionSchema.safeParse(decoded(token));
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

/** The next `size` items behind a position, and whether more follow. */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  after: string | undefined,
  size: number,
): { readonly page: readonly T[]; readonly more: boolean } {
  const start = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1;
  return { page: items.slice(start, start + size), more: items.length > start + size };
}
