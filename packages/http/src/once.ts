import { declareRules } from '@marketsim/core';
import { type Answer, codeIn } from './answer.ts';
import { isKept, type Receipt, type Receipts } from './receipts.ts';

export const onceRules = declareRules({
  'GEN-09': {
    says: 'A write that is sent again under its request id is answered as it was the first time, a refusal too, and has no second effect; another request under that id is a request of its own. A world remembers the last 10,000 answers.',
    source: 'https://learn.microsoft.com/partner-center/developer/headers',
    confidence: 'D/P',
  },
});

/** A repeatable request: its key, and the hash that tells a repeat from another request under the key. */
export type Once = { readonly receipts: Receipts; readonly key: string; readonly requestHash: string };

type Running = { readonly requestHash: string; readonly answer: Promise<Answer> };

const running = new WeakMap<Receipts, Map<string, Running>>();

/**
 * Answers a repeated request as it was answered the first time (PC 0.10); one that comes while the first is
 * still running shares its answer. `run` calls `keep` in the turn in which its answer is known.
 */
export function answerOnce(
  { receipts, key, requestHash }: Once,
  run: (keep: (answer: Answer) => void) => Promise<Answer>,
): Promise<Answer> {
  const known = receipts.find(key);
  if (known?.requestHash === requestHash) return Promise.resolve(replay(known));
  const inFlight = inFlightOf(receipts);
  const twin = inFlight.get(key);
  if (twin?.requestHash === requestHash) return twin.answer;
  const answer = run((found) => {
    if (isKept(found.status)) receipts.keep(key, receiptOf(found, requestHash));
  });
  const entry: Running = { requestHash, answer };
  inFlight.set(key, entry);
  return answer.finally(() => {
    if (inFlight.get(key) === entry) inFlight.delete(key);
  });
}

function inFlightOf(receipts: Receipts): Map<string, Running> {
  const known = running.get(receipts) ?? new Map<string, Running>();
  running.set(receipts, known);
  return known;
}

function receiptOf(answer: Answer, requestHash: string): Receipt {
  const { status, text, contentType, headers } = answer;
  return {
    requestHash,
    status,
    headers,
    ...(contentType === undefined ? {} : { contentType }),
    ...(text === undefined ? {} : { text }),
  };
}

/** A receipt keeps a refusal's code only as part of its text. */
function replay(receipt: Receipt): Answer {
  const { requestHash: _, ...answer } = receipt;
  const code = answer.status >= 400 ? codeIn(answer.text) : undefined;
  return code === undefined ? answer : { ...answer, code };
}
