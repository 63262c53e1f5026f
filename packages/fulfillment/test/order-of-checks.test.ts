import { expect, test } from 'vitest';
import { api, changingNothing, unknownId } from './support/api.ts';
import { market } from './support/market.ts';

const root = '/api/saas/subscriptions';
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('a call without api-version is refused before its token is looked at (SF 1.5, 1.6)', async () => {
  const { body } = await api().raw('get', root).expect(400);
  expect(body).toEqual({ Error: { Code: 'ApiVersionUnspecified', Message: expect.any(String) } });
});

test('so is a call of another version, which is named with the address', async () => {
  const { raw } = api();
  const { body } = await raw('get', `${root}?api-version=2019-01-01`).set('host', 'here:1').expect(400);
  expect(body).toEqual({
    Error: {
      Code: 'UnsupportedApiVersion',
      Message: `'http://here:1${root}?api-version=2019-01-01' has no api-version '2019-01-01', only 2018-08-31.`,
    },
  });
});

test('several versions are none', async () => {
  const { raw } = api();
  const { body } = await raw('get', `${root}?api-version=2018-08-31&api-version=2018-09-15`).expect(400);
  expect(body.Error.Code).toBe('UnsupportedApiVersion');
});

test('an empty version is none', async () => {
  const { body } = await api().raw('get', `${root}?api-version=`).expect(400);
  expect(body.Error.Code).toBe('ApiVersionUnspecified');
});

test('names in path and query are read in any case (SF 1.1)', async () => {
  const { raw } = api();
  await raw('get', '/API/SaaS/Subscriptions?Api-Version=2018-08-31')
    .set('authorization', 'Bearer harbour')
    .expect(200);
});

test.each(['missing', 'without the word Bearer'])('C2: a token %s is 403 with a JSON text', async (how) => {
  const call = api().raw('get', `${root}/${unknownId}?api-version=2018-08-31`);
  const { body } = await (how === 'missing' ? call : call.set('authorization', 'harbour')).expect(403);
  expect(body).toBe('The call carries no bearer token; it needs one of a publisher, such as dev-publisher.');
});

test('C2: or 401 without a body by auth.missing', async () => {
  const { raw, call } = api({ 'auth.missing': '401' });
  const { text, headers } = await raw('get', `${root}?api-version=2018-08-31`).expect(401);
  expect(text).toBe('');
  expect(headers['www-authenticate']).toBe('Bearer');
  await call('get', '', 'expired').expect(403);
});

test('C2: without a default world to ask it is 403', async () => {
  const { raw } = api({ 'auth.missing': '401' }, { defaultWorld: () => undefined });
  await raw('get', `${root}?api-version=2018-08-31`).expect(403);
});

test.each([
  ['expired', 'it expired'],
  ['wrongAudience', 'its audience is https://graph.microsoft.com'],
  ['stranger', 'no publisher is registered'],
] as const)('a bad token is 403 and says why: %s (SF 1.5)', async (as, why) => {
  const world = api();
  const { body } = await changingNothing(world, () => world.call('get', '', as).expect(403));
  expect(body).toContain(why);
});

test('the former audience is still good (SF 1.4)', async () => {
  await api().call('get', '', 'formerAudience').expect(200);
});

test('F08: a token without oid is good, or 403 by auth.withoutObjectId (SF 1.4)', async () => {
  await api().call('get', '', 'withoutPrincipal').expect(200);
  const { body } = await api({ 'auth.withoutObjectId': 'refuse' })
    .call('get', '', 'withoutPrincipal')
    .expect(403);
  expect(body).toContain('no service principal');
});

test('where no token is asked for the query names the publisher (SF 1.5)', async () => {
  const world = api({ 'auth.mode': 'off' });
  world.buy();
  const listed = async (query: string) =>
    (await world.raw('get', `${root}?api-version=2018-08-31${query}`).expect(200)).body.subscriptions;
  expect(await listed('')).toHaveLength(1);
  expect(await listed('&publisherId=harbourworks')).toHaveLength(1);
  expect(await listed('&PublisherID=idle')).toEqual([]);
  await world.raw('get', `${root}?api-version=2018-08-31&publisherId=nobody`).expect(403);
});

test('token before ids before ownership before body before state (SF 1.5)', async () => {
  const world = api({ 'activation.body': 'required', 'activation.whenActive': 'refuse' });
  const id = world.buy();
  world.change(id, { type: 'ConfirmActivation', planId: 'crew', quantity: 10 });
  const call = (path: string, as: 'harbour' | 'idle' | 'stranger', body: string) =>
    world.call('post', path, as).set('content-type', 'application/json').send(body);
  await changingNothing(world, async () => {
    await call(`/${unknownId}/activate`, 'stranger', '{ half').expect(403);
    await call(`/${unknownId}/activate`, 'idle', '{ half').expect(404);
    await call(`/${id}/activate`, 'idle', '{ half').expect(403);
    const shape = await call(`/${id}/activate`, 'harbour', '{ half').expect(400);
    expect(shape.body.message).toContain('not JSON');
    const state = await call(`/${id}/activate`, 'harbour', '{"planId":"crew","quantity":10}').expect(400);
    expect(state.body.message).toContain('active already');
  });
});

test("the caller's ids come back, beside a new one of the call (SF 1.3)", async () => {
  const { call } = api();
  const { headers } = await call('get')
    .set('x-ms-requestid', 'mine')
    .set('x-ms-correlationid', 'ours')
    .expect(200);
  expect(headers['x-ms-requestid']).toBe('mine');
  expect(headers['x-ms-correlationid']).toBe('ours');
  expect(headers['x-ms-activityid']).toMatch(guid);
});

test('without ids both get the same new one, on refusals too (SF 1.3)', async () => {
  const { headers } = await api().call('get', `/${unknownId}`).expect(404);
  expect(headers['x-ms-requestid']).toMatch(guid);
  expect(headers['x-ms-correlationid']).toBe(headers['x-ms-requestid']);
  expect(headers['x-ms-activityid']).not.toBe(headers['x-ms-requestid']);
});

test("replies carry the world's instant", async () => {
  const { headers } = await api().call('get').expect(200);
  expect(headers['x-marketsim-now']).toBe('2026-01-31T09:00:00.500Z');
});

test('an unknown address is 404, a wrong method 405 with those that are right', async () => {
  const { call } = api();
  const unknown = await call('get', `/${unknownId}/nothing`).expect(404);
  expect(unknown.body).toEqual({
    code: 'EntityNotFound',
    message: `Nothing answers at ${root}/${unknownId}/nothing`,
    target: 'path',
  });
  const misspelt = await call('get', `/${unknownId}/listAvailablePlan`).expect(404);
  expect(misspelt.body.message).toMatch(/; did you mean .*\/listAvailablePlans\?$/);
  const wrong = await call('put', `/${unknownId}`).expect(405);
  expect(wrong.body).toMatchObject({ code: 'MethodNotAllowed', target: 'method' });
  expect(wrong.body.message).toMatch(/^\/api\/saas\/subscriptions\/[\w-]+ answers [A-Z, ]+, and not PUT$/);
  expect(wrong.headers['allow']?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'PATCH']);
});

test('a body beyond the limit is 413', async () => {
  const world = api();
  const id = world.buyActive();
  const { body } = await changingNothing(world, () =>
    world
      .call('patch', `/${id}`)
      .send({ planId: 'x'.repeat(1_100_000) })
      .expect(413),
  );
  expect(body.code).toBe('RequestTooLarge');
});

test('what nobody foresaw is 500 and tells no insides (SF 8)', async () => {
  const gate = () => {
    throw new Error('secret');
  };
  const { call, failures } = api({}, { gate });
  const { body } = await call('get').expect(500);
  expect(body).toEqual({
    error: { code: 'UnexpectedError', message: expect.not.stringContaining('secret') },
  });
  expect(failures).toEqual([new Error('secret')]);
});

test('a fault answers in place of the handler', async () => {
  const { call } = api(
    {},
    {
      intercept: ({ contract: { id } }) =>
        id === 'S2' ? { kind: 'reply', reply: { status: 503 } } : undefined,
    },
  );
  await call('get').expect(503);
  await call('get', `/${unknownId}`).expect(404);
});

test('two worlds made alike are alike', () => {
  expect(market().engine.events()).toEqual(market().engine.events());
});
