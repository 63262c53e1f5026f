import type { Api } from './api.ts';
import type { Reply } from './contract.ts';
import type { ProtocolProblem } from './problem.ts';
import type { RequestInfo } from './request-info.ts';

/** A reply in the form in which it is sent: the body as text. */
export type Answer = {
  readonly status: number;
  readonly text?: string;
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly code?: string | number;
  /** What went wrong, for the journal only. */
  readonly error?: unknown;
};

const jsonType = 'application/json; charset=utf-8';

export function answerOf(reply: Reply): Answer {
  const { status, contentType = jsonType, headers = {} } = reply;
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

function codeOf(body: unknown): string | number | undefined {
  if (typeof body !== 'object' || body === null || !('code' in body)) return undefined;
  return typeof body.code === 'string' || typeof body.code === 'number' ? body.code : undefined;
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
