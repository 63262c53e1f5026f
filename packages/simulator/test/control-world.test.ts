import { instant } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { buy, buyActive, customerIn } from './support/purchase.ts';
import { type Caller, started } from './support/running.ts';

async function traded(): Promise<Caller & { readonly subscriptionId: string; readonly customerId: string }> {
  const caller = await started();
  const world = await caller.simulator.worlds.require();
  const customerId = customerIn(world, 'customer-1');
  const subscriptionId = buyActive(world.engine, { customerId, planId: 'standard', quantity: 3 });
  return { ...caller, subscriptionId, customerId };
}

describe('clock', () => {
  test('stands still until it is advanced, by a duration or to a moment', async () => {
    const { get, post } = await started();
    const { body: before } = await get('/_sim/clock');
    expect(before).toMatchObject({ mode: 'frozen', now: '2026-01-05T09:00:00.000Z' });
    expect((await get('/_sim/clock')).body.now).toBe(before.now);
    const moved = await post('/_sim/clock/advance', { by: 'P1M' });
    expect(moved.body).toMatchObject({ now: '2026-02-05T09:00:00.000Z', count: 1 });
    const to = await post('/_sim/clock/advance', { to: '2026-03-01T01:00:00+01:00' });
    expect(to.body.now).toBe('2026-03-01T00:00:00.000Z');
    expect((await get('/_sim/clock')).body.now).toBe('2026-03-01T00:00:00.000Z');
  });

  test('tells what happened on the way', async () => {
    const { post, subscriptionId } = await traded();
    const { body } = await post('/_sim/clock/advance', { by: 'P1M' });
    expect(body.events).toContainEqual({
      seq: expect.any(Number),
      at: '2026-02-05T00:00:00.000Z',
      type: 'TermStarted',
      subscriptionId,
    });
    expect(body.count).toBe(body.events.length);
  });

  test.each([
    [{ by: 'a month' }, 400, 'durationInvalid', 'by'],
    [{ by: 'P9999Y' }, 400, 'durationInvalid', 'by'],
    [{ by: '-P1D' }, 409, 'clockBackwards', 'by'],
    [{ to: '2025-01-01T00:00:00Z' }, 409, 'clockBackwards', 'to'],
    [{ to: '2026-13-01' }, 400, 'instantInvalid', 'to'],
    [{ to: '9800-01-01T00:00:00Z' }, 400, 'instantInvalid', 'to'],
    [{ by: 'P7774Y' }, 400, 'durationInvalid', 'by'],
    [{}, 400, 'invalid', 'by'],
    [{ by: 'P1D', to: '2027-01-01T00:00:00Z' }, 400, 'invalid', 'by'],
    [{ by: 1 }, 400, 'invalid', 'by'],
  ])('%j is refused and moves nothing', async (body, status, code, target) => {
    const { get, post } = await started();
    const refused = await post('/_sim/clock/advance', body);
    expect(refused.status).toBe(status);
    expect(refused.body.error).toMatchObject({ code, target });
    expect((await get('/_sim/clock')).body.now).toBe('2026-01-05T09:00:00.000Z');
  });
});

describe('settings', () => {
  test('are read with what they mean, and changed by id or alias', async () => {
    const { call, get } = await started();
    const { body } = await get('/_sim/settings');
    expect(Object.keys(body.settings).toSorted()).toEqual(
      body.described.map(({ id }: { readonly id: string }) => id).toSorted(),
    );
    const change = {
      cartTtl: 'P2D',
      'list.pageSize': 5,
      'etag.required': true,
      'terms.allowed': ['P1M/monthly'],
    };
    const changed = await call('PATCH', '/_sim/settings', { body: change });
    expect(changed.status).toBe(200);
    expect(Object.keys(changed.body)[0]).toBe('changed');
    expect(changed.body.changed).toEqual({
      'cart.ttl': { from: body.settings['cart.ttl'], to: 'P2D' },
      'list.pageSize': { from: body.settings['list.pageSize'], to: 5 },
      'etag.required': { from: false, to: true },
      'terms.allowed': { from: body.settings['terms.allowed'], to: ['P1M/monthly'] },
    });
    expect((await call('PATCH', '/_sim/settings', { body: change })).body.changed).toEqual({});
    expect(changed.body.settings).toEqual({
      ...body.settings,
      'cart.ttl': 'P2D',
      'list.pageSize': 5,
      'etag.required': true,
      'terms.allowed': ['P1M/monthly'],
    });
  });

  test.each([
    [{ 'cart.ttl': 'P2D', nothing: 1 }, 404, 'settingUnknown', 'nothing', 'no setting "nothing"'],
    [{ 'cart.ttl': 'P2D', 'list.pageSize': 0 }, 400, 'settingInvalid', 'list.pageSize', 'from 1 to 1000'],
    [{ 'cart.ttl': 'P2D', 'error.list': 'old' }, 400, 'settingInvalid', 'error.list', '2020, newer'],
    [{ 'cart.ttl': { days: 1 } }, 400, 'invalid', 'cart.ttl', 'cart.ttl'],
  ])('%j is refused and changes nothing', async (body, status, code, target, message) => {
    const { call, get } = await started();
    const before = await get('/_sim/settings');
    const refused = await call('PATCH', '/_sim/settings', { body });
    expect(refused.status).toBe(status);
    expect(refused.body.error).toMatchObject({ code, target, message: expect.stringContaining(message) });
    expect((await get('/_sim/settings')).body).toEqual(before.body);
  });
});

describe('money', () => {
  test('the ledger shows decimal amounts, included end dates and totals', async () => {
    const { get, post, subscriptionId, customerId } = await traded();
    const { body } = await get('/_sim/ledger');
    expect(body.rows).toMatchObject([
      {
        type: 'new',
        status: 'unbilled',
        subscriptionId,
        customerId,
        quantity: 3,
        unitPrice: 20,
        unitAmount: 20,
        amount: 60,
        currency: 'USD',
        chargeStartDate: '2026-01-05',
        chargeEndDate: '2026-02-04',
        term: 1,
      },
    ]);
    expect(body.totals).toEqual({ USD: 60 });

    await post('/_sim/clock/advance', { to: '2026-02-20T00:00:00Z' });
    const [all, billed, unbilled, nobody] = await Promise.all(
      ['', '?status=billed', `?status=unbilled&subscriptionId=${subscriptionId}`, '?customerId=nobody'].map(
        (query) => get(`/_sim/ledger${query}`),
      ),
    );
    expect(all?.body.rows.map(({ type }: { readonly type: string }) => type)).toEqual(['new', 'renew']);
    expect(billed?.body.rows).toMatchObject([{ type: 'new', invoiceId: expect.any(String) }]);
    expect(unbilled?.body.rows).toMatchObject([{ type: 'renew', chargeStartDate: '2026-02-05' }]);
    expect(nobody?.body).toEqual({ rows: [], totals: {} });

    const { body: invoiced } = await get('/_sim/invoices');
    expect(invoiced.invoices).toMatchObject([
      {
        id: billed?.body.rows[0].invoiceId,
        total: 60,
        currency: 'USD',
        documentType: 'invoice',
        startDate: '2026-01-01',
        endDate: '2026-01-31',
        lines: [{ type: 'new', amount: 60, status: 'billed' }],
      },
    ]);
    const refused = await get('/_sim/ledger?status=paid');
    expect([refused.status, refused.body.error.target]).toEqual([400, 'status']);
  });

  test('BIL-12: lines and invoices of a calendar month, an invoice by its number or its customers', async () => {
    const { get, post, customerId } = await traded();
    await post('/_sim/clock/advance', { to: '2026-03-20T00:00:00Z' });
    const february = await get('/_sim/ledger?month=2026-02');
    expect(february.body).toMatchObject({ rows: [{ type: 'renew', amount: 60 }], totals: { USD: 60 } });
    const all = (await get('/_sim/invoices')).body.invoices;
    expect(all).toHaveLength(2);
    expect((await get('/_sim/invoices?month=2026-02')).body.invoices).toEqual([all[1]]);
    expect((await get(`/_sim/invoices?customerId=${customerId}`)).body.invoices).toEqual(all);
    expect((await get('/_sim/invoices?customerId=nobody')).body.invoices).toEqual([]);
    expect((await get(`/_sim/invoices/${all[0].id.toLowerCase()}`)).body).toEqual(all[0]);
    const nothing = await get('/_sim/invoices/G000000000');
    expect(nothing.body.error).toMatchObject({
      code: 'invoiceNotFound',
      message: 'there is no invoice G000000000',
    });
    for (const path of ['/_sim/ledger', '/_sim/invoices']) {
      const refused = await get(`${path}?month=2026-13`);
      expect([refused.status, refused.body.error.target]).toEqual([400, 'month']);
    }
  });

  test('metered use is a line of its own, once it is billed', async () => {
    const { get, post, simulator } = await started();
    const world = await simulator.worlds.require();
    const { engine } = world;
    const customerId = customerIn(world, 'customer-1');
    const subscriptionId = buyActive(engine, { customerId, planId: 'flat', quantity: 1 });
    engine.execute({
      type: 'ReportUsage',
      publisherId: 'publisher-2',
      events: [
        { subscriptionId, dimensionId: 'storage', quantity: 137.5, usedAt: instant('2026-01-05T09:00:00Z') },
      ],
    });
    await post('/_sim/clock/advance', { to: '2026-02-08T00:00:00Z' });
    const { body } = await get(`/_sim/ledger?subscriptionId=${subscriptionId}`);
    expect(body.rows.map(({ type }: { readonly type: string }) => type)).toEqual(['new', 'renew', 'usage']);
    expect(body.rows[2]).toMatchObject({
      ...{ dimension: 'storage', quantity: 137.5, unitPrice: 0.045, amount: 6.18, status: 'billed' },
      ...{ chargeStartDate: '2026-01-01', chargeEndDate: '2026-01-31' },
    });
    const { body: invoiced } = await get('/_sim/invoices');
    expect(invoiced.invoices[0]).toMatchObject({
      total: 356.18,
      lines: [{ type: 'new' }, { type: 'usage' }],
    });
  });
});

describe('events', () => {
  test('come in pages, and by type', async () => {
    const { get, simulator } = await traded();
    const all = (await simulator.engine()).events();
    const first = await get('/_sim/events?limit=5');
    expect(first.body).toEqual({ events: JSON.parse(JSON.stringify(all.slice(0, 5))), next: 5 });
    const rest = await get('/_sim/events?after=5&limit=1000');
    expect(rest.body.events).toHaveLength(all.length - 5);
    expect(rest.body).not.toHaveProperty('next');
    const partners = await get('/_sim/events?type=PartnerRegistered&limit=4');
    expect(partners.body.events).toHaveLength(4);
    expect(partners.body).not.toHaveProperty('next');
    const bad = await get('/_sim/events?limit=0');
    expect([bad.status, bad.body.error.target]).toEqual([400, 'limit']);
  });
});

describe('inventory', () => {
  test('accounts give a newcomer what is needed to start', async () => {
    const { get, customerId } = await traded();
    const { body } = await get('/_sim/accounts');
    expect(body.partners[0]).toMatchObject({
      alias: 'direct',
      kind: 'directBill',
      developmentTokens: { 'admin-agent': 'dev-admin-agent', app: 'dev-app' },
    });
    expect(body.partners[1].developmentTokens['admin-agent']).toBe('dev-admin-agent.provider');
    expect(body.publishers[1].developmentTokens.publisher).toBe('dev-publisher.publisher-2');
    expect(body.customers[0]).toMatchObject({
      alias: 'customer-1',
      tenantId: customerId,
      currency: 'USD',
      agreementConfirmed: true,
      subscriptions: 1,
    });
    expect(body.customers[1]).toMatchObject({ alias: 'customer-2', agreementConfirmed: false });
    expect(body.customers[3]).toMatchObject({ alias: 'customer-4', currency: 'SEK' });
  });

  test('strict shows no development tokens', async () => {
    const { get } = await started({ auth: 'strict' });
    expect((await get('/_sim/accounts')).text).not.toContain('dev-');
  });

  test('the catalog has every plan, private ones too', async () => {
    const { get, customerId } = await traded();
    const { body } = await get('/_sim/catalog');
    const plans = body.offers.flatMap((offer: { readonly plans: readonly object[] }) => offer.plans);
    expect(plans).toHaveLength(5);
    expect(plans[0]).toMatchObject({
      planId: 'standard',
      skuId: '0001',
      minimumQuantity: 1,
      maximumQuantity: 100,
      catalogItemId: expect.stringMatching(/^DZH318Z0\w{4}:0001:DZH318Z0\w{4}$/),
      prices: [
        { term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: 20 },
        { currency: 'SEK', price: 210 },
      ],
    });
    expect(plans[2]).toMatchObject({ planId: 'negotiated', privateAudience: [customerId] });
    expect(body.offers[1].dimensions).toMatchObject([{ id: 'storage', prices: [{ price: 0.045 }, {}] }]);
    expect(body.offers[1].plans[0].dimensions).toEqual(body.offers[1].dimensions);
  });
});

describe('publisher extension', () => {
  async function pending() {
    const caller = await started();
    const world = await caller.simulator.worlds.require();
    const customerId = customerIn(world, 'customer-1');
    const subscriptionId = buy(world.engine, { customerId, planId: 'standard', quantity: 3 });
    const report = (body: unknown, token = 'dev-publisher', id = subscriptionId) =>
      caller.post(`/_sim/publisher/subscriptions/${id}/licenses`, body, {
        headers: token === '' ? {} : { authorization: `Bearer ${token}` },
      });
    return { report, world, subscriptionId };
  }

  test('reports assigned licences', async () => {
    const { report, subscriptionId, world } = await pending();
    const answer = await report({ assigned: 3 });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      id: subscriptionId,
      state: 'PL',
      status: 'Pending',
      saasSubscriptionStatus: 'PendingFulfillmentStart',
      steps: [],
    });
    expect(world.engine.state.subscriptions.get(subscriptionId)).toHaveProperty('assignedAt');
  });

  test.each([
    [{ assigned: 3 }, '', undefined, 401, 'token.missing'],
    [{ assigned: 3 }, 'dev-nobody', undefined, 401, 'token.malformed'],
    [{ assigned: 3 }, 'dev-admin-agent', undefined, 403, 'notPublisher'],
    [{ assigned: 3 }, 'dev-publisher.publisher-2', undefined, 403, 'subscriptionForeign'],
    [{ assigned: 3 }, 'dev-publisher', 'no-such-id', 404, 'subscriptionNotFound'],
    [{ assigned: 2 }, 'dev-publisher', undefined, 400, 'quantityMismatch'],
    [{ assigned: 'three' }, 'dev-publisher', undefined, 400, 'invalid'],
    [{ assigned: 'three' }, 'dev-publisher.publisher-2', undefined, 403, 'subscriptionForeign'],
    [undefined, 'dev-publisher', undefined, 400, 'invalid'],
  ])('%j by "%s" for %s is refused with %i', async (body, token, id, status, code) => {
    const { report, world, subscriptionId } = await pending();
    const answer = await report(body, token, id);
    expect(answer.status).toBe(status);
    expect(answer.body.error.code).toBe(code);
    expect(world.engine.state.subscriptions.get(subscriptionId)).not.toHaveProperty('assignedAt');
  });
});
