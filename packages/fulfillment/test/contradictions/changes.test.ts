import { api } from '../support/api.ts';
import { moorings } from '../support/catalog.ts';
import { contradiction } from '../support/contradiction.ts';
import { active, deliver, patch } from '../support/direct.ts';

contradiction<readonly unknown[]>(
  'C7: a request for plan and quantity',
  [['is refused by documentation and emulator, whatever OpenAPI says', {}, [400, 10, 'crew']]],
  async (settings) => {
    const { world, id } = active({ settings });
    const { status } = await patch(world, id, { planId: 'fleet', quantity: 12 });
    const { body } = await world.call('get', `/${id}`);
    return [status, body.quantity, body.planId];
  },
);

contradiction<number>(
  'C8: a change while another is pending is',
  [
    ['400, locked, in reality', {}, 400],
    ['409 in documentation of 2019', { 'patch.locked': '409' }, 409],
  ],
  async (settings) => {
    const { world, id } = active({ settings, offer: moorings });
    await patch(world, id, { quantity: 12 }).expect(202);
    return (await patch(world, id, { quantity: 13 })).status;
  },
);

contradiction<readonly unknown[]>(
  'C20: silence about a change',
  [
    ['is consent by the documentation', {}, ['Succeeded', 15]],
    ['lets it fail by reports', { 'op.silence': 'refusal' }, ['Failed', 10]],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive({ offer: moorings });
    world.change(id, { type: 'SetQuantity', quantity: 15 });
    deliver(world, 'accepted');
    const [operation] = [...world.engine.state.operations.values()].slice(-1);
    world.advanceTo('2026-01-31T09:00:10.500Z');
    const { body } = await world.call('get', `/${id}/operations/${operation?.id}`).expect(200);
    return [body.status, world.subscription(id).quantity];
  },
);

contradiction<readonly unknown[]>(
  'C21: a refusal by PATCH',
  [
    ['is honoured by the documentation', {}, [200, 'Failed', 10]],
    ['was not listened to in 2022', { 'ops.ignoreFailure': true }, [200, 'Succeeded', 15]],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive();
    world.change(id, { type: 'SetQuantity', quantity: 15 });
    const path = `/${id}/operations/${world.subscription(id).openOperationId}`;
    const { status } = await world.call('patch', path).send({ status: 'Failure' });
    world.advanceTo('2026-01-31T09:00:10.500Z');
    return [status, (await world.call('get', path)).body.status, world.subscription(id).quantity];
  },
);

contradiction<readonly unknown[]>(
  'C19: a reinstatement',
  [
    ['is told by the webhook page: a refusal changes nothing', {}, [200, 'Subscribed']],
    ['can be refused by the life cycle page', { 'reinstate.ack': 'on' }, [200, 'Suspended']],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive();
    world.change(id, { type: 'Suspend' });
    world.change(id, { type: 'Reactivate' });
    const path = `/${id}/operations/${world.subscription(id).openOperationId}`;
    const { status } = await world.call('patch', path).send({ status: 'Failure' });
    return [status, (await world.call('get', `/${id}`)).body.saasSubscriptionStatus];
  },
);

const monthly = { planId: 'crew', term: { duration: 'P1M', billingCycle: 'monthly' } } as const;
const yearly = { planId: 'crew', term: { duration: 'P1Y', billingCycle: 'annual' } } as const;

contradiction<readonly number[]>(
  'C33: a cancellation 72 hours after the purchase is',
  [
    ['accepted by the subscription page', {}, [202, 202]],
    [
      'accepted for a year where longer terms alone are refused',
      { 'cancel.after72h': 'rejectMultiYear' },
      [202, 202],
    ],
    ['refused for a year by reports', { 'cancel.after72h': 'rejectAnnualAndMore' }, [202, 400]],
  ],
  async (settings) => {
    const world = api(settings);
    const statuses: number[] = [];
    const ids = [monthly, yearly].map((purchase) => {
      const id = world.buyDirect(purchase);
      world.change(id, { type: 'ConfirmActivation' });
      return id;
    });
    world.advanceTo('2026-02-03T09:00:00.500Z');
    for (const id of ids) statuses.push((await world.call('delete', `/${id}`)).status);
    return statuses;
  },
);
