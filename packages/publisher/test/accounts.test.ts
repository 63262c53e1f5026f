import { once } from 'node:events';
import { request } from 'node:http';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { createPublisher } from '../src/index.ts';
import { secret } from './double.ts';
import {
  announce,
  company,
  deliver,
  event,
  operationId,
  readJson,
  type Stage,
  sell,
  sendJson,
  setUp,
  stage,
  submit,
  token,
  told,
  visit,
} from './stage.ts';
import { controlledWaits, until } from './waits.ts';

const secondKey = 'other-world/publisher-1';

test('accounts come and go over HTTP, and their secret is never shown', async () => {
  const at = await stage();
  const { key: _key, ...settings } = at.double.account({ name: 'Second' });
  const url = `${at.publisher.url}/accounts/${secondKey}`;
  const made = await sendJson('PUT', url, settings);
  expect(made.status).toBe(201);
  const text = await made.text();
  expect(JSON.parse(text)).toMatchObject({ key: secondKey, webhook: `/${secondKey}/webhook` });
  expect(text).not.toContain(secret);
  expect((await sendJson('PUT', url, settings)).status).toBe(200);
  expect((await visit(`${at.publisher.url}/`)).text).toContain(secondKey);
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(204);
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(404);
  expect((await visit(`${at.publisher.url}/${secondKey}/landing`)).status).toBe(404);
});

test.each([
  ['no tenant', { tenantId: 'contoso' }],
  ['an address of another kind', { marketplace: 'file:///etc/hosts' }],
  ['an unheard-of behaviour', { behaviour: { behaviour: 'sulk' } }],
  ['an unknown member', { colour: 'red' }],
  ['a behaviour for some calls only', { behaviour: { behaviour: 'accept', times: 1 } }],
  ['a header that it sets itself', { headers: { Authorization: 'Bearer x' } }],
  ['a header of two lines', { headers: { 'x-a': 'b\r\nc: d' } }],
  ['no header name', { headers: { 'x a': 'b' } }],
])('an account with %s is refused with 400', async (_what, change) => {
  const at = await stage();
  const { key: _key, ...settings } = at.double.account();
  const reply = await sendJson('PUT', `${at.publisher.url}/accounts/${secondKey}`, {
    ...settings,
    ...change,
  });
  expect(reply.status).toBe(400);
  expect(await reply.text()).not.toContain(secret);
  expect((await visit(`${at.publisher.url}/${secondKey}/landing`)).status).toBe(404);
});

test.each([[{ origin: 'http://127.0.0.1' }], [{ host: 'rebound.example' }]])(
  'accounts are not managed from a page: %j',
  async (headers) => {
    const at = await stage();
    const path = '/accounts/default/publisher-1';
    const call = request({
      host: '127.0.0.1',
      port: at.publisher.port,
      path,
      method: 'DELETE',
      headers,
    }).end();
    const [reply] = await once(call, 'response');
    expect(reply.statusCode).toBe(403);
    expect((await visit(`${at.base}/landing`)).status).toBe(200);
  },
);

test('extra headers go along with every call to authority, marketplace and extension', async () => {
  const at = await stage({ headers: { 'X-Marketsim-World': 'a-fork' } });
  at.publisher.register(
    at.double.account({
      headers: { 'X-Marketsim-World': 'a-fork' },
      idle: `${at.double.url}/_sim/publisher/idle`,
    }),
  );
  sell(at);
  await submit(at, 'confirm', { session: await setUp(at) });
  announce(at, event());
  await deliver(at, event());
  await until(() => told(at).some((line) => line.startsWith('idle')));
  expect([...at.double.headers.keys()].sort()).toEqual([
    'PATCH',
    'activate',
    'get',
    'idle',
    'keys',
    'licences',
    'metadata',
    'operation',
    'resolve',
    'standing',
    'token',
  ]);
  for (const headers of at.double.headers.values())
    expect(headers).toHaveProperty('x-marketsim-world', 'a-fork');
});

test('an account that was removed and comes back has forgotten everything', async () => {
  const at = await stage();
  announce(at, event());
  await deliver(at, event());
  await until(() => told(at).some((line) => line.startsWith('PATCH')));
  at.publisher.remove('default/publisher-1');
  at.publisher.register(at.double.account());
  expect(await readJson(`${at.base}/events`)).toEqual({ events: [] });
  await deliver(at, event());
  await until(() => told(at).filter((line) => line.startsWith('PATCH')).length === 2);
});

const anotherOwner = '00000000-1111-4222-8333-444444444444';
test.each<[string, (at: Stage) => void]>([
  ['was removed', ({ publisher }) => publisher.remove('default/publisher-1')],
  [
    'has another owner',
    ({ publisher, double }) => publisher.register(double.account({ applicationId: anotherOwner })),
  ],
])('an account that %s sends none of its late answers', async (_name, forget) => {
  const waits = controlledWaits();
  const late = { behaviour: 'acknowledgeLate', answerAfter: 'PT11S' } as const;
  const at = await stage({ behaviour: late }, { delay: waits.delay });
  announce(at, event());
  await deliver(at, event());
  const before = await waits.next();
  forget(at);
  at.publisher.register(at.double.account({ behaviour: late }));
  await deliver(at, event());
  const after = await waits.next();
  before.go();
  after.go();
  const answers = () => told(at).filter((line) => line.startsWith('PATCH'));
  await until(() => answers().length > 0);
  // Whatever was on its way is out once the publisher has ended.
  await at.publisher.close(50_000);
  expect(answers()).toEqual([`PATCH ${operationId} Success`]);
});

test('worlds do not mix', async () => {
  const at = await stage();
  at.publisher.register(at.double.account({ key: secondKey, name: 'Second' }));
  const second = { ...at, base: `${at.publisher.url}/${secondKey}` };
  const { id } = sell(at);
  const session = await setUp(at);
  announce(at, event());
  await deliver(at, event());
  await sendJson('PUT', `${second.base}/behaviour`, { behaviour: 'refuse' });
  expect((await submit(second, 'company', { session, ...company })).status).toBe(400);
  expect(await readJson(`${second.base}/events`)).toEqual({ events: [] });
  expect((await visit(`${second.base}/subscriptions/${id}`)).status).toBe(404);
  expect((await deliver(second, event())).status).toBe(400);
  expect((await deliver(at, event())).status).toBe(200);
});

test('a new registration keeps what is known, unless the owner is another one', async () => {
  const at = await stage();
  const { id } = sell(at);
  await setUp(at);
  at.publisher.register(at.double.account({ name: 'Renamed' }));
  expect(await readJson(`${at.base}/subscriptions/${id}`)).toMatchObject({ company });
  at.publisher.register(at.double.account({ tenantId: '11111111-2222-4333-8444-555555555555' }));
  expect((await visit(`${at.base}/subscriptions/${id}`)).status).toBe(404);
});

test('the token is kept, renewed before it expires, and asked for once more after a 401', async () => {
  const clock = { now: Date.now() };
  const at = await stage({ extension: undefined }, { now: () => clock.now });
  sell(at);
  const link = `${at.base}/landing?token=${encodeURIComponent(token)}`;
  const asked = () => at.double.journal.filter((line) => line === 'token').length;
  await visit(link);
  await visit(link);
  expect(asked()).toBe(1);
  clock.now += 3539 * 1000;
  await visit(link);
  expect(asked()).toBe(2);
  at.double.revoke();
  expect((await visit(link)).status).toBe(200);
  expect(asked()).toBe(3);
  at.double.refusals.set('resolve', { status: 401 });
  expect((await visit(link)).status).toBe(502);
  expect(asked()).toBe(4);
});

test('a bare app serves the accounts that are registered with it', async () => {
  const at = await stage();
  const { app, register, remove } = createPublisher();
  register(at.double.account());
  await supertest(app).get('/default/publisher-1/landing').expect(200);
  expect(remove('default/publisher-1')).toBe(true);
  await supertest(app).get('/default/publisher-1/landing').expect(404);
  expect(() => register(at.double.account({ key: 'accounts/x' }))).toThrow(/taken/);
});

test('a body that cannot be read is the caller’s fault', async () => {
  const { app } = createPublisher();
  await supertest(app)
    .put('/accounts/w/p')
    .set('content-type', 'application/json')
    .set('host', 'localhost')
    .send('{')
    .expect(400, { error: { code: '400', message: 'the request cannot be read' } });
});
