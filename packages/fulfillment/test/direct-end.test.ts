import type { SettingOverrides } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { type Api, api, changingNothing } from './support/api.ts';
import { moorings } from './support/catalog.ts';
import { active, deliver, guid, operationAt, patch } from './support/direct.ts';

describe('S8: the publisher cancels (SF 2.9)', () => {
  test.each([
    ['pending', (world: Api) => world.buyDirect()],
    ['active', (world: Api) => activated(world)],
    ['suspended', (world: Api) => suspended(world)],
  ])('%s: accepted with its operation, and over', async (_, make) => {
    const world = api();
    const id = make(world);
    const { text, headers } = await world.call('delete', `/${id}`).expect(202);
    expect(text).toBe('');
    expect(headers['retry-after']).toBe('10');
    expect(headers['operation-id']).toMatch(guid);
    expect(await operationAt(world, headers['operation-location'])).toMatchObject({
      id: headers['operation-id'],
      action: 'Unsubscribe',
      operationRequestSource: 'Partner',
      status: 'Succeeded',
    });
    expect((await world.call('get', `/${id}`)).body.saasSubscriptionStatus).toBe('Unsubscribed');
    expect(world.engine.state.ledger.chargesOf(id).reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    await changingNothing(world, () => world.call('delete', `/${id}`).expect(400));
  });

  const activated = (world: Api): string => {
    const id = world.buyDirect();
    world.change(id, { type: 'ConfirmActivation' });
    return id;
  };
  const suspended = (world: Api): string => {
    const id = activated(world);
    world.change(id, { type: 'Suspend' });
    return id;
  };

  test('CAN-19: after the window it ends at once, and keeps what was paid', async () => {
    const { world, id } = active();
    world.advanceTo('2026-02-10T00:00:00Z');
    await world.call('delete', `/${id}`).expect(202);
    expect((await world.call('get', `/${id}`)).body.saasSubscriptionStatus).toBe('Unsubscribed');
    expect(world.engine.state.ledger.chargesOf(id)).toHaveLength(1);
  });

  test('CAN-08: where the policy refuses after the window, so does this', async () => {
    const { world, id } = active({ settings: { 'cancel.afterWindow': 'refuse' } });
    world.advanceTo('2026-02-10T00:00:00Z');
    const { body } = await changingNothing(world, () => world.call('delete', `/${id}`).expect(400));
    expect(body).toEqual({
      code: 'BadRequest',
      message: 'The 24-hour window for cancelling has passed',
      target: 'unsubscribe',
    });
  });

  test('WHK-06: the end is told by the same operation', async () => {
    const { world, id } = active({ offer: moorings });
    const { headers } = await world.call('delete', `/${id}`).expect(202);
    expect([...world.engine.state.deliveriesAhead.values()]).toMatchObject([
      { action: 'Unsubscribe', operationId: headers['operation-id'] },
    ]);
  });
});

describe('O1, O3: its own operations (SF 3.2)', () => {
  const asked = async (settings: SettingOverrides = {}) => {
    const { world, id } = active({ offer: moorings, settings });
    const { headers } = await patch(world, id, { quantity: 20 }).expect(202);
    const path = `/${id}/operations/${headers['operation-id']}`;
    const answer = (body: object) => world.call('patch', path).send(body);
    return { world, id, answer };
  };

  test('are none that wait for its answer', async () => {
    const { world, id } = await asked();
    expect((await world.call('get', `/${id}/operations`).expect(200)).body).toEqual({ operations: [] });
  });

  test.each(['Success', 'Failure', 'whatever'])(
    'C18: answering %s is 500, and changes nothing',
    async (status) => {
      const { world, id, answer } = await asked();
      const expected = { error: { code: 'UnexpectedError', message: expect.stringContaining('itself') } };
      const open = await changingNothing(world, () => answer({ status }).expect(500));
      expect(open.body).toEqual(expected);
      deliver(world, 'accepted');
      const over = await changingNothing(world, () => answer({ status }).expect(500));
      expect(over.body).toEqual(expected);
      expect(world.subscription(id).quantity).toBe(20);
      expect(world.failures).toEqual([]);
    },
  );

  test('C18: or 400 by ops.patchOnPartner', async () => {
    const { world, answer } = await asked({ 'ops.patchOnPartner': '400' });
    const { body } = await changingNothing(world, () => answer({ status: 'Success' }).expect(400));
    expect(body).toEqual({
      code: 'BadRequest',
      message: expect.stringContaining('itself'),
      target: 'operation',
    });
  });

  test('QTY-08: a customer’s change it does answer', async () => {
    const { world, id } = active({ offer: moorings });
    world.change(id, { type: 'SetQuantity', quantity: 15 });
    const { body } = await world.call('get', `/${id}/operations`).expect(200);
    expect(body.operations).toMatchObject([{ operationRequestSource: 'Azure', quantity: 15 }]);
    await world
      .call('patch', `/${id}/operations/${body.operations[0].id}`)
      .send({ status: 'Failure' })
      .expect(200);
    expect(world.subscription(id).quantity).toBe(10);
  });
});
