import { day, percent } from '@marketsim/core';
import { describe, expect, it, test } from 'vitest';
import { ids, item, mpnIds } from './support/fixtures.ts';
import { carts, fillCart, line, monthly } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const path = carts(ids.customer);
const unit = (price: number, extendedPrice: number) => ({
  listPrice: price,
  discountedPrice: price,
  proratedPrice: price,
  price,
  extendedPrice,
});

it('PUR-20, BIL-06: a private margin shows beside the list price, in carts and orders', async () => {
  const sim = simulation();
  const [endsOn, partnerIds] = [day('2026-01-31'), [ids.direct]];
  sim.run({ type: 'GrantMargin', productId: 'TIDE', partnerIds, basisPoints: percent('12.5'), endsOn });
  const pricing = { ...unit(7, 70), listPrice: 8 };
  const created = await sim
    .as()
    .post(path)
    .send({ lineItems: [line()] })
    .expect(201);
  expect(created.body.lineItems[0].pricing).toEqual(pricing);
  const checkout = await sim.as().post(`${path}/${created.body.id}/checkout`).expect(201);
  expect(checkout.body.orders[0]).toMatchObject({ lineItems: [{ pricing }], totalPrice: 70 });
});

describe('CRT-1 create', () => {
  it('answers the cart with prices and an order group for each line', async () => {
    const sim = simulation();
    const { body } = await sim
      .as()
      .post(path)
      .send({
        lineItems: [
          line({ friendlyName: 'Seats' }),
          line({ id: 7, quantity: 2, billingCycle: 'monthly', termDuration: 'P1Y' }),
          line({
            catalogItemId: item('TIDE', '0002'),
            quantity: 5,
            billingCycle: 'none',
            renewsTo: { termDuration: 'P1Y' },
          }),
        ],
      })
      .expect(201);
    const common = { currencyCode: 'USD', provisioningContext: {} };
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      creationTimestamp: '2026-01-05T09:00:00.000Z',
      lastModifiedTimestamp: '2026-01-05T09:00:00.000Z',
      expirationTimestamp: '2026-01-12T09:00:00.000Z',
      lastModifiedUser: ids.user,
      status: 'Active',
      lineItems: [
        {
          id: 0,
          catalogItemId: item('TIDE'),
          friendlyName: 'Seats',
          quantity: 10,
          ...monthly,
          ...common,
          orderGroup: '0',
          pricing: unit(8, 80),
        },
        {
          id: 7,
          catalogItemId: item('TIDE'),
          quantity: 2,
          billingCycle: 'monthly',
          termDuration: 'P1Y',
          ...common,
          orderGroup: '7',
          pricing: unit(7.25, 174),
        },
        {
          id: 2,
          catalogItemId: item('TIDE', '0002'),
          quantity: 5,
          billingCycle: 'none',
          termDuration: 'P1M',
          renewsTo: { termDuration: 'P1Y' },
          ...common,
          orderGroup: '2',
          pricing: unit(0, 0),
        },
      ],
      links: { self: { uri: `/customers/${ids.customer}/carts/${body.id}`, method: 'GET', headers: [] } },
      attributes: { objectType: 'Cart' },
    });
    const { body: read } = await sim.as().get(`/v1/${body.links.self.uri}`).expect(200);
    expect(read).toEqual(body);
  });

  it('takes what .NET clients send, and the other documented spellings', async () => {
    const { body } = await simulation()
      .as('admin@provider')
      .post(`/v1//customers/${ids.resold.toUpperCase()}//carts/`)
      .send({
        Id: null,
        CreationTimestamp: '0001-01-01T00:00:00',
        Status: null,
        LineItems: [
          {
            Id: '3',
            CatalogId: item('TIDE', '0002'),
            FriendlyName: null,
            Quantity: 5,
            BillingCycle: 'None',
            TermDuration: 'P1M',
            RenewsTo: [{ TermDuration: 'P1M' }],
            Participants: [{ Key: 'TransactionReseller', Value: mpnIds.reseller }],
            ProvisioningContext: { parentSubscriptionId: 'x' },
            AddonItems: null,
            Error: null,
          },
        ],
        Links: null,
        Attributes: { ObjectType: 'Cart' },
      })
      .expect(201);
    expect(body.lineItems).toEqual([
      expect.objectContaining({
        id: 3,
        catalogItemId: item('TIDE', '0002'),
        billingCycle: 'none',
        renewsTo: { termDuration: 'P1M' },
        participants: [{ key: 'transaction_reseller', value: mpnIds.reseller }],
        provisioningContext: { parentSubscriptionId: 'x' },
        orderGroup: '3',
      }),
    ]);
    expect(body.lineItems[0].error).toBeUndefined();
  });

  test.each([
    ['an unknown item', 'direct', { catalogItemId: item('NOPE') }, 10001],
    ['PUR-05: an item of another country', 'direct', { catalogItemId: item('ABROAD') }, 10001],
    ['another currency', 'direct', { currencyCode: 'EUR' }, 10000],
    [
      'a participant of a direct partner',
      'direct',
      { participants: [{ key: 'transaction_reseller', value: '1' }] },
      10004,
    ],
    ['more than a sandbox may', 'sandbox', { quantity: 26 }, 10009],
    ['PUR-11: more than the plan has', 'direct', { quantity: 101 }, 10010],
    ['PUR-11: nothing', 'direct', { quantity: 0 }, 10010],
    ['PUR-12: a term that is not sold', 'direct', { termDuration: 'P3Y' }, 10013],
    ['a trial of a plan without one', 'direct', { billingCycle: 'none' }, 10013],
    [
      'a trial that turns into a term not sold',
      'direct',
      { catalogItemId: item('TIDE', '0002'), billingCycle: 'none', renewsTo: { termDuration: 'P3Y' } },
      10010,
    ],
  ])('keeps a line with %s, and its error', async (_, who, rest, errorCode) => {
    const customer = who === 'sandbox' ? ids.sandboxCustomer : ids.customer;
    const { body } = await simulation()
      .as(`admin@${who}`)
      .post(carts(customer))
      .send({ lineItems: [line(rest)] })
      .expect(201);
    expect(body.lineItems[0].error).toEqual({ errorCode, errorDescription: expect.stringMatching(/./) });
    expect(body.lineItems[0].pricing).toBeUndefined();
  });

  test('names the error where cart.errorCode says so, as the Java SDK reads it', async () => {
    const sim = simulation();
    sim.run({ type: 'ChangeSetting', name: 'cart.errorCode', value: 'name' });
    const lineItems = [line({ catalogItemId: item('NOPE') }), line({ quantity: 101 }), line()];
    const { body } = await sim.as().post(carts(ids.customer)).send({ lineItems }).expect(201);
    const named = body.lineItems.map(({ error }: { error?: { errorCode: string } }) => error?.errorCode);
    expect(named).toEqual(['catalog_item_id_is_not_valid', 'invalid_input', undefined]);
  });

  test.each([
    ['no lines', {}, 3000, 'lineItems'],
    ['an empty list', { lineItems: [] }, 800009, 'lineItems'],
    [
      'no catalog item',
      { lineItems: [line({ catalogItemId: undefined })] },
      900142,
      'lineItems[0].catalogItemId',
    ],
    [
      'an empty catalog item',
      { lineItems: [line({ catalogItemId: '' })] },
      900142,
      'lineItems[0].catalogItemId',
    ],
    ['no quantity', { lineItems: [line({ quantity: undefined })] }, 3000, 'lineItems[0].quantity'],
    ['half a seat', { lineItems: [line({ quantity: 1.5 })] }, 3000, 'lineItems[0].quantity'],
    ['an unknown billing cycle', { lineItems: [line({ billingCycle: 'weekly' })] }, 900126, 'weekly'],
    ['an unknown term', { lineItems: [line({ termDuration: 'P5Y' })] }, 900126, 'P5Y'],
    [
      'an unknown participant',
      { lineItems: [line({ participants: [{ key: 'friend', value: '1' }] })] },
      900126,
      'friend',
    ],
    [
      'no term',
      { lineItems: [line(), line({ termDuration: undefined })] },
      3000,
      'lineItems[1].termDuration',
    ],
    ['an id twice', { lineItems: [line({ id: 1 }), line()] }, 3000, 'lineItems[1].id'],
  ])('refuses %s', async (_, sent, code, named) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().post(path).send(sent).expect(400);
      expect(body).toEqual(envelope(code));
      expect(body.description).toContain(named);
    });
  });

  test.each([
    ['malformed JSON', '{"lineItems": ['],
    ['a body beyond the limit', JSON.stringify({ lineItems: [], filler: 'x'.repeat(1_100_000) })],
  ])('refuses %s', async (_, text) => {
    const { body } = await simulation().as().post(path).type('json').send(text).expect(400);
    expect(body).toEqual(envelope(800002));
  });

  it('refuses no body', async () => {
    const { body } = await simulation().as().post(path).expect(400);
    expect(body).toEqual(envelope(3000));
  });
});

describe('CRT-2 and CRT-3', () => {
  it('replaces the lines, answers 201 and leaves the end of life where it was', async () => {
    const sim = simulation();
    const id = await fillCart(sim);
    sim.advance('2026-01-06T09:00:00Z');
    const { body } = await sim
      .as()
      .put(`${path}/${id.toUpperCase()}/`)
      .send({ id, lineItems: [line({ quantity: 3 })] })
      .expect(201);
    expect(body).toMatchObject({
      id,
      creationTimestamp: '2026-01-05T09:00:00.000Z',
      lastModifiedTimestamp: '2026-01-06T09:00:00.000Z',
      expirationTimestamp: '2026-01-12T09:00:00.000Z',
      lineItems: [{ quantity: 3, pricing: { extendedPrice: 24 } }],
    });
  });

  it('PUR-13: a cart is there until it expires, and not from then on', async () => {
    const sim = simulation();
    const id = await fillCart(sim);
    sim.advance('2026-01-12T08:59:59.999Z');
    await sim.as().get(`${path}/${id}`).expect(200);
    sim.advance('2026-01-12T09:00:00Z');
    const { body } = await sim.as().get(`${path}/${id}`).expect(404);
    expect(body).toEqual(envelope(800008));
    await sim
      .as()
      .put(`${path}/${id}`)
      .send({ lineItems: [line()] })
      .expect(404);
    await sim.as().post(`${path}/${id}/checkout`).expect(404);
  });

  it('another customer’s cart is not there', async () => {
    const sim = simulation();
    const id = await fillCart(sim);
    const { body } = await sim
      .as()
      .get(`${carts(ids.other)}/${id}`)
      .expect(404);
    expect(body).toEqual(envelope(800008));
  });

  it('PUR-13: an ordered cart stays as it is', async () => {
    const sim = simulation();
    const id = await fillCart(sim);
    await sim.as().post(`${path}/${id}/checkout`).expect(201);
    await expectNoEvents(sim, async () => {
      const { body } = await sim
        .as()
        .put(`${path}/${id}`)
        .send({ lineItems: [line()] })
        .expect(400);
      expect(body).toEqual(envelope(800065));
    });
    const { body } = await sim.as().get(`${path}/${id}`).expect(200);
    expect(body.status).toBe('Ordered');
  });
});
