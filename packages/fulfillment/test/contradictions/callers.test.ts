import { api } from '../support/api.ts';
import { contradiction } from '../support/contradiction.ts';
import { active, patch } from '../support/direct.ts';

contradiction<readonly number[]>(
  'C1: a purchase token lives',
  [
    ['a day by the documentation', {}, [200, 200, 400]],
    ['an hour by the OpenAPI text', { 'act.tokenTtl': 'PT1H' }, [200, 400, 400]],
  ],
  async (settings) => {
    const world = api(settings);
    const token = world.token(world.buy());
    const statuses: number[] = [];
    for (const at of ['2026-01-31T09:59:00Z', '2026-01-31T10:01:00Z', '2026-02-01T09:01:00Z']) {
      world.advanceTo(at);
      statuses.push((await world.call('post', '/resolve').set('x-ms-marketplace-token', token)).status);
    }
    return statuses;
  },
);

contradiction<readonly unknown[]>(
  'C2: a call without a token is',
  [
    ['403 by the documentation', {}, [403, undefined]],
    ['401 in the emulator', { 'auth.missing': '401' }, [401, 'Bearer']],
    ["the first publisher's where none is asked for", { 'auth.mode': 'off' }, [200, undefined]],
  ],
  async (settings) => {
    const { status, headers } = await api(settings).raw(
      'get',
      '/api/saas/subscriptions?api-version=2018-08-31',
    );
    return [status, headers['www-authenticate']];
  },
);

contradiction<string>(
  'C10: links lead to',
  [
    ['the host that was called by the documentation', {}, 'http://called.test'],
    ['another host in recordings', { 'links.base': 'https://main.test' }, 'https://main.test'],
  ],
  async (settings) => {
    const { world, id } = active({ settings });
    const { headers } = await patch(world, id, { quantity: 12 }).set('host', 'called.test').expect(202);
    return new URL(headers['operation-location'] ?? '').origin;
  },
);
