import type { SettingOverrides } from '@marketsim/core';
import { api } from '../support/api.ts';
import { moorings } from '../support/catalog.ts';
import { contradiction } from '../support/contradiction.ts';

/** The statuses of one activation after another, each of a fresh purchase of ten seats of `crew`. */
const activations = async (
  settings: SettingOverrides,
  bodies: readonly object[],
): Promise<readonly number[]> => {
  const world = api(settings);
  const statuses: number[] = [];
  for (const body of bodies)
    statuses.push((await world.call('post', `/${world.buy()}/activate`).send(body)).status);
  return statuses;
};

contradiction<readonly number[]>(
  'C3: the body of an activation',
  [
    ['is not needed in newer documentation', {}, [200, 200, 200]],
    ['is compared where it says something', { 'activation.body': 'validate' }, [200, 200, 400]],
    ['is required by OpenAPI', { 'activation.body': 'required' }, [400, 200, 400]],
  ],
  (settings) =>
    activations(settings, [{}, { planId: 'crew', quantity: 10 }, { planId: 'crew', quantity: 11 }]),
);

contradiction<readonly number[]>(
  'C4: an activation of another plan than was bought is',
  [
    ['accepted in reality', {}, [200]],
    ['refused by the documentation', { 'activation.body': 'validate' }, [400]],
  ],
  (settings) => activations(settings, [{ planId: 'fleet' }]),
);

const statuses = ['PendingFulfillmentStart', 'Subscribed', 'Unsubscribed'] as const;
const [pending, subscribed, unsubscribed] = statuses;

contradiction<readonly unknown[]>(
  'C5: an activation that is accepted',
  [
    ['has its effect at once in OpenAPI', {}, [200, subscribed, subscribed, []]],
    ['has it minutes later', { 'activation.delay': 'PT90S' }, [200, pending, subscribed, []]],
    [
      'fails later by newer documentation',
      { 'activation.delay': 'PT90S', 'activation.outcome': 'fail' },
      [200, pending, unsubscribed, ['Unsubscribe']],
    ],
    ['has none ever for some', { 'activation.outcome': 'stuck' }, [200, pending, pending, []]],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buy({ offer: moorings });
    const status = async () => (await world.call('get', `/${id}`)).body.saasSubscriptionStatus;
    const reply = await world.call('post', `/${id}/activate`);
    const before = await status();
    world.advanceTo('2026-01-31T09:10:00Z');
    const told = [...world.engine.state.deliveries.values()].map(({ action }) => action);
    return [reply.status, before, await status(), told];
  },
);

contradiction<number>(
  'C6: an activation of what is active is',
  [
    ['accepted where plans activate themselves', {}, 200],
    ['refused in older documentation', { 'activation.whenActive': 'refuse' }, 400],
  ],
  async (settings) => {
    const world = api(settings);
    return (await world.call('post', `/${world.buyActive()}/activate`)).status;
  },
);

contradiction<readonly unknown[]>(
  'C41: of what happens before an activation is done',
  [
    ['nothing is told', {}, []],
    ['its failure is', { 'activation.outcome': 'fail' }, ['Unsubscribe']],
  ],
  async (settings) => {
    const world = api(settings);
    const [cancelled, lapsing] = [world.buy({ offer: moorings }), world.buy({ offer: moorings })];
    world.change(cancelled, { type: 'Cancel' });
    const failing = world.buy({ offer: moorings });
    await world.call('post', `/${failing}/activate`).expect(200);
    world.advanceTo('2026-03-15T00:00:00Z');
    if (world.subscription(lapsing).phase !== 'ended') throw new Error('it has not lapsed');
    const renewed = 'Renew';
    const told = [...world.engine.state.deliveries.values()].map(({ action }) => action);
    return told.filter((action) => action !== renewed);
  },
);
