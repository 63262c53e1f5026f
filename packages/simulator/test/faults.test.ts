import { describe, expect, test } from 'vitest';
import type { WorldDefinitionInput } from '../src/index.ts';
import { started } from './support/running.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { told } from './support/told.ts';

const isv = { authorization: 'Bearer dev-publisher' } as const;
const agent = { authorization: 'Bearer dev-admin-agent' } as const;
const list = '/api/saas/subscriptions?api-version=2018-08-31';

describe('faults of the wire, on both APIs', () => {
  test('429 with Retry-After in the form of each API, as often as was said', async () => {
    const at = await started();
    const on = await at.post('/_sim/faults', { name: 'throttled', count: 2 });
    expect([on.status, on.body]).toMatchObject([201, { name: 'throttled', isOn: true, struck: 0, count: 2 }]);
    const publisher = await at.get(list, { headers: isv });
    expect([publisher.status, publisher.headers.get('retry-after'), publisher.body]).toEqual([
      429,
      '10',
      { error: { code: 'TooManyRequests', message: 'Retry later.' } },
    ]);
    const partner = await at.get('/v1/customers', { headers: agent });
    expect([partner.status, partner.headers.get('retry-after'), partner.body.statusCode]).toEqual([
      429,
      '57',
      429,
    ]);
    const { requests } = (await at.get('/_sim/requests?status=429')).body;
    expect(requests).toMatchObject([{ code: 'TooManyRequests' }, { code: 'throttled' }]);
    expect((await at.get(list, { headers: isv })).status).toBe(200);
    expect((await at.get('/_sim/faults')).body.faults).toEqual([]);
    expect((await at.get('/_sim/faults?all=true')).body.faults).toMatchObject([{ struck: 2, isOn: false }]);
  });

  test.each([
    ['status', { status: 418 }, [418, '{"error":{"code":"UnexpectedError"']],
    ['unavailable', { retryAfter: 7 }, [503, '<!DOCTYPE html>']],
    ['latency', { ms: 1 }, [200, '{"subscriptions"']],
    ['drip', { pauseMs: 1 }, [200, '{"subscriptions"']],
  ] as const)('%s with %j', async (name, parameters, [status, text]) => {
    const at = await started();
    expect((await at.post('/_sim/faults', { name, parameters })).status).toBe(201);
    const answer = await at.get(list, { headers: isv });
    expect([answer.status, answer.text.startsWith(text)]).toEqual([status, true]);
  });

  test.each(['reset', 'lost', 'truncated'])('%s breaks the connection', async (name) => {
    const at = await started();
    await at.post('/_sim/faults', { name, route: 'S2', count: 1 });
    await expect(at.get(list, { headers: isv })).rejects.toThrow(/fetch failed|terminated/);
    expect((await at.get(list, { headers: isv })).status).toBe(200);
  });
});

describe('a refusal on demand', () => {
  test('comes from every endpoint that names it, and from no other', async () => {
    const at = await started();
    await at.post('/_sim/faults', { name: 'refusal', parameters: { code: 900309 } });
    const partner = await at.get('/v1/customers', { headers: agent });
    expect([partner.status, partner.body.code]).toEqual([403, 900309]);
    expect((await at.get(list, { headers: isv })).status).toBe(200);
  });
});

describe('which requests a fault strikes', () => {
  test('those of its endpoint, API, publisher and subscription', async () => {
    const at = await told();
    const [one, other] = [at.buyActive(), at.buyActive()];
    const statusOf = async (path: string, token = 'dev-publisher') =>
      (
        await at.get(`/api/saas/subscriptions${path}?api-version=2018-08-31`, {
          headers: { authorization: `Bearer ${token}` },
        })
      ).status;
    const on = async (scope: object) => {
      expect((await at.post('/_sim/faults', { name: 'status', ...scope })).status).toBe(201);
    };
    await on({ subscriptionId: one.toUpperCase() });
    expect([await statusOf(`/${one}`), await statusOf(`/${other}`)]).toEqual([500, 200]);
    const patched = await at.setQuantity(one, 12);
    expect([patched.status, patched.body]).toMatchObject([500, { code: 500, data: [], source: 'PartnerFD' }]);
    await at.call('DELETE', '/_sim/faults');
    await on({ route: 's3' });
    expect([await statusOf(`/${one}`), await statusOf('')]).toEqual([500, 200]);
    await at.call('DELETE', '/_sim/faults');
    await on({ publisherId: 'publisher-2' });
    expect([await statusOf(''), await statusOf('', 'dev-publisher.publisher-2')]).toEqual([200, 500]);
    await at.call('DELETE', '/_sim/faults/status');
    await on({ route: 'partnerCenter' });
    expect([await statusOf(''), (await at.get('/v1/customers', { headers: agent })).status]).toEqual([
      200, 500,
    ]);
  });

  test('FLT-01: a probability strikes the same calls again in a world of the same name and seed', async () => {
    const runs = [await started(), await started()].map(async (at) => {
      await at.post('/_sim/faults', { name: 'F03', parameters: {} });
      await at.post('/_sim/faults', { name: 'status', probability: 0.5, route: 'S2' });
      const statuses: number[] = [];
      for (let n = 0; n < 12; n++) statuses.push((await at.get(list, { headers: isv })).status);
      return statuses;
    });
    const [first, second] = await Promise.all(runs);
    expect(first).toEqual(second);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  test('FLT-02: the count goes on where it stood after a restart', async () => {
    const dataFolder = await temporaryFolder();
    const before = await started({ dataFolder });
    await before.post('/_sim/faults', { name: 'status', count: 2 });
    expect((await before.get(list, { headers: isv })).status).toBe(500);
    await before.simulator.close();
    const after = await started({ dataFolder });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await after.get(list, { headers: isv })).status);
    expect(statuses).toEqual([500, 200, 200]);
  });
});

test.each([
  [{ name: 'nope' }, 400, 'name', 'there is no fault "nope"'],
  [{ name: 'F27' }, 400, 'name', 'F27 is no fault but a state of the world'],
  [{ name: 'F25' }, 400, 'name', 'F25 is no fault but a mistake of the client'],
  [{ name: 'status', parameters: { status: 200 } }, 400, 'parameters', 'status: '],
  [{ name: 'F16', parameters: { often: 2 } }, 400, 'parameters', 'often'],
  [{ name: 'status', route: 'S99' }, 400, 'route', '"S99" is no route'],
  [{ name: 'F06', subscriptionId: 'any' }, 400, 'subscriptionId', 'F06 takes none'],
  [{ name: 'F06', route: 'S1' }, 400, 'route', 'F06'],
  [{ name: 'status', count: 0 }, 400, 'count', 'count'],
  [{ name: 'status', probability: 2 }, 400, 'probability', 'probability'],
  [{ name: 'status', publisherId: 'nobody' }, 404, undefined, 'publisher not found'],
  [{ name: 'status', subscriptionId: 'nothing' }, 404, undefined, 'subscription not found'],
] as const)('%j is refused, and nothing is switched on', async (wish, status, target, words) => {
  const at = await started();
  const answer = await at.post('/_sim/faults', wish);
  expect([answer.status, answer.body.error.target]).toEqual([status, target]);
  expect(answer.body.error.message).toContain(words);
  expect((await at.get('/_sim/faults?all=true')).body.faults).toEqual([]);
});

test('a fault is found by id and by name, and switched off by either; the settings of the world stay', async () => {
  const at = await started();
  const { body: on } = await at.post('/_sim/faults', { name: 'f20' });
  expect((await at.get('/_sim/settings')).body.settings['ops.patchBeforeReply']).toBe('accept');
  for (const path of [on.id, 'F20', 'f20'])
    expect((await at.get(`/_sim/faults/${path}`)).body.faults).toMatchObject([{ id: on.id, name: 'F20' }]);
  const off = await at.call('DELETE', '/_sim/faults/F20');
  expect([off.status, off.body.faults]).toMatchObject([200, [{ id: on.id, isOn: false }]]);
  expect((await at.get('/_sim/settings')).body.settings['ops.patchBeforeReply']).toBe('accept');
  const again = await at.call('DELETE', '/_sim/faults/F20');
  expect([again.status, again.body.error.code]).toEqual([404, 'faultNotFound']);
  expect((await at.call('DELETE', `/_sim/faults/${on.id}`)).status).toBe(404);
});

describe('faults in a world file', () => {
  const world = (faults: NonNullable<WorldDefinitionInput['faults']>) => ({
    version: 1 as const,
    publishers: [{ alias: 'harbor', name: 'Harbor' }],
    faults,
  });

  test('are on from the beginning, and again after a reset', async () => {
    const faults = [
      { name: 'F05', publisher: 'harbor', count: 1 },
      { name: 'F20', publisher: 'harbor', count: 2 },
      { name: 'throttled', route: 's2', parameters: { retryAfter: 3 } },
    ];
    const at = await started({ world: world(faults) });
    const { body } = await at.get('/_sim/faults');
    expect(body.faults).toMatchObject([
      { name: 'F05', publisherId: 'harbor', count: 1 },
      { name: 'F20', publisherId: 'harbor', count: 2 },
      { name: 'throttled', route: 'S2', parameters: { retryAfter: 3 } },
    ]);
    expect((await at.get(list, { headers: isv })).status).toBe(403);
    await at.simulator.reset();
    expect((await at.get('/_sim/faults')).body.faults).toMatchObject([{ struck: 0 }, {}, {}]);
  });

  test.each([
    [{ name: 'F99' }, 'faults[0].name'],
    [{ name: 'status', publisher: 'nobody' }, 'faults[0].publisher'],
    [{ name: 'status', parameters: { status: 1 } }, 'faults[0].parameters'],
    [{ name: 'status', often: 1 }, 'faults[0]'],
  ])('%j is refused at %s', async (fault, path) => {
    await expect(started({ world: world([fault]) })).rejects.toThrow(path);
  });
});
