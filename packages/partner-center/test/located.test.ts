import { beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../src/endpoints.ts';
import { call, filled } from './support/calls.ts';
import { ids } from './support/fixtures.ts';
import { buy } from './support/purchase.ts';
import { oneOfEverything } from './support/samples.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const nowhere = '00000000-0000-4000-8000-000000000000';
const sim = simulation();
let params: Readonly<Record<string, string>> = {};
let foreign = '';

beforeAll(async () => {
  params = await oneOfEverything(sim);
  sim.run({
    type: 'CreateCustomer',
    partnerId: ids.direct,
    profile: {
      ...{ companyName: 'Neighbour', domain: 'neighbour.example', email: 'a@b.example', culture: 'en-US' },
      language: 'en',
      address: {
        ...{ country: 'US', city: 'Seattle', addressLine1: '2 Quay', postalCode: '98101' },
        ...{ firstName: 'Per', lastName: 'Lund' },
      },
    },
    tenantId: nowhere.replaceAll('0', '6'),
  });
  foreign = (await buy(sim, { customer: ids.resold, who: 'admin@provider' })).subscriptionId;
});

/** What stands in the place of a parameter, and the code that follows where the contract of the endpoint has it. */
const misses = [
  ['customerId', 'no-guid', 400, 900118],
  ['customerId', nowhere, 404, 1000],
  ['customerId', ids.resold, 403, 20002],
  ['orderId', 'nothing', 404, 20000],
  ['subscriptionId', nowhere, 404, 20003],
  ['customerId', ids.other, 400, 800021],
  ['cartId', nowhere, 404, 800008],
  ['userId', nowhere, 404, 60002],
  ['productId', 'NONE', 404, 400013],
  ['skuId', '9999', 404, 400018],
  ['availabilityId', 'NONE', 404, 400019],
] as const;

const contracts = endpoints
  .map(({ contract }) => contract)
  .filter(({ path }) => /:(?:customerId|productId)/.test(path));

describe('PC 2.3, 6.2: what a path names is found, or refused as not there', () => {
  test.each(contracts)('$id', async ({ id, method, path, refusals }) => {
    const query = path.startsWith('/v1/products') ? '?country=US' : '';
    for (const [name, value, status, code] of misses) {
      const declared = refusals.some((each) => each.code === code && each.status === status);
      if (!path.includes(`:${name}`) || !declared) continue;
      await expectNoEvents(sim, async () => {
        const at = filled(path, { ...params, [name]: value });
        const answer = await call(sim, 'global@direct', method, `${at}${query}`);
        expect([id, name, answer.status, answer.body]).toEqual([id, name, status, envelope(code)]);
      });
    }
  });

  test('a subscription that another partner sold is not there', async () => {
    const path = `/v1/customers/${ids.customer}/subscriptions/${foreign}`;
    const { body } = await sim.as().get(path).expect(404);
    expect(body).toEqual(envelope(20003));
  });
});
