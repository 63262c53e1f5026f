import { describe, expect, test } from 'vitest';
import { changingNothing, market } from './support/market.ts';
import { buyActive, customerIn } from './support/purchase.ts';

const monthly = { term: 'P1M', billingCycle: 'monthly', currency: 'USD' } as const;

/** The market, where ten seats of `basic` cost its partner 20.00 a month each, from the first of January on. */
async function selling() {
  const it = await market();
  const customerId = customerIn(it.world, 'acme');
  const [partnerId = ''] = it.engine.state.partners.keys();
  const tool = [...it.engine.state.offers.values()].find(({ offerId }) => offerId === 'tool');
  const at = `/_sim/catalog/${tool?.productId}`;
  const put = (path: string, body: unknown) => it.call('PUT', path, { body });
  const sell = () => buyActive(it.engine, { customerId, planId: 'basic', quantity: 10 });
  const lines = async (id: string) => (await it.get(`/_sim/ledger?subscriptionId=${id}`)).body.rows;
  const advance = (to: string) => it.post('/_sim/clock/advance', { to });
  return { ...it, at, put, sell, lines, advance, partnerId, customerId, productId: tool?.productId ?? '' };
}

describe('CTL-53: new prices', () => {
  test('BIL-11: are shown as published, and hold for what renews once they are in effect', async () => {
    const it = await selling();
    const id = it.sell();
    const { status, body } = await it.post(`${it.at}/prices`, {
      prices: [{ planId: 'basic', ...monthly, price: '15.00' }],
    });
    expect(status).toBe(200);
    const [plan] = body.plans;
    expect(plan.prices[0]).toMatchObject({ price: 20, changes: [{ price: 15 }] });
    await it.advance('2026-03-10T00:00:00Z');
    const rows = await it.lines(id);
    expect(
      rows.map(({ unitPrice, amount }: { unitPrice: number; amount: number }) => [unitPrice, amount]),
    ).toEqual([
      [20, 200],
      [15, 150],
      [15, 150],
    ]);
  });

  test.each([
    ['prices[0]', 'invalid', 400, { planId: 'basic', currency: 'USD', price: 1 }],
    ['prices[0]', 'invalid', 400, { dimension: 'mail', term: 'P1M', currency: 'USD', price: 1 }],
    ['prices[0].price', 'invalid', 400, { planId: 'basic', ...monthly, price: '-1' }],
    ['planId', 'planNotFound', 404, { planId: 'none', ...monthly, price: 1 }],
    ['prices', 'priceChangeInvalid', 400, { planId: 'basic', ...monthly, currency: 'SEK', price: 1 }],
    ['prices', 'priceChangeInvalid', 400, { dimension: 'mail', currency: 'USD', price: 1 }],
    ['prices', 'priceChangeInvalid', 400, { planId: 'basic', ...monthly, price: 20 }],
  ])('%s %s: a price that cannot be is refused and changes nothing', async (target, code, status, entry) => {
    const it = await selling();
    const refused = await changingNothing(it, () => it.post(`${it.at}/prices`, { prices: [entry] }));
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
    expect(refused.body.error.target).toContain(target);
  });

  test('of an offer that is not there are a 404', async () => {
    const it = await selling();
    const body = { prices: [{ planId: 'basic', ...monthly, price: 1 }] };
    const refused = await it.post('/_sim/catalog/NONE/prices', body);
    expect([refused.status, refused.body.error.code]).toEqual([404, 'productNotFound']);
  });
});

describe('CTL-54: a margin', () => {
  test('PUR-20: is taken off the next charge, of these plans for these customers alone', async () => {
    const it = await selling();
    const { status, body } = await it.post(`${it.at}/margins`, {
      percent: 15,
      partners: ['north'],
      customers: ['acme'],
      plans: ['basic'],
      until: '2026-12-31',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      productId: it.productId,
      percent: 15,
      partnerIds: [it.partnerId],
      customerIds: [it.customerId],
      planIds: ['basic'],
      until: '2026-12-31',
    });
    const [line] = await it.lines(it.sell());
    expect(line).toMatchObject({ unitPrice: 20, effectiveUnitPrice: 17, amount: 170 });
  });

  test.each([
    [{ until: '2026-12-30' }, 400, 'marginInvalid'],
    [{ from: '2026-02-02' }, 400, 'marginInvalid'],
    [{ partners: ['nobody'] }, 404, 'partnerNotFound'],
    [{ customers: ['nobody'] }, 404, 'customerNotFound'],
    [{ customers: ['solo'] }, 409, 'customerForeign'],
    [{ plans: ['none'] }, 404, 'planNotFound'],
    [{ percent: 101 }, 400, 'invalid'],
  ])('%j cannot be granted, and changes nothing', async (rest, status, code) => {
    const it = await selling();
    const wanted = { percent: 15, partners: ['north'], until: '2026-12-31', ...rest };
    const refused = await changingNothing(it, () => it.post(`${it.at}/margins`, wanted));
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
  });
});

describe('CTL-55: an exchange rate', () => {
  test('BIL-17: holds from its month on, or from this one', async () => {
    const it = await selling();
    const now = await it.put('/_sim/exchange-rates', { from: 'USD', to: 'EUR', rate: '0.846202666' });
    expect(now).toMatchObject({ status: 200, body: { from: 'USD', to: 'EUR', rate: 0.846202666 } });
    expect(now.body.month).toBe(it.engine.now().slice(0, 7));
    const later = { from: 'USD', to: 'EUR', rate: 0.9, month: '2026-09' };
    expect((await it.put('/_sim/exchange-rates', later)).body).toEqual(later);
    expect([...it.engine.state.exchangeRates.of('USD EUR')]).toHaveLength(2);
  });

  test.each([
    [{ from: 'USD', to: 'USD', rate: 1 }, 'exchangeRateInvalid'],
    [{ from: 'USD', to: 'EUR', rate: 0 }, 'invalid'],
    [{ from: 'USD', to: 'EUR', rate: 1, month: '2026-13' }, 'invalid'],
    [{ from: 'usd', to: 'EUR', rate: 1 }, 'invalid'],
  ])('%j is refused and changes nothing', async (rate, code) => {
    const it = await selling();
    const refused = await changingNothing(it, () => it.put('/_sim/exchange-rates', rate));
    expect([refused.status, refused.body.error.code]).toEqual([400, code]);
  });
});

describe('CTL-59: how a plan is sold', () => {
  test('PUR-11: what is said holds from now on, and the rest stays', async () => {
    const it = await selling();
    const patch = async (sale: object) =>
      (await it.call('PATCH', `${it.at}/plans/basic`, { body: sale })).body.plans;
    const [before, ...rest] = (await it.get('/_sim/catalog')).body.offers.find(
      ({ productId }: { productId: string }) => productId === it.productId,
    ).plans;
    const [changed, ...others] = await patch({ isStopSell: true, maximumQuantity: 7 });
    expect(changed).toEqual({ ...before, isStopSell: true, maximumQuantity: 7 });
    expect(others).toEqual(rest);
    expect((await patch({ isStopSell: false }))[0]).toEqual({ ...before, maximumQuantity: 7 });
  });

  test.each([
    ['none', { isStopSell: true }, 404, 'planNotFound'],
    ['basic', { markets: [] }, 400, 'offerInvalid'],
    ['basic', { minimumQuantity: 3, maximumQuantity: 2 }, 400, 'offerInvalid'],
    ['basic', { minimumQuantity: 1.5 }, 400, 'invalid'],
  ])('%s, %j is refused and changes nothing', async (planId, sale, status, code) => {
    const it = await selling();
    const path = `${it.at}/plans/${planId}`;
    const refused = await changingNothing(it, () => it.call('PATCH', path, { body: sale }));
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
  });
});

describe('CTL-56: who may resell', () => {
  test('PUR-07: is changed until somebody would be left out who has', async () => {
    const it = await selling();
    const audience = (cspAudience: unknown) => it.put(`${it.at}/audience`, { cspAudience });
    expect((await audience('none')).body.cspAudience).toBe('none');
    expect((await audience(['north'])).body.cspAudience).toEqual([it.partnerId]);
    it.sell();
    const refused = await changingNothing(it, () => audience('none'));
    expect([refused.status, refused.body.error.code]).toEqual([409, 'audienceResold']);
    const unknown = await changingNothing(it, () => audience(['nobody']));
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'partnerNotFound']);
    expect((await audience('any')).status).toBe(200);
  });
});
