import { callFailure } from '../fetch-failure.ts';
import { deadline } from '../real-time.ts';
import type { Reply } from './attempt.ts';

/** A call that is about to be made. */
export interface WebhookCall {
  readonly url: string;
  /** Beside the content type, which is JSON. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
  /** Real milliseconds until an answer has to be there. */
  readonly timeoutMs: number;
  /** Ends the call before that; it then says nothing about the publisher. */
  readonly stop: AbortSignal;
}

/** Characters of an answer that are kept for people to look at; the rest of a longer one is not waited for. */
const keptText = 2000;

/**
 * Calls a publisher's webhook once (SF 4.1). Never rejects. A redirection is an answer like any other: it is not
 * followed, for the bearer goes nowhere but to the address that the publisher registered.
 */
export async function sendWebhook({ url, headers, body, timeoutMs, stop }: WebhookCall): Promise<Reply> {
  const { signal, isOver, release } = deadline(timeoutMs, stop);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal,
    });
    return { kind: 'answered', status: response.status, text: await beginningOf(response) };
  } catch (error) {
    if (isOver()) return { kind: 'failed', reason: `no answer within ${timeoutMs} ms` };
    if (stop.aborted) return { kind: 'stopped' };
    return { kind: 'failed', reason: callFailure(error) };
  } finally {
    release();
  }
}

/** The first characters of a body, however long it is. */
async function beginningOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= keptText) break;
  }
  return text.slice(0, keptText);
}
