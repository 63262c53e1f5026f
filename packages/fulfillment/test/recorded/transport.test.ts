import { describe, expect, test } from 'vitest';
import { api, unknownId } from '../support/api.ts';
import { active, guid, operationAt, patch, root } from '../support/direct.ts';

const version = 'api-version=2018-08-31';

describe('addresses', () => {
  test('[R] SF 1.1: links lead to a host of the service’s own where links.base has one', async () => {
    const base = 'https://main.prod.marketplaceapi.azure.com';
    const { world, id } = active({ settings: { 'links.base': base, 'list.pageSize': 1 } });
    world.buyDirect();
    const { headers } = await patch(world, id, { quantity: 20 }).expect(202);
    const { body } = await world.call('get').expect(200);
    expect(new URL(headers['operation-location'] ?? '').origin).toBe(base);
    expect(new URL(body['@nextLink']).origin).toBe(base);
  });

  test.each(['', '/'])(
    '[R] SF 1.1: the list answers with the slash at its end and without: "%s"',
    async (end) => {
      const { world, id } = active();
      expect((await world.call('get', end).expect(200)).body.subscriptions).toMatchObject([{ id }]);
    },
  );

  test('[R] SF 1.1: the operation id is the seventh segment of Operation-Location', async () => {
    const { world, id } = active();
    const { headers } = await patch(world, id, { quantity: 20 }).set('host', 'here:1').expect(202);
    const location = headers['operation-location'];
    expect(location).toBe(`http://here:1${root}/${id}/operations/${headers['operation-id']}?${version}`);
    // As .NET counts segments: the first one is the slash at the beginning.
    expect(`/${new URL(location ?? '').pathname}`.split('/').slice(1)[6]).toBe(headers['operation-id']);
  });
});

describe('headers', () => {
  test('[R] SF 1.2: the ids that Azure SDKs send are taken, and nothing more is asked for', async () => {
    const { world } = active();
    const { headers } = await world
      .call('get')
      .set('x-ms-client-request-id', '5b0c2f1e-8d47-4a96-b3e2-71c9d05f8a64')
      .set('x-ms-return-client-request-id', 'true')
      .set('traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00')
      .expect(200);
    expect(headers['x-ms-requestid']).toMatch(guid);
  });

  test('[R] SF 1.3: x-ms-requestid and x-ms-correlationid come back', async () => {
    const { headers } = await api()
      .call('get')
      .set('x-ms-requestid', 'mine')
      .set('x-ms-correlationid', 'ours')
      .expect(200);
    expect([headers['x-ms-requestid'], headers['x-ms-correlationid']]).toEqual(['mine', 'ours']);
  });

  test('[R] SF 1.3: a caller without either gets one new GUID as both', async () => {
    const { headers } = await api().call('get').expect(200);
    expect(headers['x-ms-requestid']).toMatch(guid);
    expect(headers['x-ms-correlationid']).toBe(headers['x-ms-requestid']);
  });

  test('[R] SF 1.3: x-ms-activityid is new for each call and like neither of the two', async () => {
    const { call } = api();
    const [first, second] = [await call('get').expect(200), await call('get').expect(200)];
    const { 'x-ms-activityid': activity, 'x-ms-requestid': request } = first.headers;
    expect(activity).toMatch(guid);
    expect(activity).not.toBe(request);
    expect(second.headers['x-ms-activityid']).not.toBe(activity);
  });

  test('[R] SF 1.3: a body is application/json; charset=utf-8, and where there is none no type is told', async () => {
    const { world, id } = active();
    const read = await world.call('get', `/${id}`).expect(200);
    expect(read.headers['content-type']).toBe('application/json; charset=utf-8');
    const accepted = await patch(world, id, { quantity: 20 }).expect(202);
    expect(accepted.headers['content-type']).toBeUndefined();
    expect(accepted.headers['content-length']).toBe('0');
  });

  test.each([
    ['S2', () => ''],
    ['S3', (id: string) => `/${id}`],
    ['S4', (id: string) => `/${id}/listAvailablePlans`],
    ['O1', (id: string) => `/${id}/operations`],
  ])('[R] SF 1.3, 2.5: %s has a quoted GUID as ETag', async (_, path) => {
    const { world, id } = active();
    const { headers } = await world.call('get', path(id)).expect(200);
    expect(headers['etag']).toMatch(/^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/);
  });

  test('[R] SF 1.3: 202 has Operation-Location, Operation-Id and Retry-After 10', async () => {
    const { world, id } = active();
    const { headers } = await patch(world, id, { planId: 'fleet' }).expect(202);
    expect(headers).toMatchObject({
      'operation-location': expect.stringContaining(`/operations/${headers['operation-id']}?`),
      'operation-id': expect.stringMatching(guid),
      'retry-after': '10',
    });
  });

  test('[R] SF 1.3: the operation has the id that a caller without ids gets back', async () => {
    const { world, id } = active();
    const { headers } = await patch(world, id, { quantity: 20 }).expect(202);
    const ids = [headers['operation-id'], headers['x-ms-requestid'], headers['x-ms-correlationid']];
    expect(new Set(ids).size).toBe(1);
    expect(await operationAt(world, headers['operation-location'])).toMatchObject({ id: ids[0] });
  });

  test('[R] SF 1.3: what only the infrastructure of the service adds is left out', async () => {
    const { headers } = await api().call('get', `/${unknownId}`).expect(404);
    for (const name of ['set-cookie', 'x-azure-ref', 'x-powered-by', 'x-content-type-options', 'x-cache'])
      expect(headers[name]).toBeUndefined();
  });
});
