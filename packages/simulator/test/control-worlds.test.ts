import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createApp } from '../src/server/app.ts';
import { started } from './support/running.ts';

describe('health and worlds', () => {
  test('health answers without making a world', async () => {
    const { get } = await started();
    const health = await get('/_sim/health');
    expect([health.status, health.body]).toEqual([200, { status: 'ok', worlds: [], unavailable: [] }]);
    expect((await get('/_sim/worlds')).body).toEqual({ worlds: [], unavailable: [] });
  });

  test('it is ready once it has started', async () => {
    const { get, simulator } = await started();
    const { status, body } = await get('/_sim/ready');
    expect([status, body]).toEqual([200, { status: 'ready', url: simulator.url }]);
  });

  test.each([
    { isStarted: false, isStopping: false, state: 'starting' },
    { isStarted: true, isStopping: true, state: 'stopping' },
  ])('it is not while it is $state', async ({ isStarted, isStopping, state }) => {
    const stopping = new AbortController();
    if (isStopping) stopping.abort();
    const { simulator } = await started();
    const { worlds, requests } = simulator;
    const context = {
      ...{ worlds, requests, ownUrl: () => simulator.url, stopping: stopping.signal },
      isStarted: () => isStarted,
    };
    const app = createApp(context, {});
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/_sim/ready`);
    expect([answer.status, await answer.json()]).toMatchObject([503, { status: state }]);
    server.close();
  });

  test('a world is made, read, moved, reset and forgotten', async () => {
    const { call, get, post } = await started();
    const made = await post('/_sim/worlds', {
      name: 'mine',
      seed: 7,
      profile: 'current',
      startsAt: '2026-06-01T00:00:00Z',
      settings: { cartTtl: 'P1D' },
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe('/_sim/worlds/mine');
    expect(made.body).toMatchObject({ name: 'mine', seed: 7, now: '2026-06-01T00:00:00.000Z' });
    expect((await get('/_sim/settings?world=mine')).body.settings).toMatchObject({
      'cart.ttl': 'P1D',
      'error.list': 'newer',
    });

    await post('/_sim/clock/advance?world=mine', { by: 'P1D' });
    expect((await get('/_sim/worlds/mine')).body.now).toBe('2026-06-02T00:00:00.000Z');
    const reset = await post('/_sim/worlds/mine/reset');
    expect([reset.status, reset.body]).toEqual([200, made.body]);

    expect((await get('/_sim/worlds')).body.worlds).toEqual([made.body]);
    expect((await call('DELETE', '/_sim/worlds/mine')).status).toBe(204);
    expect((await get('/_sim/worlds/mine')).status).toBe(404);
  });

  test.each([
    ['POST', '/_sim/worlds/default/reset', 200],
    ['DELETE', '/_sim/worlds/default', 204],
  ])('the default world is made for whoever begins with %s %s', async (method, path, status) => {
    const { call, get } = await started();
    expect((await call(method, path)).status).toBe(status);
    expect((await get('/_sim/clock')).status).toBe(200);
  });

  test('a world is made from a definition', async () => {
    const { get, post } = await started();
    const partner = { alias: 'only', name: 'Only', kind: 'directBill', mpnId: '12', country: 'US' };
    const definition = { version: 1, partners: [partner] };
    expect((await post('/_sim/worlds', { name: 'own', definition })).status).toBe(201);
    const { body } = await get('/_sim/accounts?world=own');
    expect(body.partners).toMatchObject([{ alias: 'only', mpnId: '12' }]);
    expect(body.customers).toEqual([]);
  });

  test.each([
    [{ name: 'Bad Name' }, 400, 'worldNameInvalid', 'name'],
    [{ name: 'taken' }, 409, 'worldExists', 'name'],
    [{}, 400, 'invalid', 'name'],
    [{ name: 'x', profile: 'nope' }, 400, 'invalid', 'profile'],
    [{ name: 'x', seed: -1 }, 400, 'invalid', 'seed'],
    [{ name: 'x', startsAt: 'soon' }, 400, 'instantInvalid', 'startsAt'],
    [{ name: 'x', settings: { nope: 1 } }, 404, 'settingUnknown', 'nope'],
    [{ name: 'x', settings: { 'cart.ttl': 1 } }, 400, 'settingInvalid', 'cart.ttl'],
    [{ name: 'x', definition: { version: 3 } }, 400, 'definitionInvalid', 'definition.version'],
    [
      { name: 'x', definition: { version: 1, oops: [] } },
      ...([400, 'definitionInvalid', 'definition.oops'] as const),
    ],
  ])('%j is refused', async (body, status, code, target) => {
    const { get, post } = await started();
    await post('/_sim/worlds', { name: 'taken' });
    const refused = await post('/_sim/worlds', body);
    expect(refused.status).toBe(status);
    expect(refused.body.error).toMatchObject({ code, target, message: expect.any(String) });
    expect((await get('/_sim/worlds')).body.worlds).toHaveLength(1);
  });

  test('malformed JSON, an unknown address and a wrong method are told', async () => {
    const { call, get, post } = await started();
    expect((await post('/_sim/worlds', '{"name":')).body.error.code).toBe('malformedJson');
    expect((await get('/_sim/nothing')).body.error.code).toBe('noSuchAddress');
    const wrong = await call('PUT', '/_sim/worlds', { body: {} });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    for (const [method, path] of [
      ['DELETE', '/_sim/worlds/none'],
      ['POST', '/_sim/worlds/none/reset'],
      ['GET', '/_sim/clock?world=none'],
    ] as const) {
      const { status, body } = await call(method, path);
      expect([status, body.error.code]).toEqual([404, 'worldUnknown']);
    }
  });

  test('the header names the world too, and must not contradict the query', async () => {
    const { get, post } = await started();
    await post('/_sim/worlds', { name: 'mine', startsAt: '2030-01-01T00:00:00Z' });
    const headers = { 'x-marketsim-world': 'mine' };
    const clock = await get('/_sim/clock', { headers });
    expect(clock.body.now).toBe('2030-01-01T00:00:00.000Z');
    expect(clock.headers.get('x-marketsim-now')).toBe('2030-01-01T00:00:00.000Z');
    const refused = await get('/_sim/clock?world=default', { headers });
    expect([refused.status, refused.body.error.code]).toEqual([400, 'contradictedWorld']);
  });
});
