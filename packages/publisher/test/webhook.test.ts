import { expect, test } from 'vitest';
import { sold } from './double.ts';
import { announce, deliver, event, operationId, readJson, type Stage, stage, told } from './stage.ts';
import { until } from './waits.ts';

const record = (at: Stage) => readJson(`${at.base}/subscriptions/${sold().id}`);
const notice = (action: string, change = {}) =>
  event({ action, status: 'Succeeded', id: `op-${action}`, ...change });

test('a repeated operation is answered again but not acted on', async () => {
  const at = await stage();
  announce(at, event());
  await deliver(at, event());
  await until(() => told(at).length === 2);
  expect((await deliver(at, event())).status).toBe(200);
  expect(told(at).filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
  const { events } = await readJson(`${at.base}/events`);
  expect(events).toMatchObject([{}, { answer: expect.stringContaining('came before') }]);
});

test.each([['Transfer'], ['Teleport'], [undefined]])('the action %s is ignored with 200', async (action) => {
  const at = await stage();
  expect((await deliver(at, event({ action }))).status).toBe(200);
  expect(at.lines.join()).toContain('unknown action');
  const { events } = await readJson(`${at.base}/events`);
  expect(events).toMatchObject([{ verified: true, answer: expect.stringContaining('ignored') }]);
});

test.each([['{'], ['[1]'], ['"text"'], ['']])('the body %j is answered with 400', async (body) => {
  const at = await stage();
  expect((await deliver(at, body)).status).toBe(400);
});

test('access follows the life of the subscription', async () => {
  const at = await stage();
  const access = async (action: string) => {
    expect((await deliver(at, notice(action))).status).toBe(200);
    return (await record(at))['access'];
  };
  expect(await access('Subscribe')).toBe('on');
  expect(await access('Suspend')).toBe('off');
  expect(await access('Reinstate')).toBe('on');
  expect(await access('Renew')).toBe('on');
  expect(await access('Unsubscribe')).toBe('off');
  expect((await record(at))['dataKeptUntil']).toBe('2026-03-27T08:31:07.118Z');
  expect(told(at).filter((line) => line.startsWith('PATCH'))).toEqual([]);
});

test.each([
  [404, 404],
  [400, 404],
  [500, 503],
])('when the operation answers %i, a request for consent is answered with %i', async (status, answered) => {
  const at = await stage();
  at.double.refusals.set('operation', { status });
  expect((await deliver(at, event())).status).toBe(answered);
  expect(told(at)).toEqual([`reply ${answered}`]);
});

test.each([
  [404, 200],
  [400, 200],
  [500, 503],
])('when the operation answers %i, a notice is answered with %i', async (status, answered) => {
  const at = await stage();
  at.double.refusals.set('operation', { status });
  expect((await deliver(at, notice('Suspend'))).status).toBe(answered);
});

test.each([
  ['another subscription', { subscriptionId: 'another' }],
  ['another action', { action: 'ChangePlan' }],
])('an operation about %s is refused', async (_what, change) => {
  const at = await stage();
  announce(at, event(change));
  expect((await deliver(at, event())).status).toBe(400);
  expect(told(at)).toEqual(['reply 400']);
});

test.each([
  ['its own change', { operationRequestSource: 'Partner' }, {}],
  ['an operation that is over', {}, { status: 'Succeeded' }],
])('%s gets 200 and no answer', async (_what, change, known) => {
  const at = await stage();
  announce(at, { ...event(change), ...known });
  await deliver(at, event(change));
  expect(told(at)).toEqual(['reply 200']);
  expect(await record(at)).toMatchObject({ seats: 20 });
});

test.each([['Failed'], ['Conflict']])('an operation that ended as %s is not kept', async (status) => {
  const at = await stage();
  announce(at, { ...event(), status });
  expect((await deliver(at, event())).status).toBe(200);
  expect(told(at)).toEqual(['reply 200']);
  expect((await readJson(`${at.base}/events`))['events']).toMatchObject([{ answer: '200' }]);
  expect(await record(at)).not.toHaveProperty('seats');
});

test('the operation says whose change it is when the call does not', async () => {
  const at = await stage();
  const own = event({ operationRequestSource: undefined });
  announce(at, { ...own, operationRequestSource: 'Partner' });
  await deliver(at, own);
  expect(told(at)).toEqual(['reply 200']);
  expect(await record(at)).toMatchObject({ seats: 20 });
});

test.each([['In Progress'], [undefined]])('a call with the status %j is answered too', async (status) => {
  const at = await stage();
  announce(at, event());
  await deliver(at, event({ status }));
  await until(() => told(at).includes(`PATCH ${operationId} Success`));
});

test('of webhooks in any order the newest counts', async () => {
  const at = await stage();
  const comes = async (action: string, timeStamp: string, change = {}) => {
    await deliver(at, notice(action, { timeStamp, ...change }));
    const { access, seats } = await record(at);
    return [access, seats];
  };
  expect(await comes('Suspend', '2026-03-01T00:00:00Z')).toEqual(['off', undefined]);
  expect(await comes('Subscribe', '2026-02-01T00:00:00Z', { quantity: 5 })).toEqual(['off', 5]);
  expect(await comes('Unsubscribe', '2026-04-02T00:00:00Z')).toEqual(['off', 5]);
  expect(await comes('Reinstate', '2026-04-01T00:00:00Z')).toEqual(['off', 5]);
  expect((await record(at))['dataKeptUntil']).toBe('2026-04-09T00:00:00.000Z');
});

test('an answer that comes too late is written down, and the change is not kept', async () => {
  const at = await stage();
  announce(at, event());
  at.double.refusals.set('PATCH', { status: 409, body: { message: 'a newer update is fulfilled' } });
  await deliver(at, event());
  await until(async () => {
    const { events } = await readJson(`${at.base}/events`);
    return JSON.stringify(events).includes('Success not taken: a newer update is fulfilled');
  });
  expect(await record(at)).not.toHaveProperty('seats');
});

test('stubs and text numbers are understood', async () => {
  const at = await stage();
  expect((await deliver(at, { subscriptionId: sold().id, operationType: 'Reinstate' })).status).toBe(200);
  expect(await record(at)).toMatchObject({ access: 'on' });
  const text = event({ quantity: ' 15 ' });
  announce(at, text);
  await deliver(at, text);
  await until(() => told(at).includes(`PATCH ${operationId} Success`));
  await until(async () => (await record(at))['seats'] === 15);
});

test.each([[''], [' '], ['many'], [1.5], [null]])('the quantity %j tells no seats', async (quantity) => {
  const at = await stage();
  const odd = event({ action: 'ChangePlan', quantity });
  announce(at, odd);
  await deliver(at, odd);
  await until(async () => (await record(at))['planId'] === 'deck');
  expect(await record(at)).not.toHaveProperty('seats');
});
