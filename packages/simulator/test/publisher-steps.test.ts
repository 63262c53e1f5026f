import { describe, expect, test } from 'vitest';
import { readDefinition } from '../src/index.ts';
import { buy, buyActive, customerIn } from './support/purchase.ts';
import { started } from './support/running.ts';

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function told(purchase: typeof buy) {
  const caller = await started();
  const { engine, identified } = await caller.simulator.worlds.require();
  const customerId = customerIn({ identified }, 'customer-1');
  const id = purchase(engine, { customerId, planId: 'standard', quantity: 3 });
  const post = (path: string, body?: unknown, token = 'dev-publisher') =>
    caller.post(`/_sim/publisher/subscriptions/${id}${path}`, body, bearer(token));
  const cancel = () =>
    fetch(`${caller.simulator.url}/v1/customers/${customerId}/subscriptions/${id}`, {
      method: 'PATCH',
      headers: { ...bearer('dev-admin-agent').headers, 'content-type': 'application/json' },
      body: '{"status":"deleted"}',
    });
  return { caller, engine, id, post, cancel };
}

const exportData = { name: 'exportData', owner: 'customer', before: 'cancel' } as const;

describe('CAN-10: steps over the publisher extension', () => {
  test('a step before cancelling answers Partner Center 417 until it is done', async () => {
    const { post, cancel } = await told(buyActive);
    const required = await post('/steps', exportData);
    expect(required).toMatchObject({
      status: 200,
      body: { status: 'Action Needed', steps: [{ ...exportData, done: false }] },
    });
    const refused = await cancel();
    expect(refused).toMatchObject({ status: 417 });
    expect(await refused.json()).toMatchObject({
      code: 800036,
      description: expect.stringContaining('exportData'),
    });
    const completed = await post('/steps/exportData/complete');
    expect(completed).toMatchObject({ status: 200, body: { status: 'Active', steps: [{ done: true }] } });
    expect(await cancel()).toMatchObject({ status: 200 });
  });

  test('a setup step holds the licences back with its name', async () => {
    const { post, engine } = await told(buy);
    await post('/steps', { name: 'companyForm', owner: 'partner', before: 'activation' });
    const before = engine.seq();
    const refused = await post('/licenses', { assigned: 3 });
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({
      code: 'stepsOpen',
      message: expect.stringContaining('companyForm'),
    });
    expect(engine.seq()).toBe(before);
    await post('/steps/companyForm/complete');
    expect(await post('/licenses', { assigned: 3 })).toMatchObject({ status: 200, body: { state: 'PL' } });
  });

  test('the standing can be read', async () => {
    const { caller, id } = await told(buy);
    const answer = await caller.get(`/_sim/publisher/subscriptions/${id}`, bearer('dev-publisher'));
    expect(answer).toMatchObject({ status: 200, body: { id, state: 'PN', steps: [] } });
  });

  test.each([
    ['/steps', { ...exportData, owner: 'nobody' }, 'dev-publisher', 400, 'invalid'],
    ['/steps', exportData, 'dev-publisher.publisher-2', 403, 'subscriptionForeign'],
    ['/steps/unknown/complete', undefined, 'dev-publisher', 404, 'stepNotFound'],
    ['/steps', exportData, 'dev-admin-agent', 403, 'notPublisher'],
  ])('POST %s %j by %s is refused with %i', async (path, body, token, status, code) => {
    const { post, engine } = await told(buyActive);
    const before = engine.seq();
    const answer = await post(path, body, token);
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect(engine.seq()).toBe(before);
  });

  test('a name is used once', async () => {
    const { post } = await told(buyActive);
    await post('/steps', exportData);
    expect(await post('/steps', exportData)).toMatchObject({
      status: 409,
      body: { error: { code: 'idTaken' } },
    });
  });
});

test('ACT-08: steps of a world file start with each purchase', async () => {
  const caller = await started({
    world: await readDefinition(
      JSON.stringify({
        version: 1,
        partners: [{ alias: 'p', name: 'P', kind: 'directBill', mpnId: '1', country: 'US' }],
        customers: [
          { alias: 'c', partner: 'p', companyName: 'C', domain: 'c.onmicrosoft.com', country: 'US' },
        ],
        publishers: [
          {
            alias: 'pub',
            name: 'Pub',
            landingPageUrl: 'https://pub.example/start',
            steps: [{ name: 'companyForm', owner: 'partner', before: 'activation' }],
          },
        ],
        offers: [
          {
            offerId: 'o',
            publisher: 'pub',
            title: 'O',
            description: '',
            pricingModel: 'perUser',
            plans: [
              {
                planId: 'standard',
                title: 'S',
                markets: ['US'],
                prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: '1.00' }],
              },
            ],
          },
        ],
      }),
      'test',
    ),
  });
  const { engine, identified } = await caller.simulator.worlds.require();
  const id = buy(engine, { customerId: customerIn({ identified }, 'c'), planId: 'standard', quantity: 1 });
  expect(engine.state.subscriptions.get(id)?.steps).toEqual([
    { name: 'companyForm', owner: 'partner', before: 'activation', done: false },
  ]);
});
