import type { Api } from './api.ts';
import type { Reply } from './contract.ts';
import type { AlterBody } from './intercept.ts';
import { jsonOf } from './json-text.ts';
import type { ProtocolProblem } from './problem.ts';
import type { RequestInfo } from './request-info.ts';

/** A reply in the form in which it is sent: the body as text, or as bytes where it is none. */
export type Answer = {
  readonly status: number;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly code?: string | number;
  /** What went wrong, for the journal only. */
  readonly error?: unknown;
  /** How its body is sent where a fault has a hand in it; in one piece otherwise. */
  readonly manner?: Manner;
  /** What was refused and why, in the terms of its API; for the journal only. */
  readonly problem?: unknown;
};

/** Broken off in the middle, or in pieces with a pause of real milliseconds before each. */
type Manner = { readonly kind: 'cut' } | { readonly kind: 'drip'; readonly pauseMs: number };

const jsonType = 'application/json; charset=utf-8';

export function answerOf(reply: Reply): Answer {
  const { status, contentType = jsonType, headers = {}, bytes } = reply;
  if (bytes !== undefined) return { status, headers, bytes, contentType };
  const text = reply.text ?? (reply.body === undefined ? undefined : JSON.stringify(reply.body));
  const code = status >= 400 ? codeOf(reply.body) : undefined;
  return {
    status,
    headers,
    ...(text === undefined ? {} : { text, contentType }),
    ...(code === undefined ? {} : { code }),
  };
}

/** An answer with another body; text that is no JSON is given as it is, bytes are left alone. */
export function alteredAnswer(answer: Answer, alter: AlterBody): Answer {
  if (answer.bytes !== undefined) return answer;
  const { text, contentType = jsonType, ...rest } = answer;
  const body = alter(text === undefined ? undefined : jsonOf(text), answer.status);
  return body === undefined ? rest : { ...rest, text: JSON.stringify(body), contentType };
}

/** What is left to say when an API cannot say it in its own words. */
export const bareFailure: Answer = answerOf({ status: 500, body: { message: 'Internal server error' } });

/** What a refusal calls itself, by the text of its body. */
export function codeIn(text = ''): string | number | undefined {
  return codeOf(jsonOf(text));
}

/** What a refusal calls itself: `code`, the same inside of `error`, or the word that `error` is (OAuth); in either spelling. */
function codeOf(body: unknown): string | number | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const named = (name: string): unknown =>
    Object.entries(body).find(([key]) => key.toLowerCase() === name)?.[1];
  const error = named('error');
  return worded(named('code')) ?? worded(error) ?? codeOf(error);
}

function worded(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** Renders a problem by the API; a renderer that fails itself still gets an answer, and a bare one. */
export function rendered<Ctx, P>(
  api: Api<Ctx, P>,
  problem: ProtocolProblem | P,
  request: RequestInfo,
): Answer {
  try {
    return { ...answerOf(api.render(problem, request)), problem };
  } catch (error) {
    return { ...bareFailure, error };
  }
}
