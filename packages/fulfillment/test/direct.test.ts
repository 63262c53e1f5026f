import { describe, expect, test } from 'vitest';
import { api, changingNothing, unknownId } from './support/api.ts';
import { ids, moorings, soundings } from './support/catalog.ts';
import { active, deliver, guid, operationAt, patch, root } from './support/direct.ts';

const changes = [
  [{ planId: 'fleet' }, { action: 'ChangePlan', planId: 'fleet', quantity: 10 }],
  [{ quantity: 20 }, { action: 'ChangeQuantity', planId: 'crew', quantity: 20 }],
] as const;

describe('SF 2.2, 5.5: what a publisher sees of it', () => {
  test('the customer is purchaser and user, with its puid, and may do everything', async () => {
    const { world, id } = active();
    const { body } = await world.call('get', `/${id}`).expect(200);
    expect(body).toMatchObject({
      saasSubscriptionStatus: 'Subscribed',
      sandboxType: 'None',
      beneficiary: { tenantId: ids.german, puid: expect.stringMatching(/^[0-9A-F]{16}$/) },
      allowedCustomerOperations: ['Delete', 'Update', 'Read'],
    });
    expect(body.purchaser).toEqual(body.beneficiary);
  });

  test('also from the token of its link, and in the list beside what partners sold', async () => {
    const world = api();
    const [own, sold] = [world.buyDirect({ friendlyName: 'Pilot' }), world.buy()];
    const resolved = await world
      .call('post', '/resolve')
      .set('x-ms-marketplace-token', world.token(own))
      .expect(200);
    expect(resolved.body).toMatchObject({ id: own, subscriptionName: 'Pilot', planId: 'crew', quantity: 10 });
    expect(resolved.body.subscription.purchaser.tenantId).toBe(ids.german);
    const { body } = await world.call('get').expect(200);
    expect(body.subscriptions).toMatchObject([
      { id: own, allowedCustomerOperations: ['Delete', 'Update', 'Read'] },
      { id: sold, allowedCustomerOperations: ['Read'], purchaser: { tenantId: ids.cloudPartner } },
    ]);
  });

  test('a sandbox customer that buys for itself is in no sandbox', async () => {
    const world = api();
    const id = world.buyDirect({ customerId: ids.american });
    expect((await world.call('get', `/${id}`).expect(200)).body.sandboxType).toBe('None');
  });
});

describe('S6, S7: the publisher changes plan or quantity (SF 2.8)', () => {
  test.each(changes)('%j is accepted with the operation to poll', async (asked, expected) => {
    const { world, id } = active();
    const { text, headers } = await patch(world, id, asked).set('host', 'here:1').expect(202);
    expect(text).toBe('');
    const operationId = headers['operation-id'];
    expect(operationId).toMatch(guid);
    expect(headers).toMatchObject({
      'content-length': '0',
      'retry-after': '10',
      'operation-location': `http://here:1${root}/${id}/operations/${operationId}?api-version=2018-08-31`,
      'x-ms-requestid': operationId,
      'x-ms-correlationid': operationId,
    });
    expect(await operationAt(world, headers['operation-location'])).toMatchObject({
      id: operationId,
      subscriptionId: id,
      operationRequestSource: 'Partner',
      status: 'Succeeded',
      ...expected,
    });
    const { body } = await world.call('get', `/${id}`).expect(200);
    expect(body).toMatchObject({ planId: expected.planId, quantity: expected.quantity });
  });

  test.each(['x-ms-requestid', 'x-ms-correlationid'])(
    'a caller with its own %s gets that back',
    async (header) => {
      const { world, id } = active();
      const { headers } = await patch(world, id, { quantity: 20 }).set(header, 'mine').expect(202);
      expect(headers[header]).toBe('mine');
      expect(headers['operation-id']).toMatch(guid);
      expect([headers['x-ms-requestid'], headers['x-ms-correlationid']]).not.toContain(
        headers['operation-id'],
      );
    },
  );

  test.each(['accepted', 'refused', 'exhausted'] as const)(
    'SF 4.4: told by webhook, it succeeds however that is answered: %s',
    async (result) => {
      const { world, id } = active({ offer: moorings });
      const { headers } = await patch(world, id, { quantity: 20 }).expect(202);
      const location = headers['operation-location'];
      expect(await operationAt(world, location)).toMatchObject({ status: 'NotStarted', quantity: 20 });
      expect((await world.call('get', `/${id}`)).body.quantity).toBe(10);
      deliver(world, result);
      expect(await operationAt(world, location)).toMatchObject({ status: 'Succeeded' });
      expect((await world.call('get', `/${id}`)).body.quantity).toBe(20);
    },
  );

  test.each([
    ['400', 400],
    ['409', 409],
  ] as const)(
    'SF 2.8, C8: while an operation is pending it is locked, %s by patch.locked',
    async (value, status) => {
      const { world, id } = active({ offer: moorings, settings: { 'patch.locked': value } });
      await patch(world, id, { quantity: 20 }).expect(202);
      const { body } = await changingNothing(world, () =>
        patch(world, id, { planId: 'jetty' }).expect(status),
      );
      expect(body).toEqual({ code: 'Failed', message: expect.stringContaining('locked'), target: 'update' });
      const first = await changingNothing(world, () => patch(world, id, { quantity: 10 }).expect(400));
      expect(first.body.message).toContain('10 seats already');
    },
  );

  test.each([
    [{}, 'has to say'],
    [{ planId: 'buoy', quantity: 10 }, 'two requests'],
    [{ planId: 'buoy' }, 'already'],
    [{ quantity: 10 }, 'already'],
    [{ planId: 'fleet' }, 'not in the catalog'],
    [{ quantity: 201 }, '1 to 200 seats'],
    [{ planId: 'jetty' }, '1 to 5 seats'],
  ])('%j is refused and changes nothing', async (asked, message) => {
    const { world, id } = active({ offer: moorings });
    const { body } = await changingNothing(world, () => patch(world, id, asked).expect(400));
    expect(body.message).toContain(message);
  });

  test('PLN-03: a plan without the same term is not in the catalog', async () => {
    const world = api();
    const id = world.buyDirect({ offer: moorings, term: { duration: 'P1Y', billingCycle: 'annual' } });
    world.change(id, { type: 'ConfirmActivation' });
    const { body } = await changingNothing(world, () => patch(world, id, { planId: 'lunar' }).expect(400));
    expect(body).toMatchObject({
      code: 'BadRequest',
      message: expect.stringContaining('P1Y'),
      target: 'update',
    });
  });

  test('QTY-07: where seats are taken away in the window only', async () => {
    const { world, id } = active({ settings: { 'qty.decrease': 'windowOnly' } });
    world.advanceTo('2026-02-10T00:00:00Z');
    const { body } = await changingNothing(world, () => patch(world, id, { quantity: 9 }).expect(400));
    expect(body.message).toContain('window');
  });

  test('a flat rate has no quantity', async () => {
    const { world, id } = active({ offer: soundings });
    await changingNothing(world, () => patch(world, id, { quantity: 2 }).expect(400));
  });

  test.each(['pending', 'suspended'])('only while subscribed: %s', async (state) => {
    const world = api();
    const id = world.buyDirect();
    if (state === 'suspended') {
      world.change(id, { type: 'ConfirmActivation' });
      world.change(id, { type: 'Suspend' });
    }
    const { body } = await changingNothing(world, () => patch(world, id, { quantity: 20 }).expect(400));
    expect(body).toEqual({ code: 'BadRequest', message: 'Subscription is not active', target: 'update' });
  });
});

test.each(['patch', 'delete'] as const)('%s: unknown is 404, another publisher’s 403', async (method) => {
  const { world, id } = active();
  await world.call(method, `/${unknownId}`).send({ quantity: 20 }).expect(404);
  await changingNothing(world, () => world.call(method, `/${id}`, 'idle').send({ quantity: 20 }).expect(403));
});
