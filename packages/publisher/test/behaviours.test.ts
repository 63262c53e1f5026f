import supertest from 'supertest';
import { expect, test } from 'vitest';
import { type Behaviour, type BehaviourName, createPublisher } from '../src/index.ts';
import { sold, webhookToken } from './double.ts';
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
import { controlledWaits, until } from './waits.ts';

const record = (at: Stage) => readJson(`${at.base}/subscriptions/${sold().id}`);
const firstEvent = async (at: Stage) => Object((await readJson(`${at.base}/events`))['events'])[0];

async function behaving(behaviour: string, details: Omit<Behaviour, 'behaviour'> = {}) {
  const waits = controlledWaits();
  const start = Date.now();
  const options = { delay: waits.delay, now: () => start };
  const at = await stage({ behaviour: { behaviour, ...details } }, options);
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
  await until(() => told(at).length === 2);
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} ${answer}`]);
  await until(async () => (await firstEvent(at)).answer === `200, ${answer}`);
  expect((await record(at))['seats']).toBe(seats);
});

test('refuse answers 400 at once, and the same again', async () => {
  const { at } = await behaving('refuse');
  expect((await deliver(at, event())).status).toBe(400);
  expect((await deliver(at, event())).status).toBe(400);
  expect(told(at)).toEqual(['reply 400', 'reply 400']);
});

test('slow waits before it replies', async () => {
  const { at, waits } = await behaving('slow', { replyDelayMs: 4321 });
  const delivery = deliver(at, event());
  const wait = await waits.next();
  expect(wait.ms).toBe(4321);
  expect(told(at)).toEqual([]);
  wait.go();
  await delivery;
  (await waits.next()).go();
  await until(() => told(at).length === 2);
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
  const { at, waits } = await behaving('acknowledgeLate', { answerAfter: 'PT11S' });
  await deliver(at, event());
  const wait = await waits.next();
  expect(wait.ms).toBe(11_000);
  expect(told(at)).toEqual(['reply 200']);
  wait.go();
  await until(() => told(at).length === 2);
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} Success`]);
});

test('acknowledgeLate ends when its wait fails, and the process goes on', async () => {
  const at = await stage();
  announce(at, event());
  const { app, register, settled } = createPublisher({ delay: () => Promise.reject(new Error('no timer')) });
  register(at.double.account({ behaviour: { behaviour: 'acknowledgeLate', answerAfter: 'PT11S' } }));
  const loose: unknown[] = [];
  const note = (reason: unknown): void => void loose.push(reason);
  process.on('unhandledRejection', note);
  await supertest(app)
    .post('/default/publisher-1/webhook')
    .set('authorization', `Bearer ${await webhookToken()}`)
    .send(event())
    .expect(200);
  await settled();
  process.off('unhandledRejection', note);
  expect(loose).toEqual([]);
  expect(told(at)).toEqual([]);
});

test('error answers 500 and takes the retry for new', async () => {
  const { at, waits } = await behaving('error');
  expect((await deliver(at, event())).status).toBe(500);
  await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'accept' });
  expect((await deliver(at, event())).status).toBe(200);
  (await waits.next()).go();
  await until(() => told(at).length === 3);
  expect(told(at)).toEqual(['reply 500', 'reply 200', `PATCH ${operationId} Success`]);
});

test('hang never replies, and ends with the connection', async () => {
  const { at } = await behaving('hang');
  const delivery = deliver(at, event());
  const failed = expect(delivery).rejects.toThrow();
  await until(async () => (await firstEvent(at))?.answer === 'no reply');
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
  await until(() => told(at).length === 2);
  expect(told(at)).toEqual(['reply 200', `PATCH ${operationId} Success`]);
});

test.each([
  ['acknowledge early', 'acknowledgeEarly'],
  ['Acknowledge-Late', 'acknowledgeLate'],
  ['acknowledge_late', 'acknowledgeLate'],
  ['ACCEPT', 'accept'],
  ['acknowledgeEarly', 'acknowledgeEarly'],
])('the spelling %j means %s', async (spelling, name) => {
  const at = await stage({ behaviour: { behaviour: spelling } });
  const url = `${at.base}/subscriptions/${sold().id}/behaviour`;
  expect(await (await sendJson('PUT', url, { behaviour: spelling })).json()).toEqual({ behaviour: name });
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(204);
  await deliver(at, event({ action: 'Renew' }));
  expect((await record(at))['behaviour']).toEqual({ behaviour: name });
});

test('a behaviour may hold for the next calls only, whatever they are about', async () => {
  const { at } = await behaving('silent');
  const url = `${at.base}/subscriptions/${sold().id}/behaviour`;
  await sendJson('PUT', url, { behaviour: 'error', times: 2 });
  expect((await deliver(at, event())).status).toBe(500);
  const other = event({ id: 'op-2' });
  announce(at, other);
  expect((await deliver(at, other)).status).toBe(500);
  expect((await deliver(at, event())).status).toBe(200);
  expect((await record(at))['behaviour']).toEqual({ behaviour: 'silent' });
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(404);
});

test('a repeated call uses up none of the times', async () => {
  const { at } = await behaving('silent');
  await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'refuse', times: 2 });
  expect((await deliver(at, event())).status).toBe(400);
  expect((await deliver(at, event())).status).toBe(400);
  const other = event({ id: 'op-2' });
  announce(at, other);
  expect((await deliver(at, other)).status).toBe(400);
  const third = event({ id: 'op-3' });
  announce(at, third);
  expect((await deliver(at, third)).status).toBe(200);
});

test.each([
  [{ behaviour: 'accept', times: 0 }],
  [{ behaviour: 'accept', replyDelayMs: -1 }],
  [{ behaviour: 'accept', answerAfter: '5 seconds' }],
  [{ behaviour: 'accept', answerAfter: 'PT' }],
  [{ behaviour: 'accept', answerAfter: 'P31D' }],
  [{ behaviour: 'accept', jitterMs: 1.5 }],
  [{ behaviour: 'accept', colour: 'red' }],
  [{}],
  [[]],
])('%j is no behaviour', async (set) => {
  const { at } = await behaving('refuse');
  expect((await sendJson('PUT', `${at.base}/behaviour`, set)).status).toBe(400);
  expect((await deliver(at, event())).status).toBe(400);
});

test('a new behaviour of the registered account replaces the one that was set for all', async () => {
  const { at } = await behaving('accept');
  await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'refuse' });
  at.publisher.register(at.double.account({ behaviour: { behaviour: 'accept' } }));
  expect((await deliver(at, event())).status).toBe(400);
  at.publisher.register(at.double.account({ behaviour: { behaviour: 'silent' } }));
  const other = event({ id: 'op-2' });
  announce(at, other);
  expect((await deliver(at, other)).status).toBe(200);
});

test('a notice that was refused is new when it comes again', async () => {
  const { at } = await behaving('refuse');
  const suspend = event({ id: 'op-suspend', action: 'Suspend', status: 'Succeeded' });
  expect((await deliver(at, suspend)).status).toBe(400);
  await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'accept' });
  expect((await deliver(at, suspend)).status).toBe(200);
});

/** The real waits of two operations under jitter: before the reply and before the answer. */
async function jitter(seed: number): Promise<readonly number[]> {
  const waited: number[] = [];
  const delay = (ms: number): Promise<void> => {
    if (ms > 0) waited.push(ms);
    return Promise.resolve();
  };
  const at = await stage({ seed, behaviour: { behaviour: 'accept', jitterMs: 1_000 } }, { delay });
  for (const id of ['op-1', 'op-2']) {
    announce(at, event({ id }));
    await deliver(at, event({ id }));
    await until(() => told(at).includes(`PATCH ${id} Success`));
  }
  return waited;
}

test('jitter differs between operations, and between reply and answer, and is the same for the same seed', async () => {
  const waited = await jitter(7);
  expect(waited).toHaveLength(4);
  expect(new Set(waited).size).toBe(4);
  expect(Math.max(...waited)).toBeLessThanOrEqual(1_000);
  expect(await jitter(7)).toEqual(waited);
  expect(await jitter(8)).not.toEqual(waited);
});
