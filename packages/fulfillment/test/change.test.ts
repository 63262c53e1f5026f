import { expect, test } from 'vitest';
import { type Api, api, changingNothing, unknownId } from './support/api.ts';
import { soundings } from './support/catalog.ts';

const patch = (world: Api, id: string, body: unknown) => world.call('patch', `/${id}`).send(body as object);

const notAllowed = (operation: string, target: string) => ({
  code: 'BadRequest',
  message: `${operation} is not among the allowedCustomerOperations of this subscription`,
  target,
});

const malformed = (message: unknown) => ({ code: 'BadRequest', message, target: 'update' });

test.each([{ planId: 'fleet' }, { quantity: 20 }, { PlanId: 'fleet', quantity: null }])(
  'QTY-17: a change of what a partner sold is refused, however right: %j (SF 2.8)',
  async (body) => {
    const world = api();
    const id = world.buyActive();
    const reply = await changingNothing(world, () => patch(world, id, body).expect(400));
    expect(reply.body).toEqual(notAllowed('Update', 'update'));
  },
);

test.each([
  [{}, malformed('The request has to say a planId or a quantity')],
  [{ planId: 7 }, malformed(expect.stringContaining('planId'))],
  [{ quantity: 1.5 }, malformed(expect.stringContaining('quantity'))],
  [{ quantity: '20' }, malformed(expect.stringContaining('quantity'))],
  [
    { planId: 'crew', quantity: 10 },
    { message: 'Plan and quantity are changed in two requests, not in one' },
  ],
  [{ planId: 'crew' }, { message: 'The subscription is on plan crew already' }],
  [{ quantity: 10 }, { message: 'The subscription has 10 seats already' }],
  [{ planId: 'admiral' }, malformed('Plan admiral is not in the catalog of this customer')],
  [{ planId: 'retired' }, malformed('Plan retired is not in the catalog of this customer')],
  [{ planId: 'shore' }, malformed('Plan shore is not in the catalog of this customer')],
  [{ quantity: 1 }, { message: 'Plan crew is sold with 2 to 200 seats, not with 1' }],
  [{ quantity: 0 }, { message: 'Plan crew is sold with 2 to 200 seats, not with 0' }],
  [{ quantity: 201 }, { message: 'Plan crew is sold with 2 to 200 seats, not with 201' }],
])('the body is judged before that, in the documented order: %j (SF 2.8, C7)', async (body, expected) => {
  const world = api();
  const id = world.buyActive();
  const reply = await changingNothing(world, () => patch(world, id, body).expect(400));
  expect(reply.body).toEqual(expected);
});

test('without a maximum the ceiling is a million seats', async () => {
  const world = api();
  const id = world.buyActive({ planId: 'fleet' });
  const { body } = await patch(world, id, { quantity: 1_000_001 }).expect(400);
  expect(body.message).toContain('1 to 1000000 seats');
  expect((await patch(world, id, { quantity: 1_000_000 }).expect(400)).body).toEqual(
    notAllowed('Update', 'update'),
  );
});

test('a flat-rate plan has no quantity to change', async () => {
  const world = api();
  const id = world.buyActive({ offer: soundings });
  const { body } = await patch(world, id, { quantity: 2 }).expect(400);
  expect(body).toEqual(malformed('A flat-rate plan has no quantity'));
});

test.each([undefined, '{ half', '[]'])('a body that is none is refused: %s', async (sent) => {
  const world = api();
  const call = world.call('patch', `/${world.buyActive()}`).set('content-type', 'application/json');
  const { body } = await changingNothing(world, () => (sent ? call.send(sent) : call).expect(400));
  expect(body).toEqual(malformed(expect.any(String)));
});

test.each([
  ['pending', (world: Api) => world.buy()],
  ['ended', (world: Api) => ended(world)],
])('a change while %s is refused before its body is read (SF 2.8)', async (_, make) => {
  const world = api();
  const id = make(world);
  const { body } = await changingNothing(world, () => patch(world, id, {}).expect(400));
  expect(body).toEqual(malformed('Subscription is not active'));
});

function ended(world: Api): string {
  const id = world.buyActive();
  world.change(id, { type: 'Cancel' });
  return id;
}

test.each([
  ['pending', (world: Api) => world.buy()],
  ['active', (world: Api) => world.buyActive()],
])('CAN-19: cancelling what a partner sold is refused while %s (SF 2.9)', async (_, make) => {
  const world = api();
  const id = make(world);
  const { body } = await changingNothing(world, () => world.call('delete', `/${id}`).expect(400));
  expect(body).toEqual(notAllowed('Delete', 'unsubscribe'));
});

test('cancelling what has ended is refused for that (SF 2.9)', async () => {
  const world = api();
  const { body } = await world.call('delete', `/${ended(world)}`).expect(400);
  expect(body).toEqual({ code: 'BadRequest', message: 'Subscription is not active', target: 'unsubscribe' });
});

test.each(['patch', 'delete'] as const)('%s: unknown is 404, foreign is 403 first', async (method) => {
  const world = api();
  const id = world.buy();
  const { body } = await world.call(method, `/${unknownId}`).send({}).expect(404);
  expect(body).toMatchObject({ code: 'EntityNotFound', target: 'subscriptionId' });
  await changingNothing(world, () => world.call(method, `/${id}`, 'idle').send({}).expect(403));
});
