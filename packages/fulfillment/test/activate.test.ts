import { type DomainEvent, resolveSettings, type SubscriptionChange } from '@marketsim/core';
import { expect, test } from 'vitest';
import { type Api, api, changingNothing, unknownId } from './support/api.ts';
import { beams, soundings } from './support/catalog.ts';

const activate = (world: Api, id: string, body?: string) => {
  const call = world.call('post', `/${id}/activate`);
  return body === undefined ? call : call.set('content-type', 'application/json').send(body);
};

const linesOf = ({ engine }: Api, id: string) =>
  engine.state.ledger.chargesOf(id).map(({ type, amount, start }) => ({ type, amount, start }));

const types = (events: readonly DomainEvent[]) => events.map(({ type }) => type);

test('ACT-13: for a publisher that reports no licences Activate alone starts billing', async () => {
  const world = api();
  const id = world.buy();
  const { headers, text } = await activate(world, id).expect(200);
  expect(text).toBe('');
  expect(headers['content-length']).toBe('0');
  expect(headers).not.toHaveProperty('content-type');
  expect(world.subscription(id).phase).toBe('running');
  expect(linesOf(world, id)).toEqual([{ type: 'new', amount: 18_500, start: '2026-01-31' }]);
});

const assign: SubscriptionChange = { type: 'AssignLicenses', count: 10 };

test('ACT-12, ACT-15: licences first, then Activate: billing starts with the second', async () => {
  const world = api();
  const id = world.buy({ offer: beams });
  world.change(id, assign);
  expect(linesOf(world, id)).toEqual([]);
  world.advanceTo('2026-02-02T10:00:00Z');
  await world.call('post', `/${id}/activate`, 'lighthouse').expect(200);
  expect(linesOf(world, id)).toEqual([{ type: 'new', amount: 18_500, start: '2026-02-02' }]);
});

test('ACT-12, ACT-15: Activate first, then licences: billing starts with the second', async () => {
  const world = api();
  const id = world.buy({ offer: beams });
  await world.call('post', `/${id}/activate`, 'lighthouse').expect(200);
  const { body } = await world.call('get', `/${id}`, 'lighthouse').expect(200);
  expect(body.saasSubscriptionStatus).toBe('PendingFulfillmentStart');
  expect(body.term).toEqual({ termUnit: 'P1M' });
  expect(linesOf(world, id)).toEqual([]);
  world.advanceTo('2026-02-02T10:00:00Z');
  world.change(id, assign);
  expect(linesOf(world, id)).toEqual([{ type: 'new', amount: 18_500, start: '2026-02-02' }]);
  const after = await world.call('get', `/${id}`, 'lighthouse').expect(200);
  expect(after.body.saasSubscriptionStatus).toBe('Subscribed');
  expect(after.body.term.startDate).toBe('2026-02-02T00:00:00Z');
});

test('ACT-17: repeating it while pending is accepted and changes nothing', async () => {
  const world = api();
  const id = world.buy({ offer: beams });
  const again = () => world.call('post', `/${id}/activate`, 'lighthouse').expect(200);
  await again();
  await changingNothing(world, again);
});

test.each(['{}', '{"planId":"fleet","quantity":3}', '{"planId": 7}', '{ half', '"text"', ''])(
  'C3, C4: leniently any body is accepted: %s',
  async (body) => {
    const world = api();
    const id = world.buy();
    await activate(world, id, body).expect(200);
    expect(world.subscription(id).phase).toBe('running');
  },
);

const validate = { 'activation.body': 'validate' } as const;

test.each([undefined, '{}', '{"planId":"crew"}', '{"PlanId":"crew","Quantity":10}', '{"planId":null}'])(
  'C3: validating, what is not said or right is accepted: %s',
  async (body) => {
    const world = api(validate);
    await activate(world, world.buy(), body).expect(200);
  },
);

test.each([
  [
    '{"planId":"fleet"}',
    { code: 'BadRequest', message: 'Plan crew was bought, plan fleet was sent', target: 'planId' },
  ],
  [
    '{"planId":"crew","quantity":9}',
    { code: 'BadRequest', message: '10 seats were bought, 9 were sent', target: 'quantity' },
  ],
  [
    '{"quantity":"ten"}',
    { code: 'BadRequest', message: expect.stringContaining('quantity'), target: 'activate' },
  ],
  ['[]', { code: 'BadRequest', message: expect.stringContaining('object'), target: 'activate' }],
  ['{ half', { code: 'BadRequest', message: expect.stringContaining('not JSON'), target: 'activate' }],
])('ACT-11, C4: validating, %s is refused', async (body, expected) => {
  const world = api(validate);
  const id = world.buy();
  const reply = await changingNothing(world, () => activate(world, id, body).expect(400));
  expect(reply.body).toEqual(expected);
});

const required = { 'activation.body': 'required' } as const;

test.each([
  [undefined, 'planId', 'plan id'],
  ['{"quantity":10}', 'planId', 'plan id'],
  ['{"planId":"crew"}', 'quantity', 'quantity'],
])('C3: where plan and quantity are required %s is refused (SF 2.7)', async (body, member, target) => {
  const world = api(required);
  const id = world.buy();
  const reply = await changingNothing(world, () => activate(world, id, body).expect(400));
  expect(reply.body).toEqual({
    code: 'Bad Argument',
    message: 'The activation lacks a member',
    target: 'activate',
    details: { code: 'RequiredField', message: `${member} is required`, target },
  });
});

test('C3: a flat-rate plan needs no quantity where one is required', async () => {
  const world = api(required);
  await activate(world, world.buy({ offer: soundings }), '{"planId":"shore"}').expect(200);
});

test('C6: activating what is active is accepted and changes nothing', async () => {
  const world = api();
  const id = world.buyActive();
  await changingNothing(world, () => activate(world, id).expect(200));
});

test('C6: or refused, by activation.whenActive', async () => {
  const world = api({ 'activation.whenActive': 'refuse' });
  const id = world.buyActive();
  const { body } = await changingNothing(world, () => activate(world, id).expect(400));
  expect(body).toEqual({
    code: 'BadRequest',
    message: 'The subscription is active already',
    target: 'activate',
  });
});

test.each([
  ['cancelled before', (world: Api) => world.buy()],
  ['cancelled after', (world: Api) => world.buyActive()],
])('a subscription %s its activation is gone: 404 without a body (SF 2.7)', async (_, make) => {
  const world = api();
  const id = make(world);
  world.change(id, { type: 'Cancel' });
  const { text, headers } = await changingNothing(world, () => activate(world, id).expect(404));
  expect(text).toBe('');
  expect(headers['content-length']).toBe('0');
});

test('ACT-14: a purchase that lapsed cannot be activated', async () => {
  const world = api();
  const id = world.buy();
  world.advanceTo('2026-03-02T09:00:00.500Z');
  await changingNothing(world, () => activate(world, id).expect(404, ''));
});

test('an unknown subscription is not found, a foreign one refused whatever the body', async () => {
  const world = api(required);
  const id = world.buy();
  const { body } = await changingNothing(world, () => activate(world, unknownId, '{ half').expect(404));
  expect(body.code).toBe('EntityNotFound');
  const foreign = () =>
    world
      .call('post', `/${id}/activate`, 'idle')
      .set('content-type', 'application/json')
      .send('{ half')
      .expect(403);
  expect(typeof (await changingNothing(world, foreign)).body).toBe('string');
});

test('the presets switch it as their names say', () => {
  expect(resolveSettings({ preset: 'strict-docs' })['activation.body']).toBe('validate');
  expect(resolveSettings({ preset: 'emulator-compat' })['activation.body']).toBe('required');
});

test('the events of an activation are one turn', async () => {
  const world = api();
  const id = world.buy();
  const before = world.engine.seq();
  await activate(world, id).expect(200);
  expect(types(world.engine.events(before))).toEqual([
    'LicensesAssigned',
    'ActivationConfirmed',
    'SubscriptionActivated',
    'OrderClosed',
    'Charged',
  ]);
});
