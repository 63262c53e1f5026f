import type { Readable } from 'node:stream';
import { type ProtocolProblem, refuse } from '@marketsim/http';

/** Largest file that is taken, in bytes. */
const largest = 512 * 1024 * 1024;

/**
 * The body of a request that is a file. Of one that is too large the rest is read and thrown away, so that the caller
 * gets to see the refusal.
 */
export async function bytesOf(request: Readable, limitBytes = largest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= limitBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (length > limitBytes) refuse<ProtocolProblem>({ kind: 'tooLarge', limitBytes });
  return Buffer.concat(chunks);
}
