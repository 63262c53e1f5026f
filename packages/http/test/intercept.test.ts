import type { Server } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { InterceptAction } from '../src/index.ts';
import { box, boxes, owner } from './sample/call.ts';
import { sample } from './sample/sample.ts';

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen on a port');
  return address.port;
}

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

test('alter changes the body of the answer, JSON in and out, or takes it away', async () => {
  const seen: unknown[] = [];
  const { http, ran } = faulty({
    kind: 'alter',
    alter: (body, status) => {
      seen.push([body, status]);
      return { changed: true };
    },
  });
  const altered = await http.get(box).set(owner).expect(200, { changed: true });
  expect(altered.headers['content-length']).toBe('16');
  await http.get(`${boxes}/none`).set(owner).expect(404, { changed: true });
  expect([seen[0], ran]).toEqual([[{ id: 'b1', label: 'größer' }, 200], []]);
  const emptied = await faulty({ kind: 'alter', alter: () => undefined })
    .http.get(box)
    .set(owner);
  expect([emptied.status, emptied.text, emptied.headers['content-type']]).toEqual([200, '', undefined]);
});

test('instead runs the request for another caller, and changes the answer where that is asked for', async () => {
  const { http } = sample({
    intercept: ({ ctx, request }) => ({
      kind: 'instead',
      ctx: { ...ctx, caller: 'c2' },
      ...(request.query['altered'] !== undefined && { alter: () => ({ altered: true }) }),
    }),
  });
  expect((await http.get(box).set(owner)).status).not.toBe(200);
  expect((await http.get(`${box}?altered=1`).set(owner)).body).toEqual({ altered: true });
});

test('cut breaks off in the middle of a body whose length was announced', async () => {
  const { http, records } = faulty({ kind: 'cut' });
  await expect(http.get(box).set(owner)).rejects.toThrow(/aborted|ECONNRESET/);
  expect(records).toMatchObject([{ status: 200 }]);
});

test('drip sends the body in pieces, and all of it', async () => {
  const { http } = faulty({ kind: 'drip', pauseMs: 1 });
  await http.get(box).set(owner).expect(200, { id: 'b1', label: 'größer' });
});

test('a caller who leaves ends what drips', async () => {
  const { app, records } = faulty({ kind: 'drip', pauseMs: 10_000_000 });
  const server = app.listen(0);
  onTestFinished(() => void server.close());
  const gone = new AbortController();
  const address = `http://127.0.0.1:${portOf(server)}${box}`;
  const response = await fetch(address, { headers: owner, signal: gone.signal });
  gone.abort();
  await expect(response.text()).rejects.toThrow('aborted');
  await expect.poll(() => records.length).toBe(1);
});

test('an interceptor sees the API, the contract and the parts of the path', async () => {
  const seen: string[] = [];
  const { http } = sample({
    intercept: ({ request, api, contract, params, ctx: { caller } }) => {
      seen.push(`${api} ${caller} ${request.method} ${contract.id} ${params['customerId']}`);
      return undefined;
    },
  });
  await http.post(boxes).set(owner).send({});
  expect(seen).toEqual(['sample c1 POST BOX-3 c1']);
});
