import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './answer.ts';

/** An answer with the API's own headers and, where the world is known, its instant. */
export type Sendable = {
  readonly answer: Answer;
  readonly method: string;
  readonly apiHeaders: Readonly<Record<string, string>>;
  readonly now: string | undefined;
};

/**
 * Sends in one write, unless a fault has it otherwise: then it resolves once the last piece was written or the caller
 * has left. HEAD gets the headers of the body that it does not get.
 */
export function send(response: ServerResponse, sendable: Sendable): Promise<void> | undefined {
  const { answer, method } = sendable;
  const content = answer.bytes ?? answer.text;
  const length = content === undefined ? 0 : Buffer.byteLength(content);
  response.removeHeader('x-powered-by');
  response.writeHead(answer.status, headersOf(sendable, length));
  if (content === undefined || method === 'HEAD') response.end();
  else if (answer.manner?.kind === 'cut') return breakOff(response, Buffer.from(content));
  else if (answer.manner) return drip(response, Buffer.from(content), answer.manner.pauseMs);
  else if (typeof content === 'string') response.end(content, encodingOf(content, length));
  else response.end(content);
  return undefined;
}

/** What has no other characters than ASCII is the same in both, and sooner written in the simpler one. */
const encodingOf = (text: string, bytes: number): 'latin1' | 'utf8' =>
  bytes === text.length ? 'latin1' : 'utf8';

/** Sends half of a body whose length was announced, and drops the connection. */
async function breakOff(response: ServerResponse, bytes: Buffer): Promise<void> {
  const gone = once(response, 'close');
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  await gone;
}

/** Pieces in which a slow answer comes. */
const pieces = 10;

async function drip(response: ServerResponse, bytes: Buffer, pauseMs: number): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  const left = new AbortController();
  response.once('close', () => left.abort());
  response.flushHeaders();
  for (let from = 0; from < bytes.length && !left.signal.aborted; from += size) {
    await delay(pauseMs, undefined, { signal: left.signal }).catch(() => undefined);
    if (!left.signal.aborted) response.write(bytes.subarray(from, from + size));
  }
  response.end();
}

function headersOf({ answer, apiHeaders, now }: Sendable, length: number): Record<string, string | number> {
  const headers: Record<string, string | number> = { ...apiHeaders };
  if (now !== undefined) headers['x-marketsim-now'] = now;
  for (const [name, value] of Object.entries(answer.headers)) {
    drop(headers, name);
    headers[name] = value;
  }
  if (answer.contentType !== undefined) {
    drop(headers, 'content-type');
    headers['Content-Type'] = answer.contentType;
  }
  if (answer.status !== 204 && answer.status !== 304) {
    headers['Content-Length'] = length;
  }
  return headers;
}

/** An answer's own header replaces the API's, in whatever case either is spelled. */
function drop(headers: Record<string, unknown>, name: string): void {
  const lower = name.toLowerCase();
  for (const known of Object.keys(headers)) if (known.toLowerCase() === lower) delete headers[known];
}
