import { describe, expect, test } from 'vitest';
import { api, changingNothing } from './support/api.ts';
import { moorings } from './support/catalog.ts';

describe('SF 5.4: a plan that activates by itself', () => {
  test.each(['buy', 'buyDirect'] as const)('%s: resolve says Subscribed on the first visit', async (how) => {
    const world = api();
    const id = world[how]({ offer: moorings, planId: 'swift' });
    const { body } = await world
      .call('post', '/resolve')
      .set('x-ms-marketplace-token', world.token(id))
      .expect(200);
    expect(body.subscription).toMatchObject({
      saasSubscriptionStatus: 'Subscribed',
      term: { startDate: '2026-01-31T00:00:00Z', endDate: '2026-02-27T00:00:00Z' },
    });
  });

  test('its operation Subscribe can be read', async () => {
    const world = api();
    const id = world.buy({ offer: moorings, planId: 'swift' });
    const [delivery] = world.engine.state.deliveriesAhead.values();
    const { body } = await world.call('get', `/${id}/operations/${delivery?.operationId}`).expect(200);
    expect(body).toMatchObject({ action: 'Subscribe', status: 'Succeeded', operationRequestSource: 'Azure' });
    expect((await world.call('get', `/${id}/operations`)).body).toEqual({ operations: [] });
  });

  test.each([
    ['accept', 200],
    ['refuse', 400],
  ] as const)('F53: Activate on it answers as activation.whenActive says: %s', async (value, status) => {
    const world = api({ 'activation.whenActive': value });
    const id = world.buy({ offer: moorings, planId: 'swift' });
    await changingNothing(world, () => world.call('post', `/${id}/activate`).expect(status));
  });
});
