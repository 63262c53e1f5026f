import { expect, test } from 'vitest';
import type { Behaviour } from '../src/index.ts';
import { sold } from './double.ts';
import {
  announce,
  company,
  deliver,
  event,
  openLink,
  readJson,
  type Stage,
  sell,
  sendJson,
  sessionOf,
  stage,
  submit,
  told,
} from './stage.ts';
import { until } from './waits.ts';

const { id } = sold();
const seats = ({ base }: Stage) => readJson(`${base}/subscriptions/${id}/seats`);
const give = ({ base }: Stage, user: string) =>
  sendJson('PUT', `${base}/subscriptions/${id}/seats/${encodeURIComponent(user)}`, {});
const take = ({ base }: Stage, user: string) =>
  fetch(`${base}/subscriptions/${id}/seats/${encodeURIComponent(user)}`, { method: 'DELETE' });

async function running(quantity: number | undefined = 2, change = {}): Promise<Stage> {
  const at = await stage(change);
  sell(at, { saasSubscriptionStatus: 'Subscribed', quantity });
  return at;
}

test('users get seats and give them back, and no more get one than were bought', async () => {
  const at = await running();
  expect(await (await give(at, 'ana@northwind.example')).json()).toEqual({
    bought: 2,
    users: ['ana@northwind.example'],
  });
  await give(at, 'Ana@Northwind.example');
  await give(at, 'Bo / 2');
  const third = await give(at, 'cy');
  expect([third.status, await third.json()]).toEqual([
    409,
    { error: { code: '409', message: 'All 2 seats are taken.' } },
  ]);
  expect(await seats(at)).toEqual({ bought: 2, users: ['ana@northwind.example', 'Bo / 2'] });
  expect(await (await take(at, 'BO / 2')).json()).toMatchObject({ users: ['ana@northwind.example'] });
  expect((await take(at, 'cy')).status).toBe(404);
  expect((await give(at, ' ')).status).toBe(400);
  expect(told(at)).toEqual([]);
});

test.each([
  ['Suspended', 2, 'Seats can be assigned only while the subscription is pending or active.'],
  ['Subscribed', undefined, 'A flat plan has no seats.'],
])('%s with the quantity %s gives no seat', async (saasSubscriptionStatus, quantity, message) => {
  const at = await stage();
  sell(at, { saasSubscriptionStatus, quantity });
  expect(await (await give(at, 'ana')).json()).toMatchObject({ error: { message } });
});

test('ACT-10: with the last seat of a setup all licences are assigned, and the marketplace is told once', async () => {
  const at = await stage();
  sell(at, { quantity: 2 });
  const session = sessionOf(await openLink(at));
  const early = await submit(at, 'seat', { session, user: 'ana' });
  expect(early.text).toContain('Please finish the earlier steps first.');
  await submit(at, 'company', { session, ...company });
  const first = await submit(at, 'seat', { session, user: 'ana' });
  expect(first.text).toContain('1 of 2 are taken.');
  expect(first.text).not.toContain('Confirm the setup</button>');
  expect(told(at)).toEqual([]);
  const second = await submit(at, 'seat', { session, user: 'bo' });
  expect(second.text).toContain('Confirm the setup</button>');
  expect(told(at)).toEqual(['licences 2']);
  expect((await submit(at, 'seat', { session, user: 'cy' })).text).toContain('All 2 seats are taken.');
  await submit(at, 'seat-back', { session, user: 'bo' });
  expect(await seats(at)).toMatchObject({ users: ['ana'] });
});

test('ACT-10: what the marketplace refuses gives no seat', async () => {
  const at = await stage();
  sell(at, { quantity: 1 });
  at.double.refusals.set('licences', { status: 409, body: { error: { message: 'steps are open' } } });
  const refused = await give(at, 'ana');
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('steps are open')]);
  expect(await seats(at)).toMatchObject({ users: [] });
});

test('licences by number are not told to the marketplace once the subscription runs', async () => {
  const at = await running(12);
  const session = sessionOf(await openLink(at));
  await submit(at, 'company', { session, ...company });
  await give(at, 'ana');
  await give(at, 'bo');
  expect((await submit(at, 'licences', { session, licences: '1' })).text).toContain('2 users have a seat');
  expect((await submit(at, 'licences', { session, licences: '5' })).text).toContain(
    '5 licences are assigned.',
  );
  expect(told(at)).toEqual([]);
});

const fewer = event({ quantity: 1 });
const why = '2 users have a seat, 1 more than would be left';

test.each<[Behaviour]>([[{ behaviour: 'accept' }], [{ behaviour: 'slow', replyDelayMs: 1 }]])(
  '%j: fewer seats than users are refused by 400, and by no PATCH',
  async (behaviour) => {
    const at = await running(12, { behaviour });
    for (const user of ['ana', 'bo']) await give(at, user);
    announce(at, fewer);
    const replies = [await deliver(at, fewer), await deliver(at, fewer)];
    expect(replies.map(({ status }) => status)).toEqual([400, 400]);
    expect(replies[0]?.text).toContain(why);
    expect(told(at)).toEqual(['reply 400', 'reply 400']);
  },
);

test('or staff is asked', async () => {
  const at = await running(12, { tooFewSeats: 'ask' });
  for (const user of ['ana', 'bo']) await give(at, user);
  announce(at, fewer);
  expect((await deliver(at, fewer)).status).toBe(200);
  expect(await readJson(`${at.base}/operations`)).toMatchObject({ open: [{ to: { quantity: 1 } }] });
});

test.each([
  ['as many seats as users', { quantity: 2 }],
  ['another plan', { action: 'ChangePlan', planId: 'bridge', quantity: 1 }],
  [
    'a change that takes an accepted one back',
    { quantity: 1, subscription: { planId: 'deck', quantity: 1 } },
  ],
])('%s is accepted', async (_what, change) => {
  const at = await running(12);
  for (const user of ['ana', 'bo']) await give(at, user);
  announce(at, event(change));
  await deliver(at, event(change));
  await until(() => told(at).some((line) => line.startsWith('PATCH')));
});

test('too many users of what was lowered all the same are shown, and nobody loses their seat', async () => {
  const at = await running(2);
  for (const user of ['ana', 'bo']) await give(at, user);
  at.double.subscriptions.set(id, sold({ saasSubscriptionStatus: 'Subscribed', quantity: 1 }));
  const page = await (await fetch(`${at.base}/desk/${id}`)).text();
  expect(page).toContain('2 users have one, 1 are bought: take 1 back.');
  expect(await seats(at)).toEqual({ bought: 1, users: ['ana', 'bo'] });
});
