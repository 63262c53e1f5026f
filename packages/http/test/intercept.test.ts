import { expect, test } from 'vitest';
import type { InterceptAction } from '../src/index.ts';
import { boxes, owner } from './sample/call.ts';
import { sample } from './sample/sample.ts';

const faulty = (action: InterceptAction | undefined) => sample({ intercept: () => action });

test('reply answers in the handler’s place, whatever the contract says, and only once the caller is known', async () => {
  const { http, ran } = faulty({
    kind: 'reply',
    reply: { status: 429, body: { statusCode: 429 }, headers: { 'Retry-After': '57' } },
  });
  const { headers } = await http.post(boxes).set(owner).send('{').expect(429, { statusCode: 429 });
  expect([headers['retry-after'], headers['x-marketsim-now']]).toEqual(['57', '2026-01-31T00:00:00.000Z']);
  await http.post(boxes).expect(401);
  expect(ran).toEqual([]);
});

test('an injected answer is not kept: the repeat runs', async () => {
  const faults: InterceptAction[] = [{ kind: 'reply', reply: { status: 400 } }];
  const { http, ran } = sample({ intercept: async () => faults.pop() });
  const call = () =>
    http
      .post(boxes)
      .set({ ...owner, 'MS-RequestId': 'r-1' })
      .send({});
  expect([(await call()).status, (await call()).status]).toEqual([400, 201]);
  expect(ran).toEqual(['create']);
});

test('reset drops the connection before anything runs', async () => {
  const { http, ran, records } = faulty({ kind: 'reset' });
  await expect(http.post(boxes).set(owner).send({})).rejects.toThrow(/hang up|ECONNRESET/);
  expect([ran, records[0]?.status]).toEqual([[], 0]);
});

test('lose drops the connection after the request took effect; the repeat gets its answer', async () => {
  const faults: InterceptAction[] = [{ kind: 'lose' }];
  const { http, ran } = sample({ intercept: () => faults.pop() });
  const call = () =>
    http
      .post(boxes)
      .set({ ...owner, 'MS-RequestId': 'r-1' })
      .send({});
  await expect(call()).rejects.toThrow(/hang up|ECONNRESET/);
  expect((await call()).body).toEqual({ n: 1 });
  expect(ran).toEqual(['create']);
});

test('delay goes on afterwards', async () => {
  await faulty({ kind: 'delay', ms: 1 }).http.post(boxes).set(owner).send({}).expect(201);
});

test('an interceptor sees the contract', async () => {
  const seen: string[] = [];
  const { http } = sample({
    intercept: (request, contract, { caller }) => {
      seen.push(`${caller} ${request.method} ${contract.id}`);
      return undefined;
    },
  });
  await http.post(boxes).set(owner).send({});
  expect(seen).toEqual(['c1 POST BOX-3']);
});
