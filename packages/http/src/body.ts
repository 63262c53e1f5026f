import type { IncomingMessage } from 'node:http';

/** Largest body that is read, in bytes. */
export const bodyLimitBytes = 1024 * 1024;

export type ReadBody = { readonly text: string; readonly tooLarge?: true };

/** What a request without a body has. */
export const noBody: ReadBody = { text: '' };

/** Whether there is anything to read: the transport says so before the body comes. */
function hasBody(message: IncomingMessage): boolean {
  const length = message.headers['content-length'];
  return message.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/**
 * The body as text, without a byte-order mark. Beyond the limit the rest is read and thrown away, so that
 * the caller gets to see the refusal. Rejects when the caller goes away before the end.
 */
export function readBody(message: IncomingMessage): Promise<ReadBody> | ReadBody {
  if (!hasBody(message)) return noBody;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bodyLimitBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    message.on('end', () => {
      resolve(bytes > bodyLimitBytes ? { text: '', tooLarge: true } : { text: decoded(chunks) });
    });
    message.on('error', reject);
    message.on('close', () => {
      if (!message.complete) reject(new Error('the caller went away'));
    });
  });
}

function decoded(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  const text = (chunks.length === 1 && first ? first : Buffer.concat(chunks)).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
