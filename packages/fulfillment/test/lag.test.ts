import { expect, test } from 'vitest';
import { soundings } from './support/catalog.ts';
import { active, operationAt, patch } from './support/direct.ts';

test('SF 4.4, F57: what an operation did is seen after subscription.updateDelay', async () => {
  const { world, id } = active({ settings: { 'subscription.updateDelay': 'PT2S' } });
  const { headers } = await patch(world, id, { quantity: 12 }).expect(202);
  expect(await operationAt(world, headers['operation-location'])).toMatchObject({ status: 'Succeeded' });
  const seen = async () => {
    const single = (await world.call('get', `/${id}`).expect(200)).body;
    const listed = (await world.call('get').expect(200)).body.subscriptions[0];
    expect(listed).toEqual(single);
    return single.quantity;
  };
  expect(await seen()).toBe(10);
  world.advanceTo('2026-01-31T09:00:02.499Z');
  expect(await seen()).toBe(10);
  world.advanceTo('2026-01-31T09:00:02.500Z');
  expect(await seen()).toBe(12);
});

test('SF 4.4: a change of plan too; without the delay either is seen at once', async () => {
  const { world, id } = active({ offer: soundings, settings: { 'subscription.updateDelay': 'PT2S' } });
  await patch(world, id, { planId: 'abyss' }).expect(202);
  expect((await world.call('get', `/${id}`)).body.planId).toBe('shore');
  world.run({ type: 'ChangeSetting', name: 'subscription.updateDelay', value: 'PT0S' });
  expect((await world.call('get', `/${id}`)).body.planId).toBe('abyss');
});
