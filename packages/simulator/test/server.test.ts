import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { startSimulator } from '../src/index.ts';
import { started } from './support/running.ts';

describe('addresses', () => {
  test('the index page links to addresses that answer', async () => {
    const { get } = await started();
    const page = await get('/');
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const links = [...page.text.matchAll(/<a href="([^"]+)"/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(10);
    const answers = await Promise.all(links.map(async (path) => [path, (await get(path)).status]));
    expect(answers).toEqual(links.map((path) => [path, 200]));
  });

  test.each([
    ['/openapi/partner-center.json', '/v1/customers'],
    ['/openapi/fulfillment.json', '/api/saas/subscriptions'],
    ['/openapi/control.json', '/_sim/clock/advance'],
  ])('%s describes %s', async (path, described) => {
    const { get, simulator } = await started();
    const { body } = await get(path);
    expect(body.openapi).toBe('3.1.0');
    expect(body.servers).toEqual([{ url: simulator.url }]);
    expect(body.paths).toHaveProperty([described]);
  });

  test('the publisher extension is marked as not Microsoft’s', async () => {
    const { get } = await started();
    const { paths } = (await get('/openapi/control.json')).body;
    const { post } = paths['/_sim/publisher/subscriptions/{subscriptionId}/licenses'];
    expect(post.summary).toContain("not Microsoft's");
    expect(post.security).toEqual([{ bearer: [] }]);
  });

  test('what all endpoints about a world or for publishers refuse is listed with each', async () => {
    const { get } = await started();
    const { paths } = (await get('/openapi/control.json')).body;
    const listed = (path: string) => Object.keys(paths[path].get.responses);
    expect(listed('/_sim/ledger')).toContain('404');
    expect(listed('/_sim/ledger')).not.toContain('401');
    expect(listed('/_sim/publisher/statement')).toEqual(expect.arrayContaining(['401', '403']));
    expect(listed('/_sim/health')).not.toContain('404');
  });

  test('other addresses are nobody’s', async () => {
    const { get } = await started();
    const missing = await get('/nothing/here');
    expect([missing.status, missing.body.error.code]).toEqual([404, 'noSuchAddress']);
    expect(missing.headers.get('x-powered-by')).toBeNull();
  });

  test('both marketplace APIs answer to development tokens of their own kind', async () => {
    const { get } = await started();
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    const customers = await get('/v1/customers', bearer('dev-admin-agent'));
    expect(customers.status).toBe(200);
    expect(customers.body.items).toHaveLength(2);
    const list = '/api/saas/subscriptions?api-version=2018-08-31';
    expect((await get(list, bearer('dev-publisher'))).status).toBe(200);
    expect((await get(list, bearer('dev-admin-agent'))).status).toBe(403);
    expect((await get('/v1/customers', bearer('dev-publisher'))).status).toBe(401);
    expect((await get('/v1/customers')).status).toBe(401);
  });

  test('the setting auth.missing of the world counts without a token', async () => {
    const list = '/api/saas/subscriptions?api-version=2018-08-31';
    const [usual, other] = [await started(), await started({ settings: { 'auth.missing': '401' } })];
    expect((await usual.get(list)).status).toBe(403);
    await usual.call('PATCH', '/_sim/settings', { body: { 'auth.missing': '401' } });
    expect((await usual.get(list)).status).toBe(401);
    expect((await other.get(list)).status).toBe(401);
    const basic = { headers: { authorization: 'Basic abc' } };
    expect((await other.get(list, basic)).status).toBe(401);
  });

  test('a token from the token endpoint opens an API', async () => {
    const { call, get } = await started();
    const [publisher] = (await get('/_sim/accounts')).body.publishers;
    const issued = await call('POST', `/${publisher.tenantId}/oauth2/token`, {
      form: {
        grant_type: 'client_credentials',
        client_secret: 'any',
        client_id: publisher.applicationId,
        resource: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
      },
    });
    const headers = { authorization: `Bearer ${issued.body.access_token}` };
    const list = await get('/api/saas/subscriptions?api-version=2018-08-31', { headers });
    expect([list.status, list.headers.get('x-marketsim-now')]).toEqual([200, '2026-01-05T09:00:00.000Z']);
    const wrongApi = await get('/v1/customers', { headers });
    expect(wrongApi.status).toBe(401);
  });

  test('a repeated write is answered again from a receipt in the log of its world', async () => {
    const { post, simulator } = await started();
    const headers = {
      authorization: 'Bearer dev-admin-agent',
      'MS-RequestId': '3f1d2c5a-4c7e-4c1a-9a53-0e16a1b010a7',
    };
    const address = {
      country: 'US',
      city: 'Seattle',
      state: 'WA',
      addressLine1: '1 Main Street',
      postalCode: '98101',
      firstName: 'Ann',
      lastName: 'Lee',
      phoneNumber: '2065550100',
    };
    const body = {
      companyProfile: { domain: 'newcomer.onmicrosoft.com' },
      billingProfile: {
        culture: 'en-US',
        email: 'ann@newcomer.example',
        language: 'en',
        companyName: 'Newcomer',
        defaultAddress: address,
      },
    };
    const first = await post('/v1/customers', body, { headers });
    expect(first.status).toBe(201);
    const again = await post('/v1/customers', body, { headers });
    expect([again.status, again.text]).toEqual([201, first.text]);
    const { log } = await simulator.worlds.require();
    const types = log.entries().map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['CustomerCreated', 'CallNoted', 'ReceiptKept']);
  });

  test('a fault in the way of both APIs', async () => {
    const { get } = await started({
      intercept: ({ request: { path } }) =>
        path.startsWith('/v1') ? { kind: 'reply', reply: { status: 503, body: { code: 1 } } } : undefined,
    });
    const headers = { authorization: 'Bearer dev-admin-agent' };
    expect((await get('/v1/customers', { headers })).status).toBe(503);
  });
});

describe('who may control', () => {
  const health = '/_sim/health';

  test('loopback names and pages of this machine pass, others do not', async () => {
    const { simulator } = await started();
    const call = (headers: Readonly<Record<string, string>>) =>
      request(simulator.url).get(health).set(headers);
    for (const host of ['localhost:4600', '127.0.0.1', '[::1]:4600', 'sim.localhost']) {
      await call({ Host: host }).expect(200);
    }
    for (const host of [
      'marketsim.example',
      '192.168.0.9:4600',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
    ]) {
      const { body } = await call({ Host: host }).expect(403);
      expect(body.error).toMatchObject({ code: 'foreignCaller', message: expect.stringContaining(host) });
    }
    await call({ Origin: 'http://localhost:3000' }).expect(200);
    await call({ Origin: 'https://evil.example' }).expect(403);
    await call({ Origin: 'null' }).expect(403);
    await call({ Host: 'evil.example', 'x-marketsim-control-token': '' }).expect(403);
  });

  test.each(['/_sim/worlds', '//_sim/worlds', '/_sim//worlds', '/_SIM/worlds/', '///_Sim///worlds'])(
    'other pages are refused however a path is spelled: %s',
    async (path) => {
      const { simulator } = await started();
      const call = (method: 'get' | 'post') => request(simulator.url)[method](path);
      await call('get').expect(200);
      await call('get').set('Origin', 'https://evil.example').expect(403);
      await call('post').set('Origin', 'https://evil.example').send({ name: 'theirs' }).expect(403);
      expect(simulator.worlds.list().map(({ name }) => name)).not.toContain('theirs');
    },
  );

  test('a control token opens it for others', async () => {
    const { simulator } = await started({ controlToken: 's3cret' });
    const call = (headers: Readonly<Record<string, string>>) =>
      request(simulator.url).get(health).set(headers);
    await call({ Host: 'sim.example' }).expect(403);
    await call({ Host: 'sim.example', 'x-marketsim-control-token': 'wrong' }).expect(403);
    await call({ Host: 'sim.example', 'x-marketsim-control-token': 's3cret' }).expect(200);
    await call({}).expect(200);
  });

  test('publishers pass with their bearer alone, the marketplace APIs are open to any name', async () => {
    const { simulator } = await started();
    await request(simulator.url)
      .post('/_sim/publisher/subscriptions/x/licenses')
      .set({ Host: 'sim.example', Authorization: 'Bearer dev-publisher' })
      .send({ assigned: 1 })
      .expect(404);
    await request(simulator.url)
      .get('/v1/customers')
      .set({ Host: 'api.partnercenter.microsoft.com', Authorization: 'Bearer dev-admin-agent' })
      .expect(200);
  });
});

describe('startSimulator', () => {
  test('a taken port is told clearly', async () => {
    const { simulator } = await started();
    await expect(startSimulator({ port: simulator.port })).rejects.toThrow(
      `port ${simulator.port} of 127.0.0.1 is taken`,
    );
    await expect(startSimulator({ host: '192.0.2.1' })).rejects.toThrow(
      '192.0.2.1 is no address of this machine',
    );
  });

  test('wrong options are told at the start', async () => {
    await expect(startSimulator({ world: '/nowhere/world.yaml' })).rejects.toThrow(
      '/nowhere/world.yaml: there is no such file',
    );
    await expect(startSimulator({ seed: 1.5 })).rejects.toMatchObject({ code: 'seedInvalid' });
    await expect(startSimulator({ settings: { nope: true } })).rejects.toMatchObject({
      code: 'settingUnknown',
    });
    await expect(startSimulator({ startsAt: 'now' })).rejects.toMatchObject({ code: 'instantInvalid' });
  });

  test('engine, advance and reset work on the world that is named', async () => {
    const { simulator } = await started({ seed: 3, startsAt: '2026-04-30T12:00:00Z' });
    await simulator.worlds.create('other');
    await simulator.advance('P1M', 'other');
    expect((await simulator.engine('other')).now()).toBe('2026-05-30T12:00:00.000Z');
    expect((await simulator.engine()).now()).toBe('2026-04-30T12:00:00.000Z');
    expect((await simulator.engine()).seed).toBe(3);
    await simulator.reset('other');
    expect((await simulator.engine('other')).now()).toBe('2026-04-30T12:00:00.000Z');
    await expect(simulator.engine('none')).rejects.toMatchObject({ code: 'worldUnknown' });
    await expect(simulator.advance('soon')).rejects.toMatchObject({ code: 'durationInvalid' });
  });

  test('close ends connections that are kept alive', async () => {
    const simulator = await startSimulator();
    await fetch(`${simulator.url}/_sim/health`, { headers: { connection: 'keep-alive' } });
    await simulator.close();
    await expect(fetch(`${simulator.url}/_sim/health`)).rejects.toThrow();
  });
});
