import { describe, expect, test } from 'vitest';
import { parseDefinition, WorldDefinitionError } from '../src/index.ts';
import { createWorlds } from '../src/worlds/worlds.ts';

const partner = { alias: 'north', name: 'North', kind: 'directBill', mpnId: '1000001', country: 'US' };
const solo = { alias: 'solo', companyName: 'Solo', domain: 'solo.onmicrosoft.com', country: 'US' };

const definition = (customer: object, plan: object = {}) =>
  parseDefinition({
    version: 1,
    partners: [partner],
    customers: [{ ...solo, ...customer }],
    publishers: [{ alias: 'maker', name: 'Maker', landingPageUrl: 'https://maker.example/land' }],
    offers: [
      {
        offerId: 'tool',
        publisher: 'maker',
        title: 'Tool',
        pricingModel: 'perUser',
        plans: [
          {
            planId: 'basic',
            title: 'Basic',
            markets: ['US'],
            privateFor: ['solo'],
            prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: '20.00' }],
            ...plan,
          },
        ],
      },
    ],
  });

describe('PUR-18: a customer without a partner in a world file', () => {
  test.each([{}, { agreement: 'accepted' }, { agreement: 'none' }])('becomes one: %j', async (given) => {
    const { engine, directory } = await createWorlds({ definition: definition(given) }).require();
    const { state } = engine;
    const [customer] = state.customers.values();
    expect(customer).toMatchObject({
      companyName: 'Solo',
      email: 'admin@solo.onmicrosoft.com',
      country: 'US',
    });
    expect(customer).not.toHaveProperty('partnerId');
    expect(state.agreements.of(customer?.id ?? '').size).toBe(0);
    expect(directory.tenants.has(customer?.id ?? '')).toBe(true);
    expect([...state.planByCatalogItem.values()][0]?.plan.privateAudience).toEqual([customer?.id]);
  });

  test('keeps the address that it gives', async () => {
    const address = {
      addressLine1: '1 Quay',
      city: 'Portland',
      postalCode: '97201',
      firstName: 'Ada',
      lastName: 'Marsh',
    };
    const { engine } = await createWorlds({ definition: definition({ address }) }).require();
    expect([...engine.state.customers.values()][0]?.address).toEqual({ ...address, country: 'US' });
  });

  const acceptance = { firstName: 'Ann', lastName: 'Lee', email: 'ann@solo.example' };
  test.each([
    [{ reseller: 'branch' }, 'customers[0].reseller'],
    [{ agreement: acceptance }, 'customers[0].agreement'],
    [{ delegatedAccess: false }, 'customers[0].delegatedAccess'],
  ])('%j needs a partner', (given, path) => {
    const told = () => definition(given);
    expect(told).toThrow(WorldDefinitionError);
    expect(told).toThrow(`${path}: goes with a partner, and the customer has none`);
  });
});

describe('SF 5.4: a plan that activates by itself in a world file', () => {
  test.each([
    [{}, false],
    [{ autoActivation: true }, true],
    [{ autoActivation: false }, false],
  ])('%j', async (plan, expected) => {
    const { engine } = await createWorlds({ definition: definition({}, plan) }).require();
    expect([...engine.state.planByCatalogItem.values()][0]?.plan.autoActivation).toBe(expected);
  });

  test('nothing but yes and no', () => {
    expect(() => definition({}, { autoActivation: 'yes' })).toThrow('offers[0].plans[0].autoActivation');
  });
});
