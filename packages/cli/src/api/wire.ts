import type { IncomingMessage, RequestOptions } from 'node:http';

/** A call that is about to be made. */
export interface WireCall {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Ends the call, while its reply is read too. */
  readonly signal?: AbortSignal;
}

/** What came back, read to its end. */
export interface WireReply {
  readonly status: number;
  readonly text: string;
}

/**
 * Sends a call and resolves when the reply begins. Nothing limits its time: an advance of the clock may take long,
 * and a stream may be silent for hours. Redirections are not followed. Rejects in words when nobody answers.
 */
export async function open({ method, url, headers, body, signal }: WireCall): Promise<IncomingMessage> {
  const { request } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  const options: RequestOptions = {
    method,
    agent: false,
    ...(headers && { headers }),
    ...(signal && { signal }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, resolve);
    sent.once('error', (error) => reject(unanswered(url, error)));
    sent.end(body);
  });
}

/** Sends a call and reads the whole reply. */
export async function exchange(call: WireCall): Promise<WireReply> {
  const reply = await open(call);
  return { status: reply.statusCode ?? 0, text: await textOf(reply) };
}

/** A call whose body, if it has one, is sent as JSON. */
export interface JsonCall extends Omit<WireCall, 'body' | 'signal'> {
  readonly body?: unknown;
}

/** Sends a call with JSON and reads the whole reply. */
export const exchangeJson = ({ body, headers, ...call }: JsonCall): Promise<WireReply> =>
  exchange({
    ...call,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** What is left of a reply, as text. */
export async function textOf(reply: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of reply.setEncoding('utf8')) text += chunk;
  return text;
}

function unanswered(url: string, error: NodeJS.ErrnoException): Error {
  const { origin } = new URL(url);
  if (error.code === 'ECONNREFUSED')
    return new Error(`nobody listens on ${origin}: has it been started?`, { cause: error });
  if (error.code?.includes('CERT') || error.code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') {
    const words = `${origin} shows a certificate that is not trusted: NODE_EXTRA_CA_CERTS names the file with its authority`;
    return new Error(words, { cause: error });
  }
  return new Error(`${origin} does not answer: ${error.message || error.code}`, { cause: error });
}
