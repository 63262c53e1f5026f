import { instant } from '@marketsim/core';
import { describe, expect, test, vi } from 'vitest';
import { disk } from './support/disk.ts';
import { receiver } from './support/receiver.ts';
import { started } from './support/running.ts';
import { authorizeQuery, partnerCenter, withAccounts } from './support/sign-in.ts';
import { agent } from './support/told.ts';
import { until } from './support/until.ts';

/** The disk of the worlds that are made from now on. */
let under: ReturnType<typeof disk>;

vi.mock(import('@marketsim/core'), async (original) => {
  const core = await original();
  return { ...core, memoryLog: (entries) => under.log(core.memoryLog(entries)) };
});

const reason = 'This world is not served until the simulator starts again: the disk is full';
const isv = { authorization: 'Bearer dev-publisher' } as const;
const sf = 'api-version=2018-08-31';
const settings = { body: { 'invoice.day': 9 } };

/** A simulator whose default world has just been lost by a change of settings; world `other` goes on. */
async function lost() {
  under = disk();
  const at = await withAccounts();
  const token = (await tokenOf(at)).body.access_token;
  await at.post('/_sim/worlds', { name: 'other' });
  await at.post('/_sim/worlds/default/snapshots', { id: 'before' });
  under.state = 'full';
  expect((await at.call('PATCH', '/_sim/settings', settings)).status).toBe(503);
  under.state = 'well';
  return { ...at, token };
}

const tokenOf = ({ call, partner }: Awaited<ReturnType<typeof withAccounts>>) =>
  call('POST', `/${partner.tenantId}/oauth2/token`, {
    form: {
      grant_type: 'client_credentials',
      client_id: partner.applicationId,
      client_secret: 'any',
      resource: partnerCenter,
    },
  });

describe('a world whose history cannot be written any more answers 503 with the reason, in the words of each API', () => {
  test('Partner Center', async () => {
    const { get, post } = await lost();
    const body = { code: 800003, description: reason, data: [], source: 'PartnerFD' };
    const headers = { ...agent, 'MS-RequestId': 'r-1' };
    for (const answer of [
      await get('/v1/customers', { headers }),
      await post('/v1/customers', {}, { headers }),
      await get('/v1/customers', { headers: { 'MS-RequestId': 'r-1' } }),
    ]) {
      expect([answer.status, answer.body]).toEqual([503, body]);
      expect(answer.headers.get('ms-requestid')).toBe('r-1');
      expect(answer.headers.get('x-marketsim-now')).toBeNull();
    }
  });

  test('SaaS fulfillment', async () => {
    const { get, post } = await lost();
    const body = { error: { code: 'ServiceUnavailable', message: reason } };
    for (const answer of [
      await get(`/api/saas/subscriptions?${sf}`, { headers: isv }),
      await post(`/api/saas/subscriptions/resolve?${sf}`, undefined, { headers: isv }),
      await get(`/api/saas/subscriptions?${sf}`),
    ]) {
      expect([answer.status, answer.body]).toEqual([503, body]);
    }
  });

  test.each([
    ['GET', '/_sim/clock'],
    ['PUT', '/_sim/clock', { mode: 'live' }],
    ['POST', '/_sim/clock/advance', { by: 'P1D' }],
    ['DELETE', '/_sim/clock/advance'],
    ['GET', '/_sim/events'],
    ['GET', '/_sim/ledger'],
    ['PATCH', '/_sim/settings', settings.body],
    ['POST', '/_sim/deliveries/hold'],
    ['GET', '/_sim/worlds/default'],
    ['DELETE', '/_sim/worlds/default'],
    ['POST', '/_sim/worlds/default/reset'],
    ['POST', '/_sim/worlds/default/snapshots'],
    ['GET', '/_sim/worlds/default/snapshots'],
    ['GET', '/_sim/worlds/default/export'],
    ['POST', '/_sim/worlds/default/snapshots/before/restore'],
    ['DELETE', '/_sim/worlds/default/snapshots/before'],
    ['POST', '/_sim/worlds/default/fork', { name: 'copy' }],
    ['POST', '/_sim/publisher/idle', {}],
  ])('control: %s %s', async (method, path, body?: object) => {
    const { call } = await lost();
    const answer = await call(method, path, { body, headers: isv });
    expect([answer.status, answer.body]).toEqual([503, { error: { code: 'unavailable', message: reason } }]);
  });

  test.each(['/_sim/clock', '/_sim/events'])('the stream %s', async (path) => {
    const { get } = await lost();
    const answer = await get(path, { headers: { accept: 'text/event-stream' } });
    expect([answer.status, answer.body.error]).toEqual([503, { code: 'unavailable', message: reason }]);
  });

  test('the token exchange', async () => {
    const { call, token } = await lost();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await call('POST', '/generatetoken', { form: { grant_type: 'jwt_token' }, headers });
    expect([answer.status, answer.body]).toEqual([
      503,
      { code: 800003, description: reason, data: [], source: 'PartnerFD' },
    ]);
  });

  test('sign-in', async () => {
    const at = await lost();
    const { tenantId, applicationId } = at.partner;
    const form = { grant_type: 'refresh_token', client_id: applicationId };
    for (const answer of [
      await tokenOf(at),
      await at.call('POST', '/common/oauth2/token', { form }),
      await at.get(`/${tenantId}/v2.0/.well-known/openid-configuration`),
      await at.get('/common/.well-known/openid-configuration'),
    ]) {
      expect([answer.status, answer.body]).toMatchObject([
        503,
        { error: 'temporarily_unavailable', error_codes: [90033] },
      ]);
      expect(answer.body.error_description).toContain(`AADSTS90033: ${reason}`);
    }
    const page = await at.get(`/${tenantId}/oauth2/v2.0/authorize?${authorizeQuery(at.partner)}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(page.text).toContain(reason);
    expect(page.text).not.toContain('has to change its request');
  });
});

describe('the simulator with such a world', () => {
  test('says which worlds are not served, and why', async () => {
    const { get } = await lost();
    const unavailable = [{ name: 'default', reason: 'the disk is full' }];
    const health = await get('/_sim/health');
    expect([health.status, health.body]).toEqual([
      503,
      { status: 'failing', worlds: ['default', 'other'], unavailable },
    ]);
    const { status, body } = await get('/_sim/worlds');
    expect([status, body]).toMatchObject([200, { worlds: [{ name: 'other' }], unavailable }]);
  });

  test('serves the others', async () => {
    const { get, post, call } = await lost();
    const headers = { authorization: 'Bearer dev-admin-agent@other' };
    expect((await get('/v1/customers', { headers })).status).toBe(200);
    expect((await call('PATCH', '/_sim/settings?world=other', settings)).status).toBe(200);
    expect((await post('/_sim/worlds/other/reset')).status).toBe(200);
    expect((await post('/_sim/worlds', { name: 'third' })).status).toBe(201);
  });

  test('ends without a complaint', async () => {
    const { simulator } = await lost();
    await simulator.close();
  });

  test.each([
    ['POST', '/_sim/worlds/default/reset'],
    ['DELETE', '/_sim/worlds/default'],
  ])('does not touch one that is lost while its publishers are told (%s %s)', async (method, path) => {
    under = disk();
    const host = await receiver();
    const at = await started({ mockPublisher: { url: new URL(host.url).origin } });
    const world = await at.simulator.worlds.require();
    const attached = host.calls.length;
    const answer = host.answerLater();
    const call = at.call(method, path);
    await host.came(attached + 1);
    under.state = 'full';
    expect(() => world.engine.advanceTo(instant('2026-01-06T00:00:00Z'))).toThrow();
    under.state = 'well';
    answer();
    expect((await call).status).toBe(503);
    expect((await at.get('/_sim/worlds')).body).toMatchObject({ worlds: [], unavailable: [{}] });
  });

  test.each([
    ['POST', '/_sim/worlds', { name: 'new' }],
    ['POST', '/_sim/worlds/default/reset'],
  ])('puts up no world whose beginning cannot be written (%s %s)', async (method, path, body?: object) => {
    under = disk();
    const { call, get, simulator } = await withAccounts();
    under.state = 'full';
    expect((await call(method, path, { body })).status).toBe(503);
    under.state = 'slow';
    const late = call(method, path, { body });
    await until(under.isBusy);
    under.goOn('lost');
    expect((await late).status).toBe(503);
    expect((await get('/_sim/worlds')).body).toMatchObject({
      worlds: [{ name: 'default' }],
      unavailable: [],
    });
    await simulator.engine();
  });
});
