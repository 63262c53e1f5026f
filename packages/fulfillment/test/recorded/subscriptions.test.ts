import { describe, expect, test } from 'vitest';
import { type Api, api } from '../support/api.ts';
import { moorings, pierdesk, soundings } from '../support/catalog.ts';
import { active, deliver, operationAt, patch } from '../support/direct.ts';

const read = async (world: Api, id: string) => (await world.call('get', `/${id}`).expect(200)).body;

const recordedOrder = [
  'id',
  'publisherId',
  'offerId',
  'name',
  'saasSubscriptionStatus',
  'beneficiary',
  'purchaser',
  'planId',
  'term',
  'autoRenew',
  'isTest',
  'isFreeTrial',
  'allowedCustomerOperations',
  'sandboxType',
  'created',
  'lastModified',
  'quantity',
  'sessionMode',
];

describe('the subscription of a reply', () => {
  test('[R] SF 2.2: its members come in the recorded order, those of seats with a quantity', async () => {
    const { world, id } = active();
    const { text } = await world.call('get', `/${id}`).expect(200);
    expect(Object.keys(JSON.parse(text))).toEqual(recordedOrder);
    const flat = await world.call('get', `/${world.buyDirect({ offer: soundings })}`).expect(200);
    expect(Object.keys(JSON.parse(flat.text))).toEqual(recordedOrder.filter((name) => name !== 'quantity'));
  });

  test('[R] SF 2.2: what the preview audience bought has an offerId that ends in -preview', async () => {
    const { world, id } = active({ settings: { 'purchase.preview': true } });
    expect(await read(world, id)).toMatchObject({ offerId: 'pierdesk-preview', isTest: false });
  });

  test.each([soundings, pierdesk])(
    '[R] SF 2.2: quantity is absent for a flat rate: $pricingModel',
    async (offer) => {
      const { world, id } = active({ offer });
      expect('quantity' in (await read(world, id))).toBe(offer.pricingModel === 'perUser');
    },
  );

  test('[R] SF 2.2: what has ended keeps its quantity, its term and autoRenew', async () => {
    const { world, id } = active();
    const { term } = await read(world, id);
    world.change(id, { type: 'Cancel' });
    const ended = { saasSubscriptionStatus: 'Unsubscribed', quantity: 10, autoRenew: true, term };
    expect(await read(world, id)).toMatchObject(ended);
  });

  test('[R] SF 2.2: a trial that was cancelled is still a free trial', async () => {
    const world = api();
    const id = world.buyActive({ planId: 'tryout' });
    world.change(id, { type: 'Cancel' });
    expect(await read(world, id)).toMatchObject({
      saasSubscriptionStatus: 'Unsubscribed',
      isFreeTrial: true,
    });
  });

  test('[R] SF 2.2: allowedCustomerOperations are some of Read, Update and Delete', async () => {
    const { world, id } = active();
    const own = (await read(world, id)).allowedCustomerOperations;
    expect(own.toSorted()).toEqual(['Delete', 'Read', 'Update']);
    expect((await read(world, world.buy())).allowedCustomerOperations).toEqual(['Read']);
  });

  test('[R] SF 2.2: lastModified is the constant 0001-01-01T00:00:00, without Z', async () => {
    const { world, id } = active();
    world.change(id, { type: 'Cancel' });
    expect((await read(world, id)).lastModified).toBe('0001-01-01T00:00:00');
  });

  test('[R] SF 2.2: created is UTC, its trailing zeros dropped', async () => {
    const { world, id } = active();
    expect((await read(world, id)).created).toBe('2026-01-31T09:00:00.5Z');
  });
});

describe('operations', () => {
  test('[R] SF 2.8: an operation is NotStarted right after the 202, then InProgress, then Succeeded', async () => {
    const { world, id } = active({ offer: moorings });
    const { headers } = await patch(world, id, { quantity: 20 }).expect(202);
    const status = async () => Object(await operationAt(world, headers['operation-location'])).status;
    expect(await status()).toBe('NotStarted');
    world.advanceTo('2026-01-31T09:00:01.500Z');
    expect(await status()).toBe('InProgress');
    deliver(world, 'accepted');
    expect(await status()).toBe('Succeeded');
  });

  test('[R] SF 2.8: by ops.notStarted, and never where a customer asks: its publisher is asked at once', async () => {
    const { world, id } = active({ offer: moorings, settings: { 'ops.notStarted': 'PT0S' } });
    const { headers } = await patch(world, id, { quantity: 20 }).expect(202);
    expect(await operationAt(world, headers['operation-location'])).toMatchObject({ status: 'InProgress' });
    const other = active({ offer: moorings });
    other.world.change(other.id, { type: 'SetQuantity', quantity: 15 });
    const asked = other.world.subscription(other.id).openOperationId;
    const { body } = await other.world.call('get', `/${other.id}/operations/${asked}`).expect(200);
    expect(body.status).toBe('InProgress');
  });

  test('[R] SF 3.1: activityId equals id, flat rates have no quantity, errors no members', async () => {
    const { world, id } = active({ offer: soundings });
    const { headers } = await patch(world, id, { planId: 'abyss' }).expect(202);
    const operation = Object(await operationAt(world, headers['operation-location']));
    expect(operation.activityId).toBe(operation.id);
    for (const name of ['quantity', 'errorStatusCode', 'errorMessage', 'operationRequestedSource'])
      expect(name in operation).toBe(false);
  });
});
