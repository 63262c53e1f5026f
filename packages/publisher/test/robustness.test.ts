import supertest from 'supertest';
import { expect, test } from 'vitest';
import { boundedMap } from '../src/bounded-map.ts';
import { createPublisher } from '../src/index.ts';
import { createRecords } from '../src/records.ts';
import { sold, webhookToken } from './double.ts';
import {
  announce,
  deliver,
  event,
  heard,
  operationId,
  readJson,
  type Stage,
  sendJson,
  stage,
} from './stage.ts';
import { until } from './waits.ts';

const success = `PATCH ${operationId} Success`;

async function signalling(callTimeoutMs = 60_000): Promise<Stage> {
  const at = await stage({}, { callTimeoutMs });
  at.publisher.register(at.double.account({ idle: `${at.double.url}/_sim/publisher/idle` }));
  return at;
}

const answers = async (at: Stage): Promise<readonly unknown[]> =>
  Object(await readJson(`${at.base}/events`)).events.map(({ answer }: { answer: unknown }) => answer);

test('hundreds of webhooks at once are each answered, acted on and signalled once', async () => {
  const at = await signalling();
  const bearer = await webhookToken();
  const events = Array.from({ length: 400 }, (_, number) =>
    event({ id: `op-${number}`, subscriptionId: `sub-${number}`, quantity: number + 1 }),
  );
  for (const one of events) announce(at, one);
  const replies = await Promise.all(events.map((one) => deliver(at, one, bearer)));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  await until(() => heard(at).length >= 2 * events.length);
  const wanted = events.flatMap(({ id }) => [`PATCH ${id} Success`, `idle ${id}`]);
  expect(heard(at).toSorted()).toEqual(wanted.toSorted());
  expect(await readJson(`${at.base}/subscriptions/sub-399`)).toMatchObject({ seats: 400 });
});

test('the same webhook many times at once is acted on once', async () => {
  const at = await signalling();
  announce(at, event());
  const replies = await Promise.all(Array.from({ length: 50 }, () => deliver(at, event())));
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  await until(() => heard(at).length >= 51);
  expect(heard(at).filter((line) => line === success)).toHaveLength(1);
  expect(heard(at).filter((line) => line === `idle ${operationId}`)).toHaveLength(50);
});

test('a marketplace that goes down before it tells of the operation is asked again at the next call', async () => {
  const at = await signalling();
  announce(at, event());
  at.double.onCall.set('operation', (req) => void req.socket.destroy());
  expect((await deliver(at, event())).status).toBe(503);
  at.double.onCall.clear();
  expect((await deliver(at, event())).status).toBe(200);
  await until(() => heard(at).includes(success));
});

test('a marketplace that goes down before it takes the answer: the change is not kept, the signal comes', async () => {
  const at = await signalling();
  announce(at, event());
  at.double.onCall.set('PATCH', (req) => void req.socket.destroy());
  expect((await deliver(at, event())).status).toBe(200);
  await until(() => heard(at).includes(`idle ${operationId}`));
  expect(await answers(at)).toEqual(['200, Success not taken: it did not answer']);
  expect(await readJson(`${at.base}/subscriptions/${sold().id}`)).not.toHaveProperty('seats');
});

test('a marketplace that never answers is given up', async () => {
  const at = await signalling(1_500);
  announce(at, event());
  at.double.onCall.set('PATCH', () => new Promise(() => {}));
  expect((await deliver(at, event())).status).toBe(200);
  await until(() => heard(at).includes(`idle ${operationId}`));
  expect(await answers(at)).toEqual(['200, Success not taken: it did not answer']);
});

test('a token that cannot be had is no answer either', async () => {
  const at = await signalling();
  announce(at, event());
  at.double.refusals.set('token', { status: 500 });
  expect((await deliver(at, event())).status).toBe(503);
  expect(await answers(at)).toEqual(['503 the operation cannot be read: no token: it answered 500']);
});

test('of a webhook’s texts only so much is kept and written', async () => {
  const at = await signalling();
  const long = 'x'.repeat(50_000);
  await deliver(at, event({ id: long, subscriptionId: long, action: long, status: long }));
  expect((await deliver(at, event({ id: long }), 'nonsense')).status).toBe(401);
  const { events } = await readJson(`${at.base}/events`);
  expect(JSON.stringify(events).length).toBeLessThan(2_000);
  expect(at.lines.join().length).toBeLessThan(1_000);
});

test('a body that is too long is refused', async () => {
  const at = await signalling();
  expect((await deliver(at, event({ planId: 'x'.repeat(300_000) }))).status).toBe(413);
});

test('of the events the newest 2000 are kept, and a late answer to a forgotten one changes nothing', () => {
  const records = createRecords();
  const received = Array.from({ length: 2_001 }, (_, number) =>
    records.receive({
      id: `op-${number}`,
      subscriptionId: undefined,
      action: undefined,
      status: undefined,
      verified: true,
      answer: 'in progress',
      receivedAt: '2026-03-20T08:31:07.118Z',
      toldAt: undefined,
    }),
  );
  received[0]?.('forgotten');
  received[1]?.('kept');
  expect(records.events()).toHaveLength(2_000);
  expect(records.events()[0]).toMatchObject({ id: 'op-1', answer: 'kept' });
});

test('a bounded map forgets the oldest, and an entry that is set again keeps its age', () => {
  const map = boundedMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect(map.values()).toEqual([2, 4]);
  expect(map.get('a')).toBeUndefined();
});

test('an answer that is owed may be given from the desk, back to where the form was', async () => {
  const at = await signalling();
  await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'silent' });
  announce(at, event());
  await deliver(at, event());
  const url = `${at.base}/operations/${operationId}/answer?back=subscription`;
  const form = (status: string): Promise<Response> =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ status }), redirect: 'manual' });
  const given = await form('Failure');
  expect([given.status, given.headers.get('location')]).toEqual([
    303,
    `/default/publisher-1/desk/${sold().id}`,
  ]);
  expect(heard(at)).toContain(`PATCH ${operationId} Failure`);
  const again = await form('Failure');
  expect(again.status).toBe(404);
  expect(await again.text()).toContain('no answer is owed');
});

test('what fails inside is written with its reason, and stays inside', async () => {
  const at = await stage();
  announce(at, event());
  const lines: string[] = [];
  const { app, register } = createPublisher({
    delay: () => Promise.reject(new Error('no timer')),
    log: (line) => lines.push(line),
  });
  register(at.double.account({ behaviour: { behaviour: 'slow' } }));
  const { status, text } = await supertest(app)
    .post('/default/publisher-1/webhook')
    .set('authorization', `Bearer ${await webhookToken()}`)
    .send(event());
  expect(status).toBe(500);
  expect(text).not.toContain('no timer');
  expect(lines).toEqual(['POST /default/publisher-1/webhook failed: no timer']);
});
