import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { startSimulator } from '../src/index.ts';
import { type Caller, started } from './support/running.ts';

const agent = { authorization: 'Bearer dev-admin-agent' } as const;

async function requestsOf({ get }: Caller, query = ''): Promise<readonly Record<string, unknown>[]> {
  const { status, body } = await get(`/_sim/requests${query}`);
  expect(status).toBe(200);
  return body.requests;
}

const numbersOf = async (caller: Caller, query: string): Promise<readonly unknown[]> =>
  (await requestsOf(caller, query)).map(({ number }) => number);

/** A simulator that has been called: well, wrongly, in a second world, and where nothing is. */
async function called(): Promise<Caller> {
  const caller = await started();
  const { get, post, call } = caller;
  await get('/v1/customers', { headers: agent });
  await get('/v1/customers/nobody?a=B', {
    headers: { ...agent, 'MS-RequestId': 'R-1', 'MS-CorrelationId': 'C-1' },
  });
  await post('/_sim/worlds', { name: 'other' });
  await call('PATCH', '/_sim/settings?world=other', { body: { 'no.such': 1 } });
  await get('/nothing/here');
  return caller;
}

describe('CTL-46: the list of requests', () => {
  test('has what was asked, in the order of the answers, with what the answer was', async () => {
    const list = await requestsOf(await called());
    expect(list).toMatchObject([
      { number: 1, method: 'GET', path: '/v1/customers', route: 'CUS-1', status: 200, world: 'default' },
      { number: 2, path: '/v1/customers/nobody?a=B', route: 'CUS-3', status: 400, code: 900118 },
      { number: 3, method: 'POST', path: '/_sim/worlds', route: 'CTL-3', status: 201 },
      { number: 4, method: 'PATCH', route: 'CTL-10', status: 404, code: 'settingUnknown', world: 'other' },
      { number: 5, path: '/nothing/here', status: 404, code: 'noSuchAddress' },
    ]);
    expect(list[1]).toMatchObject({ requestId: 'R-1', correlationId: 'C-1' });
    expect(list[0]).toMatchObject({ worldTime: '2026-01-05T09:00:00.000Z', tookMs: expect.any(Number) });
    expect(Date.parse(String(list[0]?.['at']))).toBeLessThanOrEqual(Date.now());
    expect(list[2]).not.toHaveProperty('world');
    expect(list[0]).not.toHaveProperty('request');
  });

  test.each([
    ['', [1, 2, 3, 4, 5]],
    ['?world=other', [4]],
    ['?world=nowhere', []],
    ['?method=post', [3]],
    ['?path=CUSTOMERS', [1, 2]],
    ['?path=a=B', [2]],
    ['?status=404', [4, 5]],
    ['?status=4xx', [2, 4, 5]],
    ['?status=2xx', [1, 3]],
    ['?status=0', []],
    ['?code=900118', [2]],
    ['?code=settingunknown', [4]],
    ['?requestId=r-1', [2]],
    ['?correlationId=c-1', [2]],
    ['?correlationId=r-1', []],
    ['?status=4xx&world=default', [2]],
    ['?limit=2', [4, 5]],
    ['?limit=1&status=2xx', [3]],
    ['?after=2', [3, 4, 5]],
    ['?after=2&limit=2', [3, 4]],
    ['?after=0&limit=1&status=4xx', [2]],
    ['?after=99', []],
  ])('%s: %j', async (query, numbers) => {
    expect(await numbersOf(await called(), query)).toEqual(numbers);
  });

  test('says how many there are, and where the next page begins', async () => {
    const { get } = await called();
    const bodyOf = async (query: string) => (await get(`/_sim/requests?${query}`)).body;
    expect(await bodyOf('limit=2')).toMatchObject({ count: 5 });
    expect(await bodyOf('limit=2')).not.toHaveProperty('next');
    expect(await bodyOf('after=1&limit=2')).toMatchObject({ count: 4, next: 3 });
    expect(await bodyOf('after=3&limit=2')).toEqual({
      count: 2,
      requests: [expect.anything(), expect.anything()],
    });
  });

  test('is about the world of the header, too, and refuses two of them', async () => {
    const { get } = await called();
    const headers = { 'x-marketsim-world': 'other' };
    const { body } = await get('/_sim/requests', { headers });
    expect(body.requests).toMatchObject([{ number: 4 }]);
    const contradicted = await get('/_sim/requests?world=default', { headers });
    expect([contradicted.status, contradicted.body.error.code]).toEqual([400, 'contradictedWorld']);
  });

  test.each([
    ['status=4yx', 'status'],
    ['status=4XXX', 'status'],
    ['after=-1', 'after'],
    ['after=x', 'after'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
  ])('%s is refused', async (query, target) => {
    const { status, body } = await (await started()).get(`/_sim/requests?${query}`);
    expect([status, body.error.code, body.error.target]).toEqual([400, 'invalid', target]);
  });

  test('looking at the journal adds nothing to it', async () => {
    const caller = await called();
    for (const path of ['', '/1', '/99', '?limit=0', '//']) await caller.get(`/_sim/requests${path}`);
    await caller.post('/_sim/requests');
    expect(await numbersOf(caller, '')).toEqual([1, 2, 3, 4, 5]);
  });

  test('keeps what came to a world that is gone', async () => {
    const caller = await called();
    await caller.call('DELETE', '/_sim/worlds/other');
    expect(await numbersOf(caller, '?world=other')).toEqual([4]);
  });

  test('makes no world', async () => {
    const caller = await started();
    await requestsOf(caller, '?world=default');
    expect((await caller.get('/_sim/health')).body.worlds).toEqual([]);
  });
});

describe('CTL-47: one request', () => {
  test('has both sides of the exchange', async () => {
    const { get } = await called();
    const { body } = await get('/_sim/requests/4');
    expect(body.request).toMatchObject({
      headers: { 'content-type': 'application/json', 'user-agent': expect.any(String) },
      body: '{"no.such":1}',
    });
    expect(JSON.parse(body.reply.body).error.code).toBe('settingUnknown');
    expect(body.reply.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': body.requestId,
    });
  });

  test('tells who called, also where the API refused', async () => {
    const caller = await started();
    await caller.get('/v1/customers', { headers: { authorization: 'Bearer dev-publisher' } });
    await caller.get('/v1/customers', { headers: agent });
    await caller.get('/v1/customers');
    const { directory } = await caller.simulator.worlds.require();
    const list = await requestsOf(caller);
    const { tenantId, applicationId } = directory.publisher() ?? {};
    expect(list).toMatchObject([
      {
        status: 401,
        world: 'default',
        worldTime: '2026-01-05T09:00:00.000Z',
        caller: { kind: 'app', tenantId, applicationId, roles: [] },
      },
      { status: 200, caller: { kind: 'user', userName: expect.any(String), roles: ['AdminAgent'] } },
      { status: 401 },
    ]);
    expect(list[2]).not.toHaveProperty('caller');
  });

  test.each(['0', '6', 'x', '1.5', '-1'])('%s is not there', async (number) => {
    const { get } = await called();
    const { status, body } = await get(`/_sim/requests/${number}`);
    expect([status, body.error.code]).toEqual([404, 'requestUnknown']);
    expect(body.error.message).toContain('the last one is 5');
  });

  test('is described, with the list, in the document of the control API', async () => {
    const { paths } = (await (await started()).get('/openapi/control.json')).body;
    expect(paths['/_sim/requests'].get.operationId).toBe('CTL-46');
    expect(paths['/_sim/requests/{number}'].get.operationId).toBe('CTL-47');
  });
});

describe('what no endpoint answered is in the journal', () => {
  test('a connection that was dropped on purpose', async () => {
    const caller = await started({ intercept: () => ({ kind: 'reset' }) });
    await caller.get('/v1/customers', { headers: agent }).catch(() => undefined);
    const { body } = await caller.get('/_sim/requests/1');
    expect(body).toMatchObject({ status: 0, route: 'CUS-1', world: 'default', request: {} });
    expect(body).not.toHaveProperty('reply');
    expect(body).not.toHaveProperty('callerLeft');
  });

  test('a failure, with the reason that the caller is not told', async () => {
    const caller = await started({
      intercept: () => {
        throw new Error('out of luck', { cause: new TypeError('no luck left') });
      },
    });
    const answer = await caller.get('/v1/customers', { headers: agent });
    expect([answer.status, answer.text]).toEqual([500, expect.not.stringContaining('luck')]);
    const { failure } = (await caller.get('/_sim/requests/1')).body;
    expect(failure).toMatch(/^Error: out of luck\n {4}at [\s\S]*TypeError: no luck left/);
  });

  test('a method that an address does not take', async () => {
    const caller = await started();
    await caller.call('DELETE', '/v1/customers', { headers: agent });
    expect(await requestsOf(caller)).toMatchObject([{ method: 'DELETE', status: 405 }]);
  });

  test('a call that comes from elsewhere and may not control', async () => {
    const caller = await started();
    await request(caller.simulator.url).get('/_sim/health').set('Origin', 'https://evil.example').expect(403);
    const { body } = await caller.get('/_sim/requests/1');
    expect(body).toMatchObject({ path: '/_sim/health', status: 403, code: 'foreignCaller' });
    expect(body.request.headers.origin).toBe('https://evil.example');
    expect(body.reply.body).toContain('evil.example');
  });

  test('a stream that was opened, and one that was refused', async () => {
    const caller = await started();
    const stop = new AbortController();
    const headers = { accept: 'text/event-stream' };
    await fetch(`${caller.simulator.url}/_sim/clock`, { headers, signal: stop.signal });
    stop.abort();
    await caller.get('/_sim/events?after=x', { headers });
    expect(await requestsOf(caller)).toMatchObject([
      { path: '/_sim/clock', status: 200 },
      { path: '/_sim/events?after=x', status: 400, code: 'invalid' },
    ]);
  });
});

test('a simulator hands out its journal, and tells whoever else wants to hear', async () => {
  const heard: string[] = [];
  const simulator = await startSimulator({ onFinished: ({ path }) => heard.push(path) });
  await fetch(`${simulator.url}/_sim/health`);
  await simulator.close();
  expect(heard).toEqual(['/_sim/health']);
  expect(simulator.requests.find(1)?.path).toBe('/_sim/health');
});
