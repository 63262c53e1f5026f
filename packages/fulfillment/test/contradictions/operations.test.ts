import { api } from '../support/api.ts';
import { moorings } from '../support/catalog.ts';
import { contradiction } from '../support/contradiction.ts';
import { active, patch } from '../support/direct.ts';

contradiction<readonly number[]>(
  'C17: the answer to an operation says',
  [
    ['whatever it likes in reality', {}, [200, 200, 200]],
    ['Success or Failure by the documentation', { 'ops.statusValidation': 'strict' }, [400, 400, 200]],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive();
    world.change(id, { type: 'SetQuantity', quantity: 15 });
    const path = `/${id}/operations/${world.subscription(id).openOperationId}`;
    const statuses: number[] = [];
    for (const status of ['Perhaps', 'InProgress', 'Success'])
      statuses.push((await world.call('patch', path).send({ status })).status);
    return statuses;
  },
);

contradiction<number>(
  "C18: the answer to a publisher's own operation is",
  [
    ['500 in reality', {}, 500],
    ['400 where things are done properly', { 'ops.patchOnPartner': '400' }, 400],
  ],
  async (settings) => {
    const { world, id } = active({ settings, offer: moorings });
    await patch(world, id, { quantity: 12 }).expect(202);
    const path = `/${id}/operations/${world.subscription(id).openOperationId}`;
    return (await world.call('patch', path).send({ status: 'Success' })).status;
  },
);

contradiction<readonly number[]>(
  'C22: an operation whose webhook came',
  [
    ['can be read by the documentation', {}, [200, 200]],
    ['is missing for several actions by reports', { 'ops.missingFor': ['Suspend', 'Renew'] }, [404, 200]],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive({ offer: moorings });
    world.change(id, { type: 'Suspend' });
    world.change(id, { type: 'Reactivate' });
    const operations = [...world.engine.state.operations.values()].filter(
      ({ subscriptionId }) => subscriptionId === id,
    );
    const statuses: number[] = [];
    for (const operation of operations)
      statuses.push((await world.call('get', `/${id}/operations/${operation.id}`)).status);
    return statuses;
  },
);

contradiction<readonly string[]>(
  'C26: an operation that is done',
  [['Succeeded, it did not end in Success as older samples have it', {}, ['InProgress', 'Succeeded']]],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive();
    world.change(id, { type: 'SetQuantity', quantity: 15 });
    const path = `/${id}/operations/${world.subscription(id).openOperationId}`;
    const status = async () => (await world.call('get', path).expect(200)).body.status;
    const before = await status();
    await world.call('patch', path).send({ status: 'Success' }).expect(200);
    return [before, await status()];
  },
);

contradiction<readonly unknown[]>(
  'C27: who asked for an operation stands in',
  [['operationRequestSource, never the name that the emulator has', {}, ['Partner', undefined]]],
  async (settings) => {
    const { world, id } = active({ settings, offer: moorings });
    const { headers } = await patch(world, id, { quantity: 12 }).expect(202);
    const { body } = await world.call('get', `/${id}/operations/${headers['operation-id']}`).expect(200);
    return [body.operationRequestSource, body.operationRequestedSource];
  },
);
