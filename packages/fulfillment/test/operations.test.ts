import type { DomainEvent } from '@marketsim/core';
import { expect, test } from 'vitest';
import { type Api, api, changingNothing, unknownId } from './support/api.ts';
import { found } from './support/market.ts';

type Asked = { readonly world: Api; readonly id: string; readonly operationId: string };

/** A partner asked for 15 seats in place of 10 and the publisher has not answered. */
function asked(settings: Parameters<typeof api>[0] = {}): Asked {
  const world = api(settings);
  const id = world.buyActive();
  const operationId = openedIn(world.change(id, { type: 'SetQuantity', quantity: 15 }));
  return { world, id, operationId };
}

const openedIn = (events: readonly DomainEvent[]): string =>
  found(events.find((event) => event.type === 'OperationOpened')).operation.id;

const answer = ({ world, id, operationId }: Asked, body: object) =>
  world.call('patch', `/${id}/operations/${operationId}`).send(body);

const quantityOf = ({ world, id }: Asked) => world.subscription(id).quantity;

const statusOf = async ({ world, id, operationId }: Asked) =>
  (await world.call('get', `/${id}/operations/${operationId}`).expect(200)).body.status;

test('an outstanding operation in full shape, alone and in the list (SF 3.1, C13, C14)', async () => {
  const { world, id, operationId } = asked();
  const expected = {
    id: operationId,
    activityId: operationId,
    publisherId: 'harbourworks',
    offerId: 'pierdesk',
    planId: 'crew',
    quantity: 15,
    operationRequestSource: 'Azure',
    subscriptionId: id,
    timeStamp: '2026-01-31T09:00:00.5Z',
    action: 'ChangeQuantity',
    status: 'InProgress',
  };
  const { body, text, headers } = await world.call('get', `/${id}/operations/${operationId}`).expect(200);
  expect(body).toEqual(expected);
  expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(expected));
  expect(headers['etag']).toMatch(/^"[0-9a-f-]{36}"$/);
  const list = await world.call('get', `/${id}/operations`).expect(200);
  expect(list.body).toEqual({ operations: [expected] });
});

test('QTY-08: Success applies the change', async () => {
  const it = asked();
  const { text, headers } = await answer(it, { status: 'Success' }).expect(200);
  expect(text).toBe('');
  expect(headers['content-length']).toBe('0');
  expect(quantityOf(it)).toBe(15);
  expect(await statusOf(it)).toBe('Succeeded');
  const { body } = await it.world.call('get', `/${it.id}/operations`).expect(200);
  expect(body).toEqual({ operations: [] });
});

test('QTY-08, C21: Failure leaves everything as it was', async () => {
  const it = asked();
  const lines = it.world.engine.state.ledger.chargesOf(it.id).length;
  await answer(it, { status: 'Failure' }).expect(200);
  expect(quantityOf(it)).toBe(10);
  expect(it.world.engine.state.ledger.chargesOf(it.id)).toHaveLength(lines);
  expect(await statusOf(it)).toBe('Failed');
});

test('the older contract sent plan and quantity too', async () => {
  const it = asked();
  await answer(it, { planId: '', quantity: '', status: 'Success' }).expect(200);
  expect(quantityOf(it)).toBe(15);
});

test('C20, QTY-08: silence until the deadline is consent', async () => {
  const it = asked();
  it.world.advanceTo('2026-01-31T09:00:10.500Z');
  expect(await statusOf(it)).toBe('Succeeded');
  expect(quantityOf(it)).toBe(15);
});

test.each(['Success', 'Failure', 'Maybe'])(
  'F19: %s after the end is 409 with the request id',
  async (status) => {
    const it = asked();
    it.world.advanceTo('2026-01-31T09:00:10.500Z');
    const { body } = await changingNothing(it.world, () =>
      answer(it, { status }).set('x-ms-requestid', 'request-7').expect(409),
    );
    expect(body).toEqual({ message: 'request-7' });
  },
);

test('an operation that ended with its subscription shows Conflict and takes no answer (CAN-22)', async () => {
  const it = asked();
  it.world.change(it.id, { type: 'Cancel' });
  expect(await statusOf(it)).toBe('Conflict');
  await changingNothing(it.world, () => answer(it, { status: 'Success' }).expect(409));
});

test.each([
  ['succeeded', 15, 'Succeeded'],
  ['FAILED', 10, 'Failed'],
  ['Whatever', 10, 'InProgress'],
  ['constructor', 10, 'InProgress'],
])('C17: any status text is accepted: %s', async (status, quantity, shown) => {
  const it = asked();
  await answer(it, { status }).expect(200);
  expect(quantityOf(it)).toBe(quantity);
  expect(await statusOf(it)).toBe(shown);
});

test.each(['Succeeded', 'success', 'Whatever'])('C17: strictly %s is refused', async (status) => {
  const it = asked({ 'ops.statusValidation': 'strict' });
  const { body } = await changingNothing(it.world, () => answer(it, { status }).expect(400));
  expect(body).toEqual({
    code: 'InvalidValue',
    message: `The status has to be Success or Failure, not ${status}`,
    target: 'status',
  });
});

test('C17: strictly Success and Failure are accepted', async () => {
  await answer(asked({ 'ops.statusValidation': 'strict' }), { status: 'Success' }).expect(200);
  await answer(asked({ 'ops.statusValidation': 'strict' }), { status: 'Failure' }).expect(200);
});

test.each([{}, { status: '' }])('a status has to be there: %j', async (body) => {
  const it = asked();
  const reply = await changingNothing(it.world, () => answer(it, body).expect(400));
  expect(reply.body).toEqual({ code: 'InvalidValue', message: 'The status is missing', target: 'status' });
});

test('a status that is no text is refused', async () => {
  const it = asked();
  const { body } = await changingNothing(it.world, () => answer(it, { status: 1 }).expect(400));
  expect(body).toMatchObject({ code: 'BadRequest', target: 'operation' });
});

const calls = ['get', 'patch'] as const;

test.each(calls)('C15: %s of an unknown operation is 404', async (method) => {
  const { world, id } = asked();
  const { body } = await changingNothing(world, () =>
    world.call(method, `/${id}/operations/${unknownId}`).send({}).expect(404),
  );
  expect(body).toEqual({
    code: 'EntityNotFound',
    message: `Operation ${unknownId} does not exist`,
    target: 'operationId',
  });
});

test.each(calls)('C15: %s of an unknown operation is 400 by ops.unknown', async (method) => {
  const { world, id, operationId } = asked({ 'ops.unknown': '400' });
  for (const path of [`/${id}/operations/${unknownId}`, `/${unknownId}/operations/${operationId}`]) {
    const { body } = await changingNothing(world, () => world.call(method, path).send({}).expect(400));
    expect(body).toMatchObject({ code: 'BadRequest', target: 'operationId' });
  }
});

test.each(calls)('%s of an unknown subscription is 404', async (method) => {
  const { world, operationId } = asked();
  const { body } = await world.call(method, `/${unknownId}/operations/${operationId}`).send({}).expect(404);
  expect(body).toMatchObject({ code: 'EntityNotFound', target: 'subscriptionId' });
});

test.each(calls)("%s of another subscription's operation is unknown", async (method) => {
  const { world, operationId } = asked();
  await world.call(method, `/${world.buy()}/operations/${operationId}`).send({}).expect(404);
});

test.each([...calls, 'list'] as const)('%s of a foreign operation is 403', async (method) => {
  const it = asked();
  const path = `/${it.id}/operations${method === 'list' ? '' : `/${it.operationId}`}`;
  const foreign = () =>
    it.world
      .call(method === 'patch' ? 'patch' : 'get', path, 'idle')
      .send(method === 'patch' ? { status: 'Success' } : undefined)
      .expect(403);
  await changingNothing(it.world, foreign);
  expect(quantityOf(it)).toBe(10);
});

test('C16: the list of an unknown subscription is 404', async () => {
  await api().call('get', `/${unknownId}/operations`).expect(404);
});
