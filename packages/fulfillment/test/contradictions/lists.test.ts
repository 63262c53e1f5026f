import { api, unknownId } from '../support/api.ts';
import { contradiction } from '../support/contradiction.ts';

contradiction<boolean>(
  'C9: a page that is not the last one',
  [
    ['is full by the documentation', {}, true],
    ['holds two thirds to nine tenths in recordings', { 'list.jitter': true }, false],
  ],
  async (settings) => {
    const world = api({ 'list.pageSize': 20, ...settings });
    const bought = Array.from({ length: 50 }, () => world.buy());
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let path = ''; ; ) {
      const { body } = await world.call('get', path).expect(200);
      seen.push(...body.subscriptions.map(({ id }: { id: string }) => id));
      const link = body['@nextLink'];
      if (link === undefined) break;
      sizes.push(body.subscriptions.length);
      path = new URL(link).search.replace('&api-version=2018-08-31', '');
    }
    if (seen.join() !== bought.join()) throw new Error('the pages do not make the list');
    const isShort = sizes.every((size) => size >= 13 && size <= 17);
    return sizes.every((size) => size === 20) || !isShort;
  },
);

contradiction<string>(
  'C11: who has sold nothing gets',
  [
    ['an empty list', {}, '{"subscriptions":[]}'],
    ['no body by the documentation', { 'list.empty': 'emptyBody' }, ''],
  ],
  async (settings) => (await api(settings).call('get', '', 'idle').expect(200)).text,
);

contradiction<readonly unknown[]>(
  'C12: the plans of a subscription that does not exist are',
  [
    ['404 by OpenAPI', {}, [404, 'EntityNotFound']],
    ['none by the documentation', { 'plans.unknown': 'empty' }, [200, { plans: [] }]],
    ['an empty array in the emulator', { 'plans.unknown': 'array' }, [200, []]],
  ],
  async (settings) => {
    const world = api(settings);
    await world.call('get', `/${world.buy()}/listAvailablePlans`, 'idle').expect(403);
    const { status, body } = await world.call('get', `/${unknownId}/listAvailablePlans`);
    return [status, status === 200 ? body : body.code];
  },
);

contradiction<boolean>(
  'C13: operations are listed',
  [
    ['inside of an object by the documentation', {}, false],
    ['as a bare array in the emulator', { 'ops.shape': 'array' }, true],
  ],
  async (settings) => {
    const world = api(settings);
    const id = world.buyActive();
    world.change(id, { type: 'SetQuantity', quantity: 15 });
    const { body } = await world.call('get', `/${id}/operations`).expect(200);
    const [operation] = Array.isArray(body) ? body : body.operations;
    if (operation.action !== 'ChangeQuantity') throw new Error('the operation is not there');
    return Array.isArray(body);
  },
);

contradiction<readonly (readonly string[])[]>(
  'C14: the operations that are listed are',
  [
    ['all pending ones by the documentation', {}, [['ChangeQuantity'], ['ChangeQuantity'], ['Reinstate']]],
    ['none in reports', { 'ops.list': 'empty' }, [[], [], []]],
    ['reinstatements on a page of 2020', { 'ops.list': 'reinstate' }, [[], [], ['Reinstate']]],
    ['there after a while in reality', { 'ops.list': 'delayed' }, [[], ['ChangeQuantity'], []]],
  ],
  async (settings) => {
    const world = api(settings);
    const [changed, suspended] = [world.buyActive(), world.buyActive()];
    const listed = async (id: string) =>
      (await world.call('get', `/${id}/operations`).expect(200)).body.operations.map(
        ({ action }: { action: string }) => action,
      );
    world.change(changed, { type: 'SetQuantity', quantity: 15 });
    world.change(suspended, { type: 'Suspend' });
    const atOnce = await listed(changed);
    world.advanceTo('2026-01-31T09:00:05.500Z');
    world.change(suspended, { type: 'Reactivate' });
    return [atOnce, await listed(changed), await listed(suspended)];
  },
);

contradiction<readonly number[]>(
  'C15: an operation that does not exist is',
  [
    ['404 by the documentation', {}, [404, 404]],
    ['400 in reality', { 'ops.unknown': '400' }, [400, 400]],
  ],
  async (settings) => {
    const world = api(settings);
    const path = `/${world.buyActive()}/operations/${unknownId}`;
    const [read, answered] = [await world.call('get', path), await world.call('patch', path).send({})];
    return [read.status, answered.status];
  },
);

contradiction<readonly unknown[]>(
  'C16: the operations of a subscription that does not exist are',
  [
    ['404 by the documentation', {}, [404, undefined]],
    ['an empty list in reality', { 'ops.unknownSubscription': 'empty' }, [200, []]],
  ],
  async (settings) => {
    const { status, body } = await api(settings).call('get', `/${unknownId}/operations`);
    return [status, body.operations];
  },
);
