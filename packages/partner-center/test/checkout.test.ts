import { describe, expect, it, test } from 'vitest';
import { ids, item, mpnIds } from './support/fixtures.ts';
import { buy, carts, fillCart, line, yearly } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const checkout = (cart: string, customer: string = ids.customer) => `${carts(customer)}/${cart}/checkout`;
const link = (uri: string, method = 'GET') => ({ uri, method, headers: [] });

describe('CRT-4 checkout', () => {
  it('PUR-14: each line becomes an order with its subscription', async () => {
    const sim = simulation();
    const participants = [{ key: 'transaction_reseller', value: mpnIds.reseller }];
    const cart = await fillCart(sim, {
      who: 'admin@provider',
      customer: ids.resold,
      lines: [line({ friendlyName: 'Seats', participants }), line({ quantity: 2, ...yearly })],
    });
    const { body } = await sim.as('admin@provider').post(checkout(cart, ids.resold)).expect(201);
    const [order] = body.orders;
    const self = `/customers/${ids.resold}/orders/${order.id}`;
    expect(order).toEqual({
      id: expect.stringMatching(/^[\w-]{33}$/),
      alternateId: expect.stringMatching(/^[0-9a-f]{12}$/),
      referenceCustomerId: ids.resold,
      billingCycle: 'monthly',
      currencyCode: 'USD',
      currencySymbol: '$',
      lineItems: [
        {
          lineItemNumber: 0,
          offerId: item('TIDE'),
          subscriptionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          termDuration: 'P1M',
          transactionType: 'New',
          friendlyName: 'Seats',
          quantity: 10,
          partnerIdOnRecord: mpnIds.reseller,
          pricing: { listPrice: 8, discountedPrice: 8, proratedPrice: 8, price: 8, extendedPrice: 80 },
          links: {
            product: link('/products/TIDE?country=US'),
            sku: link('/products/TIDE/skus/0001?country=US'),
            availability: link('/products/TIDE/skus/0001/availabilities/AVAIL0001?country=US'),
            activationLinks: link(`${self}/lineitems/0/activationlinks`),
          },
        },
      ],
      creationDate: '2026-01-05T09:00:00.000Z',
      status: 'pending',
      transactionType: 'UserPurchase',
      totalPrice: 80,
      links: {
        self: link(self),
        provisioningStatus: link(`${self}/provisioningstatus`),
        patchOperation: link(self, 'PATCH'),
      },
      client: {
        marketplaceCountry: 'US',
        deviceFamily: 'UniversalStore-PartnerCenter',
        name: 'Partner Center API',
      },
      attributes: { etag: expect.any(String), objectType: 'Order' },
    });
    expect(body).toEqual({
      orders: [order, expect.objectContaining({ billingCycle: 'annual', totalPrice: 160 })],
      attributes: { objectType: 'CartCheckoutResult' },
    });
  });

  it('leads by its links to everything that was bought', async () => {
    const sim = simulation();
    const cart = await fillCart(sim, { lines: [line({ catalogItemId: item('TIDE', '0003') })] });
    const { body } = await sim.as().post(checkout(cart)).expect(201);
    const [order] = body.orders;
    const { patchOperation: _, ...links } = order.links;
    for (const { uri } of Object.values<{ readonly uri: string }>({
      ...links,
      ...order.lineItems[0].links,
    })) {
      await sim.as().get(`/v1/${uri}`).expect(200);
    }
  });

  it('PUR-13: repeating it repeats the result and orders nothing', async () => {
    const sim = simulation();
    const cart = await fillCart(sim);
    const first = await sim.as().post(checkout(cart)).expect(201);
    await expectNoEvents(sim, async () => {
      const second = await sim.as().post(checkout(cart)).expect(201);
      expect(second.body).toEqual(first.body);
    });
  });

  it('refuses to repeat it where the world says so', async () => {
    const sim = simulation({ 'checkout.repeat': 'refuse' });
    const { cart } = await buy(sim);
    const { body } = await sim.as().post(checkout(cart)).expect(400);
    expect(body).toEqual(envelope(800065));
  });

  test.each([
    ['PUR-02: a partner without agreement', 'unsigned', ids.unsignedCustomer, 403, 900124],
    ['PUR-03: a customer without agreement', 'direct', ids.other, 403, 13605],
  ])('refuses %s and leaves the cart active', async (_, who, customer, status, code) => {
    const sim = simulation();
    const cart = await fillCart(sim, { who: `admin@${who}`, customer });
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as(`admin@${who}`).post(checkout(cart, customer)).expect(status);
      expect(body).toEqual(envelope(code));
    });
    const { body } = await sim.as(`admin@${who}`).get(`${carts(customer)}/${cart}`);
    expect(body.status).toBe('Active');
  });

  it('refuses lines with errors, and names them', async () => {
    const sim = simulation();
    const cart = await fillCart(sim, {
      lines: [line(), line({ quantity: 999 }), line({ catalogItemId: 'no' })],
    });
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().post(checkout(cart)).expect(400);
      expect(body).toEqual({
        ...envelope(800009),
        data: [expect.stringMatching(/^1: 10010 /), expect.stringMatching(/^2: 10001 /)],
      });
    });
  });

  test.each([
    ['PUR-06: an offer for others', { catalogItemId: item('CHOSEN') }, {}, 800020],
    ['an offer that is no longer sold', { catalogItemId: item('ENDING') }, {}, 2091],
    ['PUR-12: a term that the policy dropped', yearly, { 'terms.allowed': ['P1M/monthly'] }, 800028],
    [
      'PUR-12: a billing cycle that the policy dropped',
      yearly,
      { 'terms.allowed': ['P1M/monthly', 'P1Y/monthly'] },
      6001,
    ],
  ] as const)('reports a group with %s beside one that succeeds', async (_, rest, dropped, code) => {
    const sim = simulation();
    const cart = await fillCart(sim, { lines: [line(), line(rest)] });
    for (const value of Object.values(dropped)) {
      sim.run({ type: 'ChangeSetting', name: 'terms.allowed', value });
    }
    const { body } = await sim.as().post(checkout(cart)).expect(201);
    expect(body.orders).toHaveLength(1);
    expect(body.orderErrors).toEqual([
      {
        orderGroupId: '1',
        code,
        description: expect.stringMatching(/./),
        attributes: { objectType: 'OrderError' },
      },
    ]);
  });

  test.each([
    ['MPN-02: an unknown reseller', '42', 800015],
    ['MPN-02: the provider’s own id', mpnIds.provider, 2072],
    ['MPN-02: an id that is no reseller’s', mpnIds.direct, 800016],
    ['PUR-02: a reseller without agreement', mpnIds.unsignedReseller, 900123],
  ])('answers 201 without orders when all groups fail: %s', async (_, value, code) => {
    const sim = simulation();
    const participants = [{ key: 'transaction_reseller', value }];
    const cart = await fillCart(sim, {
      who: 'admin@provider',
      customer: ids.resold,
      lines: [line({ participants })],
    });
    const { body } = await sim.as('admin@provider').post(checkout(cart, ids.resold)).expect(201);
    expect(body).toMatchObject({ orders: [], orderErrors: [{ orderGroupId: '0', code }] });
    const { body: after } = await sim.as('admin@provider').get(`${carts(ids.resold)}/${cart}`);
    expect(after.status).toBe('Active');
  });

  it('PUR-14: a cart that failed is tried again', async () => {
    const sim = simulation();
    const cart = await fillCart(sim, { lines: [line(yearly)] });
    sim.run({ type: 'ChangeSetting', name: 'terms.allowed', value: ['P1M/monthly'] });
    const { body: failed } = await sim.as().post(checkout(cart)).expect(201);
    expect(failed.orders).toEqual([]);
    sim.run({ type: 'ChangeSetting', name: 'terms.allowed', value: ['P1Y/annual'] });
    const { body } = await sim.as().post(checkout(cart)).expect(201);
    expect(body.orders).toHaveLength(1);
    expect(body.orderErrors).toBeUndefined();
  });

  it('PC 1.6: a sandbox customer ends at five subscriptions: a line beyond them fails, and then the whole checkout', async () => {
    const sim = simulation();
    const agent = sim.as('admin@sandbox');
    const fill = (count: number) =>
      fillCart(sim, {
        who: 'admin@sandbox',
        customer: ids.sandboxCustomer,
        lines: Array.from({ length: count }, () => line()),
      });
    const cart = await fill(6);
    const { body } = await agent.post(checkout(cart, ids.sandboxCustomer)).expect(201);
    expect(body.orders).toHaveLength(5);
    expect(body.orderErrors).toMatchObject([{ orderGroupId: '5', code: 800018 }]);
    const next = await fill(1);
    await expectNoEvents(sim, async () => {
      const refused = await agent.post(checkout(next, ids.sandboxCustomer)).expect(400);
      expect(refused.body).toEqual(envelope(800018));
    });
  });
});
