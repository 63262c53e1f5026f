import { StorageFailure } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { box, boxes, owner } from './sample/call.ts';
import { type SampleOptions, sample } from './sample/sample.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('headers', () => {
  test('the caller’s ids come back, and the world’s instant', async () => {
    const { http, records } = sample();
    const { headers } = await http
      .get(box)
      .set(owner)
      .set({ 'ms-requestid': 'r-1', 'MS-CORRELATIONID': 'c-1' });
    expect(headers).toMatchObject({
      'ms-requestid': 'r-1',
      'ms-correlationid': 'c-1',
      'x-marketsim-now': '2026-01-31T00:00:00.000Z',
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength('{"id":"b1","label":"größer"}')),
    });
    expect(headers['x-base']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(headers['x-powered-by'] ?? headers['etag']).toBeUndefined();
    expect(records).toMatchObject([
      {
        contractId: 'BOX-2',
        method: 'GET',
        path: box,
        status: 200,
        requestId: 'r-1',
        correlationId: 'c-1',
        world: 'w1',
        callerLeft: false,
        sent: { answer: { text: '{"id":"b1","label":"größer"}' }, now: '2026-01-31T00:00:00.000Z' },
      },
    ]);
    expect(records[0]?.rawHeaders).toContain('MS-CORRELATIONID');
    expect(records[0]?.tookMs).toBeGreaterThan(0);
  });

  test('links start where the Host header says the caller came from', async () => {
    const { http } = sample();
    const { headers } = await http.get(box).set(owner).set('Host', 'market.test:81');
    expect(headers['x-base']).toBe('http://market.test:81');
  });

  test('an answer’s own header replaces the API’s', async () => {
    const { http } = sample();
    const { headers } = await http.get(box).set(owner);
    expect(headers['ms-cv']).toBe('own');
  });

  test('absent ids are made up: two, or one for both where the API says so', async () => {
    const separate = (await sample().http.get(box).set(owner)).headers;
    expect(separate['ms-requestid']).toMatch(guid);
    expect(separate['ms-correlationid']).not.toBe(separate['ms-requestid']);
    const same = (await sample({ sameIds: true }).http.get(box).set(owner)).headers;
    expect(same['ms-correlationid']).toBe(same['ms-requestid']);
    const half = await sample({ sameIds: true }).http.get(box).set(owner).set('MS-RequestId', 'r-1');
    expect(half.headers['ms-correlationid']).toMatch(guid);
  });

  test('a refusal has the API’s headers, the instant only when the world is known', async () => {
    const { http } = sample();
    const denied = await http.get(box).expect(401);
    expect(denied.headers['ms-requestid']).toMatch(guid);
    expect(denied.headers['x-marketsim-now']).toBeUndefined();
    const foreign = await http.get('/v1/customers/c2/boxes/b1').set(owner).expect(403);
    expect(foreign.headers['x-marketsim-now']).toBe('2026-01-31T00:00:00.000Z');
    const lost = await http.get('/v1/nothing').set('MS-RequestId', 'r-9').expect(404);
    expect(lost.headers['ms-requestid']).toBe('r-9');
  });

  test('204 has neither body nor length', async () => {
    const { headers, text } = await sample().http.delete(box).set(owner).expect(204);
    expect([headers['content-length'], headers['content-type'], text]).toEqual([undefined, undefined, '']);
  });
});

describe('bytes', () => {
  test('go out as they are, with their type and length; HEAD gets the headers alone', async () => {
    const { http } = sample();
    const { body, headers } = await http.get('/v1/misbehave/bytes').set(owner).expect(200);
    expect(Uint8Array.from(body)).toEqual(Uint8Array.of(0, 128, 255));
    const expected = { 'content-type': 'application/octet-stream', 'content-length': '3' };
    expect(headers).toMatchObject(expected);
    const bare = await http.head('/v1/misbehave/bytes').set(owner).expect(200);
    expect(bare.headers).toMatchObject(expected);
  });
});

describe('failures', () => {
  test.each([
    ['thrown in a handler', () => sample().http.get('/v1/misbehave/throw')],
    ['thrown in an asynchronous handler', () => sample().http.patch(box).send({ label: 'explode' })],
  ])('%s: rendered by the API, without a stack', async (_name, call) => {
    const { status, text } = await call().set(owner);
    expect([status, JSON.parse(text).code]).toEqual([500, 'unexpected']);
    expect(text).not.toMatch(/\.ts|at /);
  });

  test('the journal gets what the caller does not', async () => {
    const { http, records } = sample();
    await http.get('/v1/misbehave/throw').set(owner);
    expect(records[0]).toMatchObject({ contractId: 'BOX-8', status: 500, error: new Error('secret detail') });
  });

  test.each([
    ['at the top of its body', { code: 2001 }, 2001],
    ['inside of its error', { error: { code: 'worldUnknown', message: 'none' } }, 'worldUnknown'],
    ['as a word', { error: 'invalid_client', error_codes: [7000215] }, 'invalid_client'],
    ['nowhere', { message: 'no' }, undefined],
    ['in no form that is known', { error: [1], code: { value: 1 } }, undefined],
    ['in no body', undefined, undefined],
  ])('the journal is told how a refusal calls itself: %s', async (_where, body, code) => {
    const { http, records } = sample({ render: () => ({ status: 400, body }) });
    await http.get('/v1/nothing').expect(400);
    expect(records[0]?.code).toBe(code);
  });

  test('a renderer that fails is answered for', async () => {
    const broken = sample({
      render: () => {
        throw new Error('secret detail');
      },
    });
    await broken.http.get('/v1/nothing').expect(500, { message: 'Internal server error' });
    expect(broken.records[0]).toMatchObject({ status: 500, error: new Error('secret detail') });
  });

  test('an answer that cannot be put on the wire is a bare 500', async () => {
    const { http, records } = sample();
    await http.get('/v1/misbehave/header').set(owner).expect(500, { message: 'Internal server error' });
    expect(records[0]).toMatchObject({ status: 500, error: { code: 'ERR_INVALID_CHAR' } });
  });
});

describe('checking replies', () => {
  test.each([
    ['wrong', 'Error: BOX-8 200 departs from its contract: n: expected integer, got "wrong"'],
    ['more', 'Error: BOX-8 200 departs from its contract: more: the contract does not know it'],
    ['status', 'Error: BOX-8 answered 202, its contract declares 200, 404, 401, 413, 503'],
    ['refuse', 'Error: BOX-8 answered 418, its contract declares 200, 404, 401, 413, 503'],
  ])('%s', async (how, error) => {
    const { body } = await sample().http.get(`/v1/misbehave/${how}`).set(owner).expect(500);
    expect(body.problem).toEqual({ kind: 'unexpected', error });
  });

  test('unchecked, a reply goes out as it is', async () => {
    const { http } = sample({ checkReplies: false });
    await http.get('/v1/misbehave/wrong').set(owner).expect(200, { n: 'wrong' });
    await http.get('/v1/misbehave/status').set(owner).expect(202, {});
    await http.get('/v1/misbehave/refuse').set(owner).expect(418);
  });
});

describe('durability', () => {
  test('no answer leaves before the world is durable', async () => {
    const written = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const { http, ran } = sample({
      durable: () => {
        asked.resolve();
        return written.promise;
      },
    });
    let answered = false;
    const call = http
      .post(boxes)
      .set(owner)
      .send({})
      .then((res) => {
        answered = true;
        return res;
      });
    await asked.promise;
    expect([ran, answered]).toEqual([['create'], false]);
    written.resolve();
    expect((await call).status).toBe(201);
  });

  const lost = new StorageFailure('the disk is full');
  const fails = (): never => {
    throw lost;
  };
  const problem = {
    kind: 'unavailable',
    message: 'This world is not served until the simulator starts again: the disk is full',
  };

  test.each<[string, SampleOptions]>([
    ['when that turns out at the end', { durable: () => Promise.reject(lost) }],
    ['when that turns out at the beginning', { enter: fails }],
    ['when that turned out before', { intercept: fails }],
  ])('a world that cannot be written any more serves nothing, %s', async (_, options) => {
    const { http, records } = sample(options);
    for (const call of [http.get(box), http.post(boxes).send({}), http.get(`${boxes}/unknown`)]) {
      const { status, body, headers } = await call.set(owner);
      expect([status, body]).toEqual([503, { code: 'unavailable', problem }]);
      expect(headers['x-marketsim-now']).toBeUndefined();
    }
    expect(records.map(({ status, world, code }) => [status, world, code])).toEqual(
      records.map(() => [503, 'w1', 'unavailable']),
    );
  });

  test('nor does a handler that meets it; the answer is no receipt', async () => {
    const { http, world } = sample();
    const call = () => http.patch(box).set(owner).set('MS-RequestId', 'r-1').send({ label: 'full' });
    for (const { status, body } of [await call(), await call()]) {
      expect([status, body.problem]).toMatchObject([503, { kind: 'unavailable' }]);
    }
    expect(world.receipts.find(`PATCH ${box} r-1`)).toBeUndefined();
  });

  test('nor is what was done answered when its receipt cannot be kept', async () => {
    const { http } = sample({ receipts: { find: () => undefined, keep: fails } });
    const { body } = await http.post(boxes).set(owner).set('MS-RequestId', 'r-1').send({}).expect(503);
    expect(body.problem).toEqual(problem);
  });
});
