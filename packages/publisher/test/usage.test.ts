import { expect, test } from 'vitest';
import { after, dueEvents, type Meter, withoutOld } from '../src/usage/meter.ts';
import { sold } from './double.ts';
import { readJson, type Stage, sell, sendJson, stage } from './stage.ts';
import { until } from './waits.ts';

const { id } = sold();

async function metered(): Promise<Stage> {
  const at = await stage();
  at.publisher.register(at.double.account({ clock: `${at.double.url}/_sim/clock` }));
  sell(at, { saasSubscriptionStatus: 'Subscribed' });
  return at;
}

const report = async ({ base }: Stage, body: unknown) =>
  sendJson('POST', `${base}/subscriptions/${id}/usage`, body);
const steadily = ({ base }: Stage, perHour: number) =>
  sendJson('PUT', `${base}/subscriptions/${id}/usage/steady`, { dimension: 'pings', perHour });
const usage = ({ base }: Stage) => readJson(`${base}/subscriptions/${id}/usage`);
const calls = ({ double }: Stage): readonly string[] =>
  double.journal.filter((line) => /^(usage|batch)/.test(line));

test('one event goes by itself, of this moment and of the plan that was bought', async () => {
  const at = await metered();
  const answer = await report(at, { events: [{ dimension: 'pings', quantity: 2.5 }] });
  const event = {
    resourceId: id,
    planId: 'deck',
    dimension: 'pings',
    quantity: 2.5,
    effectiveStartTime: '2026-03-20T08:31:07.000Z',
  };
  expect(at.double.usage).toEqual([event]);
  const reported = [{ ...event, status: 'Accepted', sentAt: '2026-03-20T08:31:07.000Z', by: 'hand' }];
  expect(await answer.json()).toEqual({ reported });
  expect(await usage(at)).toEqual({ steady: [], reported });
  expect(calls(at)).toEqual(['usage']);
});

test('several go together, and each has its answer', async () => {
  const at = await metered();
  at.double.verdicts.push('Accepted', 'Duplicate 4', 'Expired');
  const events = ['T08', 'T07', 'T01'].map((hour) => ({
    dimension: 'pings',
    quantity: 1,
    hour: `2026-03-20${hour}:00:00Z`,
  }));
  const answer = await report(at, { events });
  expect(await answer.json()).toMatchObject({
    reported: [
      { status: 'Accepted' },
      { status: 'Duplicate', acceptedQuantity: 4, message: 'exists' },
      { status: 'Expired', message: 'effectiveStartTime: The time has passed.' },
    ],
  });
  expect(calls(at)).toEqual(['batch']);
});

test.each([
  [409, { message: 'exists', additionalInfo: { acceptedMessage: { quantity: 4 } } }, 'Duplicate'],
  [400, { details: [{ target: 'effectiveStartTime', message: 'old' }] }, 'Expired'],
  [400, { details: [{ target: 'dimension', message: 'invalid' }] }, 'BadArgument'],
  [403, { message: 'Client is not authorized', code: 'Forbidden' }, 'Forbidden'],
])('a single event that is answered %i is told as %j says', async (status, body, word) => {
  const at = await metered();
  at.double.refusals.set('usage', { status, body });
  const answer = await report(at, { events: [{ dimension: 'pings', quantity: 1 }] });
  expect(await answer.json()).toMatchObject({ reported: [{ status: word }] });
});

test('F48: a batch that is refused as a whole is sent again one by one', async () => {
  const at = await metered();
  at.double.refusals.set('batch', { status: 403, body: { message: 'Forbidden', code: 'Forbidden' } });
  const events = [1, 2].map((quantity) => ({ dimension: 'pings', quantity }));
  expect(await (await report(at, { events })).json()).toMatchObject({
    reported: [{ status: 'Accepted' }, { status: 'Accepted' }],
  });
  expect(calls(at)).toEqual(['batch', 'usage', 'usage']);
});

test('more than 25 are several batches, and each may be sent by itself', async () => {
  const at = await metered();
  const events = Array.from({ length: 26 }, (_, hour) => ({ dimension: `d${hour}`, quantity: 1 }));
  await report(at, { events });
  expect(calls(at)).toEqual(['batch', 'batch']);
  await report(at, { events: events.slice(0, 2), as: 'single' });
  expect(calls(at).slice(2)).toEqual(['usage', 'usage']);
});

test('F52: what the service cannot take now is tried again, not before Retry-After', async () => {
  const waited: number[] = [];
  const at = await stage({}, { delay: async (ms) => void waited.push(ms) });
  sell(at, { saasSubscriptionStatus: 'Subscribed' });
  at.double.refusals.set('usage', { status: 429, headers: { 'retry-after': '2' } });
  at.double.onCall.set('usage', () => {
    if (waited.length === 1) at.double.refusals.set('usage', { status: 503 });
    if (waited.length === 2) at.double.refusals.clear();
  });
  const answer = await report(at, { events: [{ dimension: 'pings', quantity: 1 }] });
  expect(await answer.json()).toMatchObject({ reported: [{ status: 'Accepted' }] });
  expect(waited).toEqual([2000, 1000]);
});

test.each([
  [{ events: [] }],
  [{ events: [{ quantity: 1 }] }],
  [{ events: [{ dimension: 'pings', quantity: 'many' }] }],
  [{ events: [{ dimension: 'pings', quantity: 1 }], as: 'letter' }],
])('%j is refused, and nothing is sent', async (body) => {
  const at = await metered();
  expect((await report(at, body)).status).toBe(400);
  expect(at.double.usage).toEqual([]);
});

test('steady use is reported when its hour is over, by appointment with the clock', async () => {
  const at = await metered();
  expect((await steadily(at, 3)).status).toBe(200);
  await until(() => at.double.journal.includes('appoint usage'));
  expect(at.double.usage).toEqual([]);
  at.double.tick('2026-03-20T09:00:00.000Z');
  await until(() => at.double.journal.filter((line) => line === 'appoint usage').length === 2);
  expect(at.double.usage).toMatchObject([{ quantity: 3, effectiveStartTime: '2026-03-20T08:00:00.000Z' }]);
  at.double.tick('2026-03-20T11:10:00.000Z');
  await until(() => at.double.usage.length === 3);
  expect(calls(at)).toEqual(['batch', 'batch']);
  await steadily(at, 0);
  at.double.tick('2026-03-20T12:00:00.000Z');
  await until(() => at.double.journal.includes('kept usage'));
  expect(at.double.usage).toHaveLength(3);
});

test('F51: what ended is reported to its end and metered no more; nothing is used while access is off', async () => {
  const at = await metered();
  await steadily(at, 3);
  await until(() => at.double.journal.includes('appoint usage'));
  at.double.subscriptions.set(id, sold({ saasSubscriptionStatus: 'Suspended' }));
  at.double.tick('2026-03-20T10:00:00.000Z');
  await until(() => at.double.journal.filter((line) => line === 'appoint usage').length === 2);
  expect(at.double.usage).toEqual([]);
  at.double.subscriptions.set(id, sold({ saasSubscriptionStatus: 'Unsubscribed' }));
  at.double.tick('2026-03-20T11:00:00.000Z');
  await until(() => at.double.journal.includes('kept usage'));
  expect(at.double.usage).toMatchObject([{ effectiveStartTime: '2026-03-20T10:00:00.000Z' }]);
  expect(await usage(at)).toMatchObject({ steady: [] });
});

test('steady use goes on in a copy of its world, whose hour it is told of', async () => {
  const at = await metered();
  const memo = { what: 'usage', meters: [meter()] };
  const appointments = [{ name: 'usage', at: '2026-03-20T09:00:00Z', memo }];
  const answer = await sendJson('POST', `${at.publisher.url}/accounts/default/publisher-1/appointments`, {
    appointments,
  });
  expect(answer.status).toBe(204);
  await until(() => at.double.journal.includes('appoint usage'));
  expect(await usage(at)).toMatchObject({ steady: [{ dimension: 'pings', perHour: 3 }] });
  at.double.tick('2026-03-20T09:00:00.000Z');
  await until(() => at.double.usage.length === 1);
  expect(at.double.usage).toMatchObject([{ quantity: 3, effectiveStartTime: '2026-03-20T08:00:00.000Z' }]);
});

const hour = (text: string): number => Date.parse(`2026-03-20T${text}:00Z`);
const meter = (change: Partial<Meter> = {}): Meter => ({
  subscriptionId: id,
  dimension: 'pings',
  perHour: 3,
  planId: 'deck',
  nextHour: hour('08:00'),
  left: 0,
  lost: 0,
  ...change,
});
const reported = (status: string, change: object = {}) => ({
  ...{ resourceId: id, planId: 'deck', dimension: 'pings', quantity: 3 },
  ...{ effectiveStartTime: '2026-03-20T08:00:00.000Z', status, sentAt: '', by: 'clock' as const },
  ...change,
});

test.each([
  ['Accepted', {}, { nextHour: hour('09:00') }],
  ['Duplicate', { acceptedQuantity: 3 }, { nextHour: hour('09:00') }],
  ['Duplicate', { acceptedQuantity: 5 }, { nextHour: hour('09:00'), left: 3 }],
  ['ResourceNotActive', {}, { nextHour: hour('09:00'), lost: 3 }],
  ['NotSent', {}, {}],
  ['Accepted', { effectiveStartTime: '2026-03-20T09:00:00.000Z' }, {}],
])('F46: an hour that is %s %j leaves the meter so', (status, change, expected) => {
  expect(after(meter(), reported(status, change))).toEqual(meter(expected));
});

test('F46: what was left goes with the next hour', () => {
  const events = dueEvents(meter({ left: 2 }), hour('10:59'));
  expect(events.map(({ quantity }) => quantity)).toEqual([5, 3]);
});

test('F47: hours that are older than a day are given up, and told as lost', () => {
  const now = hour('08:00') + 26 * 3_600_000;
  expect(withoutOld(meter(), now)).toEqual(meter({ nextHour: hour('10:00'), lost: 6 }));
  expect(withoutOld(meter(), now + 1)).toEqual(meter({ nextHour: hour('11:00'), lost: 9 }));
  expect(dueEvents(withoutOld(meter(), now), now)).toHaveLength(24);
});

test('a clock that was taken back begins anew', () => {
  expect(withoutOld(meter(), hour('05:30'))).toEqual(meter({ nextHour: hour('05:00') }));
});
