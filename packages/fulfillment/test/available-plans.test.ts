import { price } from '@marketsim/core';
import { expect, test } from 'vitest';
import { availablePlans } from '../src/resources/available-plans.ts';
import { soldOf } from '../src/resources/sold.ts';
import { type Api, api, changingNothing, unknownId } from './support/api.ts';
import { ids, pierdesk, soundings } from './support/catalog.ts';

async function planIds(world: Api, id: string, query = ''): Promise<readonly string[]> {
  const { body } = await world.call('get', `/${id}/listAvailablePlans${query}`).expect(200);
  return body.plans.map(({ planId }: { planId: string }) => planId);
}

test("plans of the customer's market that its tenant may see, stopped ones marked (SF 2.6)", async () => {
  const world = api();
  const id = world.buy();
  expect(await planIds(world, id)).toEqual(['crew', 'fleet', 'retired', 'captain', 'tryout']);
  const american = world.buy({ customerId: ids.american });
  expect(await planIds(world, american)).toEqual([
    'crew',
    'fleet',
    'retired',
    'admiral',
    'atlantic',
    'tryout',
  ]);
  const { body } = await world.call('get', `/${id}/listAvailablePlans`).expect(200);
  const flags = Object.fromEntries(
    body.plans.map((plan: Record<string, unknown>) => [
      plan['planId'],
      [plan['isStopSell'], plan['isPrivate'], plan['hasFreeTrials']],
    ]),
  );
  expect(flags).toEqual({
    crew: [false, false, false],
    fleet: [false, false, false],
    retired: [true, false, false],
    captain: [false, true, false],
    tryout: [false, false, true],
  });
});

test('a per-user plan in full shape', async () => {
  const { call, buy } = api();
  const { body, text } = await call('get', `/${buy()}/listAvailablePlans?planId=crew`).expect(200);
  const expected = {
    planId: 'crew',
    displayName: 'Crew',
    isPrivate: false,
    description: 'The crew plan',
    minQuantity: 2,
    maxQuantity: 200,
    hasFreeTrials: false,
    isPricePerSeat: true,
    isStopSell: false,
    market: 'DE',
    planComponents: {
      recurrentBillingTerms: [
        { currency: 'EUR', price: 18.5, termUnit: 'P1M', termDescription: '1 Month Subscription' },
        { currency: 'EUR', price: 200, termUnit: 'P1Y', termDescription: '1 Year Subscription' },
        { currency: 'EUR', price: 204, termUnit: 'P1Y', termDescription: '1 Year Subscription' },
      ],
      meteringDimensions: [],
    },
    sourceOffers: [],
  };
  expect(body).toEqual({ plans: [expected] });
  expect(Object.keys(JSON.parse(text).plans[0])).toEqual(Object.keys(expected));
});

test('a flat metered plan tells what it includes and what more costs', async () => {
  const { call, buy } = api();
  const { body } = await call('get', `/${buy({ offer: soundings })}/listAvailablePlans`).expect(200);
  const [plan] = body.plans;
  expect(plan).not.toHaveProperty('minQuantity');
  expect(plan).not.toHaveProperty('maxQuantity');
  expect(plan.isPricePerSeat).toBe(false);
  expect(plan.planComponents.recurrentBillingTerms[0].meteredQuantityIncluded).toEqual([
    { dimensionId: 'pings', units: '500' },
  ]);
  expect(plan.planComponents.meteringDimensions).toEqual([
    { id: 'pings', currency: 'EUR', pricePerUnit: 0.04, unitOfMeasure: 'ping', displayName: 'Sonar pings' },
  ]);
});

test('MET-01: a plan tells what it meters itself, and what each of its terms includes', async () => {
  const { call, buy } = api();
  const { body } = await call('get', `/${buy({ offer: soundings })}/listAvailablePlans`).expect(200);
  const [, own, none] = body.plans;
  expect(own.planComponents.meteringDimensions).toMatchObject([{ id: 'pings', pricePerUnit: 0.02 }]);
  const terms = own.planComponents.recurrentBillingTerms.map(
    (term: Record<string, unknown>) => term['meteredQuantityIncluded'],
  );
  const yearly = [{ dimensionId: 'pings', units: '6000' }];
  expect(terms).toEqual([undefined, yearly, yearly]);
  expect(none.planComponents.meteringDimensions).toEqual([]);
  expect(none.planComponents.recurrentBillingTerms[0]).not.toHaveProperty('meteredQuantityIncluded');
});

test('planId narrows to one plan, or to none', async () => {
  const world = api();
  const id = world.buy();
  expect(await planIds(world, id, '?planId=fleet')).toEqual(['fleet']);
  expect(await planIds(world, id, '?PLANID=fleet')).toEqual(['fleet']);
  expect(await planIds(world, id, '?planId=admiral')).toEqual([]);
});

test('the current plan is listed even where it is no longer sold', () => {
  const { buy, subscription, engine } = api();
  const sold = soldOf(subscription(buy({ planId: 'captain' })), engine.state);
  const elsewhere = availablePlans({ ...sold, customer: { ...sold.customer, country: 'NO' } });
  expect(elsewhere.map(({ planId }) => planId)).toEqual(['captain']);
});

test('it answers in every status (SF 5.2)', async () => {
  const world = api();
  const id = world.buyActive();
  world.change(id, { type: 'Cancel' });
  expect(await planIds(world, id)).toContain('crew');
});

test('C12: an unknown subscription is not found, a foreign one refused', async () => {
  const world = api();
  await changingNothing(world, () => world.call('get', `/${unknownId}/listAvailablePlans`).expect(404));
  await world.call('get', `/${world.buy()}/listAvailablePlans`, 'idle').expect(403);
});

test('BIL-11: prices are those in effect, before a published change takes effect and after', async () => {
  const world = api();
  const id = world.buy();
  const term = { duration: 'P1M', billingCycle: 'monthly' } as const;
  const prices = [{ skuId: 'SKUCREW', ...term, currency: 'EUR', unitPrice: price('16.50') }];
  world.run({ type: 'ChangePrices', productId: pierdesk.productId, prices });
  const monthly = async (): Promise<number> => {
    const { body } = await world.call('get', `/${id}/listAvailablePlans?planId=crew`).expect(200);
    return body.plans[0].planComponents.recurrentBillingTerms[0].price;
  };
  const [from = ''] =
    world.engine.state.offers
      .get(pierdesk.productId)
      ?.plans.flatMap((plan) =>
        plan.prices.flatMap(({ ahead = [] }) => ahead.map((change) => change.from)),
      ) ?? [];
  expect(await monthly()).toBe(18.5);
  world.advanceTo(`${from}T00:00:00Z`);
  expect(await monthly()).toBe(16.5);
});
