/** Thing and version that an etag stands for. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** The etag of a thing: base64 of its id and version (PC 0.7). */
export const etagOf = ({ id, version }: Versioned): string =>
  Buffer.from(JSON.stringify({ id, version })).toString('base64');

/** The bare etag of an `If-Match` header, which may have it in quotes (PC 0.7). */
export const bareEtag = (header: string): string => header.trim().replace(/^(?:W\/)?"(.*)"$/, '$1');
