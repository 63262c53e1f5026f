import type { Reply } from '@marketsim/http';
import { derivedGuid } from './guid.ts';

/** A 200 with the quoted GUID that reads carry (SF 1.3): the same one as long as the body is the same. */
export const read = (body: unknown): Reply => ({
  status: 200,
  body,
  headers: { ETag: `"${derivedGuid('etag', JSON.stringify(body))}"` },
});
