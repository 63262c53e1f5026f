import type { Reply } from './attempt.ts';

/** A call that is about to be made. */
export interface WebhookCall {
  readonly url: string;
  readonly token: string;
  /** JSON text. */
  readonly body: string;
  /** Real milliseconds until an answer has to be there. */
  readonly timeoutMs: number;
  /** Ends the call before that; it then says nothing about the publisher. */
  readonly stop: AbortSignal;
}

/** Bytes of an answer that are kept for people to look at. */
const keptText = 2000;

/**
 * Calls a publisher's webhook once (SF 4.1). Never rejects. A redirection is an answer like any other: it is not
 * followed, for the bearer goes nowhere but to the address that the publisher registered.
 */
export async function sendWebhook({ url, token, body, timeoutMs, stop }: WebhookCall): Promise<Reply> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([timeout, stop]),
    });
    return { kind: 'answered', status: response.status, text: (await response.text()).slice(0, keptText) };
  } catch (error) {
    if (timeout.aborted) return { kind: 'failed', reason: `no answer within ${timeoutMs} ms` };
    if (stop.aborted) return { kind: 'stopped' };
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** `fetch` hides what happened behind its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return code === undefined || cause.message.includes(code) ? cause.message : `${code} ${cause.message}`;
}
