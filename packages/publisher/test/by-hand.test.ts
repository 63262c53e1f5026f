import { expect, test } from 'vitest';
import { sold } from './double.ts';
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

const clockOf = ({ double }: Stage): string => `${double.url}/_sim/clock`;
const asked = '2026-03-20T08:31:07.000Z';

async function byHand(change: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const at = await stage();
  at.publisher.register(at.double.account({ behaviour: { behaviour: 'byHand' }, clock: clockOf(at) }));
  announce(at, event(change));
  expect((await deliver(at, event(change))).status).toBe(200);
  return at;
}

const operations = ({ base }: Stage) => readJson(`${base}/operations`);
const answer = ({ base }: Stage, status: string) =>
  sendJson('POST', `${base}/operations/${operationId}/answer`, { status });
const seats = async ({ base }: Stage) => (await readJson(`${base}/subscriptions/${sold().id}`))['seats'];

test('a change waits on the desk with what is asked and until when, in world time', async () => {
  const at = await byHand();
  at.double.openOperation.value = {
    id: operationId.toUpperCase(),
    acknowledgeBy: '2026-03-21T08:31:07.000Z',
  };
  expect(await operations(at)).toEqual({
    now: asked,
    open: [
      {
        operationId,
        subscriptionId: sold().id,
        action: 'ChangeQuantity',
        from: { quantity: 12 },
        to: { quantity: 20 },
        askedAt: asked,
        answerBy: '2026-03-21T08:31:07.000Z',
      },
    ],
    decided: [],
  });
});

test('where nobody tells of another window the documented ten seconds count', async () => {
  const at = await byHand({ action: 'ChangePlan', planId: 'bridge' });
  expect(await operations(at)).toMatchObject({
    open: [{ from: { planId: 'deck' }, to: { planId: 'bridge' }, answerBy: '2026-03-20T08:31:17.000Z' }],
  });
});

test.each([
  ['Success', 20],
  ['Failure', undefined],
])('%s is sent when staff says so, and is told as decided', async (status, kept) => {
  const at = await byHand();
  expect(await (await answer(at, status)).json()).toEqual({ operationId, answer: status });
  expect(heard(at)).toEqual([`PATCH ${operationId} ${status}`]);
  expect(await operations(at)).toMatchObject({ open: [], decided: [{ operationId, outcome: status }] });
  expect(await seats(at)).toBe(kept);
  expect((await answer(at, 'Success')).status).toBe(404);
});

test.each([
  ['Succeeded', 20],
  ['Failed', undefined],
  ['Conflict', undefined],
])('what ended as %s without an answer is taken note of', async (status, kept) => {
  const at = await byHand();
  announce(at, { ...event(), status });
  expect(await operations(at)).toMatchObject({
    open: [],
    decided: [{ operationId, outcome: `no answer in time, ${status}` }],
  });
  expect(await seats(at)).toBe(kept);
  expect(heard(at)).toEqual([]);
  expect(await readJson(`${at.base}/events`)).toMatchObject({
    events: [{ answer: `200, no answer in time, ${status}` }],
  });
});

test('an answer that comes too late is told with what the marketplace said', async () => {
  const at = await byHand();
  at.double.refusals.set('PATCH', { status: 409, body: { message: 'a newer update is fulfilled' } });
  await answer(at, 'Failure');
  expect(await operations(at)).toMatchObject({
    decided: [{ outcome: 'Failure not taken: a newer update is fulfilled' }],
  });
});

test('what cannot be refused is acknowledged as usual', async () => {
  const at = await byHand({ action: 'Suspend', status: 'Succeeded' });
  expect(await operations(at)).toMatchObject({ open: [], decided: [] });
  expect(await readJson(`${at.base}/subscriptions/${sold().id}`)).toMatchObject({ access: 'off' });
});
