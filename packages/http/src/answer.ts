import type { Api } from './api.ts';
import type { Reply } from './contract.ts';
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
};

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

/** What is left to say when an API cannot say it in its own words. */
export const bareFailure: Answer = answerOf({ status: 500, body: { message: 'Internal server error' } });

/** What a refusal calls itself, by the text of its body. */
export function codeIn(text = ''): string | number | undefined {
  try {
    return codeOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What a refusal calls itself: `code`, the same inside of `error`, or the word that `error` is (OAuth). */
function codeOf(body: unknown): string | number | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('code' in body) return worded(body.code);
  if (!('error' in body)) return undefined;
  return worded(body.error) ?? codeOf(body.error);
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
    return answerOf(api.render(problem, request));
  } catch (error) {
    return { ...bareFailure, error };
  }
}
