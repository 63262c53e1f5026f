import { z } from 'zod';

/** A reply as read: JSON where it is JSON, otherwise text; `undefined` when empty. */
export interface WireReply {
  readonly status: number;
  readonly body: unknown;
  /** When it may be tried again, as the header says. */
  readonly retryAfter?: string | undefined;
}

/** A call that is about to be made. */
export interface WireCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** What became of a call: a value, a refusal in words, or nobody who answered (status 0). */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly message: string };

function payloadOf({ json, form }: WireCall): { body?: string; type?: string } {
  if (form) return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' };
  return json === undefined ? {} : { body: JSON.stringify(json), type: 'application/json' };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Sends a call; status 0 when there is no reply within `timeoutMs`. Redirects are not followed: a bearer goes nowhere else. */
export async function send(call: WireCall, timeoutMs: number): Promise<WireReply> {
  const { body, type } = payloadOf(call);
  const headers = { ...call.headers, ...(type ? { 'content-type': type } : {}) };
  try {
    const reply = await fetch(call.url, {
      method: call.method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const retryAfter = reply.headers.get('retry-after') ?? undefined;
    return { status: reply.status, body: parsed(await reply.text()), retryAfter };
  } catch {
    return { status: 0, body: 'it did not answer' };
  }
}

const told = z.object({ message: z.string() });
const nested = z.union([
  z.string(),
  told.transform(({ message }) => message),
  z.object({ error: told }).transform(({ error }) => error.message),
  z.object({ Error: z.object({ Message: z.string() }) }).transform(({ Error: { Message } }) => Message),
  z.object({ error_description: z.string() }).transform((body) => body.error_description),
]);

/** The words of an error body, whichever of the service's shapes it has (SF 8). */
function wordsOf({ status, body }: WireReply): string {
  const words = nested.safeParse(body);
  const text = words.success ? words.data.trim() : '';
  return text === '' ? `it answered ${status}` : text.slice(0, 300);
}

/** Reads a reply by its schema; anything but 2xx is a refusal, and so is a body of another shape. */
export function readAs<T>(reply: WireReply, schema: z.ZodType<T>): Outcome<T> {
  if (reply.status < 200 || reply.status > 299) {
    return { ok: false, status: reply.status, message: wordsOf(reply) };
  }
  const value = schema.safeParse(reply.body);
  if (value.success) return { ok: true, value: value.data };
  return { ok: false, status: 0, message: 'it answered in a form that is not understood' };
}
