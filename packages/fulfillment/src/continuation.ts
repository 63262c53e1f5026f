import { z } from 'zod';

const token = z.tuple([z.object({ token: z.null(), range: z.object({ min: z.string(), max: z.string() }) })]);

/** Opaque to callers: names the last subscription that was seen, in the form that the wild has (SF 2.4). */
export function continuationAfter(subscriptionId: string): string {
  const text = JSON.stringify([{ token: null, range: { min: subscriptionId, max: 'FF' } }]);
  return encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** The last subscription seen, of a token as the query holds it; a token that was escaped once too often is read too. */
export function lastSeen(text: string): string | undefined {
  try {
    const json = JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text);
    return token.safeParse(json).data?.[0].range.min;
  } catch {
    return undefined;
  }
}
