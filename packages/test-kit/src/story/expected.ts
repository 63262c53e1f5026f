import { AssertionError } from 'node:assert';
import type { Answer } from './client.ts';
import { peek } from './json.ts';

const textAt = (json: unknown, ...path: readonly string[]): string | undefined => {
  const found = path.reduce<unknown>(peek, json);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
};

/** The words of a refusal with its code, in the form of whichever API it came from; otherwise the body as it is. */
function refusalText({ body, text }: Answer): string {
  const words = textAt(body, 'description') ?? textAt(body, 'error', 'message') ?? textAt(body, 'message');
  const code = textAt(body, 'code') ?? textAt(body, 'error', 'code');
  return words === undefined ? text : `${words}${code === undefined ? '' : ` (${code})`}`;
}

/** Expects a status; throws an `AssertionError` that says in words why the answer has another one. */
export function expectStatus(answer: Answer | undefined, status: number): asserts answer {
  if (answer?.status === status) return;
  const actual = answer?.status;
  const message = answer
    ? `the answer was ${actual}, not ${status}: ${refusalText(answer)}`
    : `nothing was asked yet whose answer could be ${status}`;
  throw new AssertionError({ message, actual, expected: status, operator: 'marketsim' });
}
