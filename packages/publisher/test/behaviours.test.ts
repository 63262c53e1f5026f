import { expect, test, vi } from 'vitest';
import type { BehaviourName } from '../src/index.ts';
import { sold } from './double.ts';
import {
  announce,
  deliver,
  event,
  operationId,
  readJson,
  type Stage,
  sendJson,
  stage,
  told,
} from './stage.ts';
import { controlledWaits } from './waits.ts';

const record = (at: Stage) => readJson(`${at.base}/subscriptions/${sold().id}`);
const firstEvent = async (at: Stage) => Object((await readJson(`${at.base}/events`))['events'])[0];

async function behaving(behaviour: BehaviourName, delayMs?: number) {
  const waits = controlledWaits();
  const set = delayMs === undefined ? { behaviour } : { behaviour, delayMs };
  const at = await stage({ behaviour: set }, { delay: waits.delay });
  announce(at, event());
  return { at, waits };
}

const after: readonly [BehaviourName, string, number | undefined][] = [
  ['accept', 'Success', 20],
  ['reject', 'Failure', undefined],
];
test.each(after)('%s replies first and then sends %s', async (name, answer, seats) => {
  const { at, waits } = await behaving(name);
  await deliver(at, event());
  expect(told(at)).toEqual(['reply 200']);
  (await waits.next()).go();
  await vi.waitUntil(() => told(at).length === 2);
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} ${answer}`]);
  await vi.waitUntil(async () => (await firstEvent(at)).answer === `200, ${answer}`);
  expect((await record(at))['seats']).toBe(seats);
});

test('refuse answers 400 at once, and the same again', async () => {
  const { at } = await behaving('refuse');
  expect((await deliver(at, event())).status).toBe(400);
  expect((await deliver(at, event())).status).toBe(400);
  expect(told(at)).toEqual(['reply 400', 'reply 400']);
});

test('slow waits before it replies', async () => {
  const { at, waits } = await behaving('slow', 4321);
  const delivery = deliver(at, event());
  const wait = await waits.next();
  expect(wait.ms).toBe(4321);
  expect(told(at)).toEqual([]);
  wait.go();
  await delivery;
  (await waits.next()).go();
  await vi.waitUntil(() => told(at).length === 2);
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} Success`]);
});

test('silent replies and owes an answer that can still be asked for', async () => {
  const { at } = await behaving('silent');
  expect((await deliver(at, event())).status).toBe(200);
  expect(told(at)).toEqual(['reply 200']);
  const answered = await sendJson('POST', `${at.base}/operations/${operationId}/answer`, {
    status: 'Failure',
  });
  expect(await answered.json()).toEqual({ operationId, answer: 'Failure' });
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} Failure`]);
});

test('acknowledgeEarly sends Success before it replies', async () => {
  const { at } = await behaving('acknowledgeEarly');
  await deliver(at, event());
  expect(told(at)).toEqual([`PATCH ${operationId} Success`, 'reply 200']);
});

test('acknowledgeLate answers when told, once', async () => {
  const { at } = await behaving('acknowledgeLate');
  await deliver(at, event());
  expect(told(at)).toEqual(['reply 200']);
  const url = `${at.base}/operations/${operationId}/answer`;
  expect((await fetch(url, { method: 'POST' })).status).toBe(200);
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} Success`]);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  expect((await sendJson('POST', url, { status: 'Maybe' })).status).toBe(400);
});

test('acknowledgeLate answers by itself after its delay', async () => {
  const { at, waits } = await behaving('acknowledgeLate', 11_000);
  await deliver(at, event());
  const wait = await waits.next();
  expect(wait.ms).toBe(11_000);
  expect(told(at)).toEqual(['reply 200']);
  wait.go();
  await vi.waitUntil(() => told(at).length === 2);
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} Success`]);
});

test('error answers 500 and takes the retry for new', async () => {
  const { at, waits } = await behaving('error');
  expect((await deliver(at, event())).status).toBe(500);
  await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'accept' });
  expect((await deliver(at, event())).status).toBe(200);
  (await waits.next()).go();
  await vi.waitUntil(() => told(at).length === 3);
  expect(told(at)).toEqual(['reply 500', 'reply 200', `PATCH ${operationId} Success`]);
});

test('hang never replies, and ends with the connection', async () => {
  const { at } = await behaving('hang');
  const delivery = deliver(at, event());
  const failed = expect(delivery).rejects.toThrow();
  await vi.waitUntil(async () => (await firstEvent(at))?.answer === 'no reply');
  await at.publisher.close();
  await failed;
  expect(told(at)).toEqual([]);
});

test('a subscription may have a behaviour of its own', async () => {
  const { at } = await behaving('accept');
  const reply = await sendJson('PUT', `${at.base}/subscriptions/${sold().id}/behaviour`, {
    behaviour: 'refuse',
  });
  expect(reply.status).toBe(200);
  expect((await deliver(at, event())).status).toBe(400);
  const elsewhere = event({ id: 'op-2', subscriptionId: 'another' });
  announce(at, elsewhere);
  expect((await deliver(at, elsewhere)).status).toBe(200);
});

test('an unheard-of behaviour is refused and changes nothing', async () => {
  const { at } = await behaving('refuse');
  expect((await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'sulk' })).status).toBe(400);
  expect((await deliver(at, event())).status).toBe(400);
});

test('what takes an accepted change back is accepted by a publisher that rejects', async () => {
  const { at, waits } = await behaving('reject');
  const revert = event({ quantity: 12 });
  announce(at, revert);
  await deliver(at, revert);
  (await waits.next()).go();
  await vi.waitUntil(() => told(at).length === 2);
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} Success`]);
});

test('idle is signalled after the answer', async () => {
  const at = await stage();
  at.publisher.register(at.double.account({ idle: `${at.double.url}/_sim/publisher/idle` }));
  announce(at, event());
  await deliver(at, event());
  await vi.waitUntil(() => told(at).includes('idle'));
  expect(told(at).indexOf('idle')).toBeGreaterThan(told(at).indexOf(`PATCH ${operationId} Success`));
});
