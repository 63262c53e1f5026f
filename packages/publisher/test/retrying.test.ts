import { expect, test } from 'vitest';
import { retrying } from '../src/client/retrying.ts';
import type { WireReply } from '../src/client/wire.ts';

const now = Date.parse('2026-03-20T08:31:07Z');

/** How often a call is made and what is waited between, when it meets these replies one after another. */
async function meeting(...replies: readonly WireReply[]) {
  const waited: number[] = [];
  let calls = 0;
  const call = retrying(
    async () => {
      const reply = replies[calls] ?? { status: 200, body: undefined };
      calls += 1;
      return reply;
    },
    { now: () => now, delay: async (ms) => void waited.push(ms) },
    new AbortController().signal,
  );
  const { status } = await call({ method: 'GET', url: 'http://127.0.0.1/' });
  return { status, calls, waited };
}

const down = (retryAfter?: string): WireReply => ({ status: 503, body: undefined, retryAfter });

test.each<[string, readonly WireReply[], object]>([
  ['429, then good', [{ status: 429, body: undefined }], { status: 200, calls: 2, waited: [250] }],
  [
    'nobody twice',
    [
      { status: 0, body: '' },
      { status: 0, body: '' },
    ],
    { status: 200, calls: 3, waited: [250, 1000] },
  ],
  ['down for good', [down(), down(), down()], { status: 503, calls: 3, waited: [250, 1000] }],
  ['seconds', [down('2')], { status: 200, calls: 2, waited: [2000] }],
  ['a date', [down('Fri, 20 Mar 2026 08:31:12 GMT')], { status: 200, calls: 2, waited: [5000] }],
  ['a date that is past', [down('Fri, 20 Mar 2026 08:00:00 GMT')], { status: 200, calls: 2, waited: [0] }],
  ['words', [down('soon')], { status: 200, calls: 2, waited: [250] }],
  ['more than anybody waits', [down('60')], { status: 503, calls: 1, waited: [] }],
  ['a refusal', [{ status: 409, body: undefined }], { status: 409, calls: 1, waited: [] }],
])('F52: %s', async (_what, replies, expected) => {
  expect(await meeting(...replies)).toEqual(expected);
});

test('nothing is repeated for an account that was forgotten meanwhile', async () => {
  const life = new AbortController();
  let calls = 0;
  const call = retrying(
    async () => {
      calls += 1;
      return down();
    },
    { now: () => now, delay: async () => life.abort() },
    life.signal,
  );
  expect(await call({ method: 'POST', url: 'http://127.0.0.1/' })).toEqual(down());
  expect(calls).toBe(1);
});
