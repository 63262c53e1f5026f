import type { z } from 'zod';
import { jsonOf, type Refusal, refusalOf } from '../api/refusal.ts';
import { exchange, exchangeJson, type JsonCall, type WireCall, type WireReply } from '../api/wire.ts';

/** A reply, read as its schema says, or the refusal. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly refusal: Refusal };

/** Sends a call. Rejects when nobody answers, or when the answer is of another shape than expected. */
export async function attempt<T>(call: JsonCall, reply: z.ZodType<T>): Promise<Outcome<T>> {
  const answer = await exchangeJson(call);
  if (answer.status >= 400) return { ok: false, status: answer.status, refusal: refusalOf(answer) };
  const read = reply.safeParse(jsonOf(answer.text));
  if (read.success) return { ok: true, value: read.data };
  throw unfit(call, answer);
}

/** The same where a refusal is not part of the story: it ends it. */
export async function demand<T>(call: JsonCall, reply: z.ZodType<T>): Promise<T> {
  const outcome = await attempt(call, reply);
  if (outcome.ok) return outcome.value;
  throw stopped(call, `${outcome.status} ${outcome.refusal.code}: ${outcome.refusal.message}`);
}

/** Sends a form as a browser does, and returns the page that comes back. */
export async function postForm(url: string, fields: Readonly<Record<string, string>>): Promise<WireReply> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return exchange({ method: 'POST', url, headers, body: new URLSearchParams(fields).toString() });
}

type Asked = Pick<WireCall, 'method' | 'url'>;

const unfit = ({ method, url }: Asked, { status, text }: WireReply): Error =>
  new Error(
    `the story stops: ${method} ${new URL(url).pathname} answered ${status} in another form than expected: ${text.slice(0, 200) || 'nothing'}`,
  );

/** Why a call ended the story. */
export const stopped = ({ method, url }: Asked, answer: string): Error =>
  new Error(
    `the story stops: ${method} ${new URL(url).pathname} was expected to succeed, and answered ${answer}`,
  );
