import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** An answer with the API's own headers and, where the world is known, its instant. */
export type Sendable = {
  readonly answer: Answer;
  readonly method: string;
  readonly apiHeaders: Readonly<Record<string, string>>;
  readonly now: string | undefined;
};

/** Sends in one write. HEAD gets the headers of the body that it does not get. */
export function send(response: ServerResponse, sendable: Sendable): void {
  const { answer, method } = sendable;
  response.removeHeader('x-powered-by');
  response.writeHead(answer.status, headersOf(sendable));
  const content = answer.bytes ?? answer.text;
  if (content === undefined || method === 'HEAD') response.end();
  else response.end(content);
}

function headersOf({ answer, apiHeaders, now }: Sendable): Record<string, string | number> {
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
    headers['Content-Length'] = Buffer.byteLength(answer.bytes ?? answer.text ?? '');
  }
  return headers;
}

/** An answer's own header replaces the API's, in whatever case either is spelled. */
function drop(headers: Record<string, unknown>, name: string): void {
  const lower = name.toLowerCase();
  for (const known of Object.keys(headers)) if (known.toLowerCase() === lower) delete headers[known];
}
