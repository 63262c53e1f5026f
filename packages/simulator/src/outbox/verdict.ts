import { isQuestion, type OperationAction } from '@marketsim/core';
import type { Reply } from './attempt.ts';

/** What an answer means for a delivery: it is over, or it is tried again (SF 4.4). */
export type Verdict = 'accepted' | 'refused' | 'again';

/**
 * Reads an answer as SF 4.4 has it: 2xx is accepted whatever the body; 4xx refuses a question, and leaves a notice
 * undelivered; 3xx is not followed and counts, like 5xx and no answer at all, as a failure to be repeated.
 */
export function verdictOf(reply: Exclude<Reply, { kind: 'stopped' }>, action: OperationAction): Verdict {
  if (reply.kind === 'failed') return 'again';
  if (reply.status >= 200 && reply.status < 300) return 'accepted';
  return reply.status >= 400 && reply.status < 500 && isQuestion(action) ? 'refused' : 'again';
}
