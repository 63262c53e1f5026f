/** Thing and version that an etag stands for. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** The etag of a thing: base64 of its id and version (PC 0.7). */
export const etagOf = ({ id, version }: Versioned): string =>
  Buffer.from(JSON.stringify({ id, version })).toString('base64');

/** Where a caller may say what its change is based on. */
interface SentEtags {
  readonly ifMatch: string | undefined;
  readonly inBody: string | undefined;
}

/** Whether a change is based on the current etag; `*` fits all, and an empty one says nothing (PC 0.7, GEN-08). */
export function etagFit(
  { ifMatch, inBody }: SentEtags,
  current: string,
): 'any' | 'current' | 'missing' | 'stale' {
  const header = ifMatch === undefined ? undefined : bareEtag(ifMatch);
  if (header === '*') return 'any';
  const sent = [header, inBody].filter((etag) => etag !== undefined && etag !== '');
  if (sent.length === 0) return 'missing';
  return sent.every((etag) => etag === current) ? 'current' : 'stale';
}

/** The bare etag of an `If-Match` header, which may have it in quotes (PC 0.7). */
const bareEtag = (header: string): string => header.trim().replace(/^(?:W\/)?"(.*)"$/, '$1');
