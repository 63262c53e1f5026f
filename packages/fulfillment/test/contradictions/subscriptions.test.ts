import { webhookPayloadOf } from '../../src/index.ts';
import { api } from '../support/api.ts';
import { moorings, soundings } from '../support/catalog.ts';
import { contradiction } from '../support/contradiction.ts';
import { found } from '../support/market.ts';

contradiction<readonly unknown[]>(
  'C24: a quantity is',
  [
    ['a number by OpenAPI, and absent for a flat rate', {}, [10, 10, 10, undefined]],
    ['text in samples', { 'quantity.asString': true }, ['10', '10', '10', undefined]],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive({ offer: moorings });
    const { body } = await world.call('get', `/${id}`).expect(200);
    const resolved = await world
      .call('post', '/resolve')
      .set('x-ms-marketplace-token', world.token(id))
      .expect(200);
    world.change(id, { type: 'ChangePlan', planId: 'lunar' });
    const path = `/${id}/operations/${world.subscription(id).openOperationId}`;
    const operation = await world.call('get', path).expect(200);
    const flat = await world.call('get', `/${world.buyActive({ offer: soundings })}`).expect(200);
    return [body.quantity, resolved.body.quantity, operation.body.quantity, flat.body.quantity];
  },
);

contradiction<readonly unknown[]>(
  'C24: in a webhook',
  [
    ['both quantities are numbers', {}, [15, 10]],
    ['both are text in samples', { 'quantity.asString': true }, ['15', '10']],
  ],
  (settings) => {
    const world = api(settings);
    const id = world.buyActive({ offer: moorings });
    world.change(id, { type: 'SetQuantity', quantity: 15 });
    const [delivery] = world.engine.state.deliveriesAhead.values();
    const { quantity, subscription } = webhookPayloadOf(found(delivery), world.engine.state);
    return [quantity, subscription.quantity];
  },
);

contradiction<unknown>(
  'C25: the quantity of what has ended',
  [['is kept as in recordings, which the emulator does not', {}, ['Unsubscribed', 10]]],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive();
    world.change(id, { type: 'Cancel' });
    const { body } = await world.call('get', `/${id}`).expect(200);
    return [body.saasSubscriptionStatus, body.quantity];
  },
);

contradiction<readonly unknown[]>(
  'C28: lastModified is',
  [
    [
      'never set in replies, as recorded, and real in webhooks',
      {},
      ['0001-01-01T00:00:00', '2026-01-31T09:00:00.5000000Z'],
    ],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive({ offer: moorings });
    world.change(id, { type: 'Suspend' });
    const [delivery] = world.engine.state.deliveriesAhead.values();
    const { body } = await world.call('get', `/${id}`).expect(200);
    const { subscription } = webhookPayloadOf(found(delivery), world.engine.state);
    return [body.lastModified, subscription.lastModified];
  },
);

contradiction<readonly string[]>(
  'C29: the actions that publishers hear of',
  [
    [
      'are six by OpenAPI, and Subscribe; Transfer comes from nobody',
      {},
      ['Subscribe', 'ChangePlan', 'ChangeQuantity', 'Renew', 'Suspend', 'Reinstate', 'Unsubscribe'],
    ],
  ],
  (settings) => {
    const world = api({ 'cancel.afterWindow': 'terminate', ...settings });
    world.buy({ offer: moorings, planId: 'swift' });
    const id = world.buyActive({ offer: moorings });
    world.change(id, { type: 'ChangePlan', planId: 'lunar' });
    deliverAll(world, 'accepted');
    world.advanceTo('2026-01-31T10:00:00Z');
    world.change(id, { type: 'SetQuantity', quantity: 15 });
    deliverAll(world, 'accepted');
    world.advanceTo('2026-02-28T00:00:00Z');
    world.change(id, { type: 'Suspend' });
    world.change(id, { type: 'Reactivate' });
    deliverAll(world, 'accepted');
    world.advanceTo('2026-02-28T01:00:00Z');
    world.change(id, { type: 'Cancel' });
    return [...new Set([...world.engine.state.deliveries.values()].map(({ action }) => action))];
  },
);

contradiction<string>(
  'C30: the unit of a term',
  [['is text, of which OpenAPI knows six values', {}, 'P1Y']],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive({ term: { duration: 'P1Y', billingCycle: 'annual' } });
    return (await world.call('get', `/${id}`).expect(200)).body.term.termUnit;
  },
);

contradiction<readonly unknown[]>(
  'C37: a purchase of the preview audience shows',
  [
    ['not as a test in recordings', { 'purchase.preview': true }, ['pierdesk-preview', false]],
    [
      'as a test in samples',
      { 'purchase.preview': true, 'purchase.isTest': true },
      ['pierdesk-preview', true],
    ],
    ['as any other one where there is no preview', {}, ['pierdesk', false]],
  ],
  async (settings) => {
    const world = api(settings);
    const { body } = await world.call('get', `/${world.buy()}`).expect(200);
    return [body.offerId, body.isTest];
  },
);

contradiction<boolean>(
  'C38: what has ended still renews',
  [['as recorded, though nobody expects it', {}, true]],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive();
    world.change(id, { type: 'Cancel' });
    return (await world.call('get', `/${id}`).expect(200)).body.autoRenew;
  },
);

function deliverAll({ engine, change }: ReturnType<typeof api>, result: 'accepted'): void {
  for (const { id: deliveryId, subscriptionId } of [...engine.state.deliveriesAhead.values()])
    change(subscriptionId, { type: 'RecordDelivery', deliveryId, result });
}
