import { describe, expect, it, test } from 'vitest';
import { ids, item, mpnIds, profile } from './support/fixtures.ts';
import { fillCart } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const orders = (customer: string): string => `/v1/customers/${customer}/orders`;
const one = { LineItemNumber: 0, OfferId: item('TIDE'), Quantity: 3, TermDuration: 'P1M' };
const body = (rest = {}, whole = {}) => ({
  BillingCycle: 'Monthly',
  ...whole,
  LineItems: [{ ...one, ...rest }],
});

describe('PC 5.3: an order without a cart', () => {
  it('makes a subscription, and shows what came with it', async () => {
    const sim = simulation();
    const { body: order } = await sim
      .as()
      .post(orders(ids.customer))
      .send(
        body(
          { friendlyName: 'Seats', promotionId: 'p-1', provisioningContext: { key: 'value' } },
          { currencyCode: 'usd', partnerOnRecordAttestationAccepted: true },
        ),
      )
      .expect(201);
    expect(order).toMatchObject({
      ...{ status: 'pending', billingCycle: 'monthly', totalPrice: 24 },
      partnerOnRecordAttestationAccepted: true,
      lineItems: [
        { friendlyName: 'Seats', quantity: 3, promotionId: 'p-1', provisioningContext: { key: 'value' } },
      ],
    });
    const address = `/v1/customers/${ids.customer}/subscriptions/${order.lineItems[0].subscriptionId}`;
    const { body: subscription } = await sim.as().get(address).expect(200);
    expect(subscription).toMatchObject({ orderId: order.id, quantity: 3, friendlyName: 'Seats' });
    expect((await sim.as().get(orders(ids.customer))).body.items).toEqual([order]);
  });

  it('PC 8.1: is audited with who placed it', async () => {
    const sim = simulation();
    const ordered = sim.as().post(orders(ids.customer)).set('MS-CorrelationId', 'c-1').send(body());
    await ordered.expect(201);
    const noted = [...sim.engine.log.entries()].filter(({ type }) => type === 'CallNoted');
    expect(noted.at(-1)).toMatchObject({ correlationId: 'c-1' });
  });

  it('two alike make two orders', async () => {
    const sim = simulation();
    const place = () => sim.as().post(orders(ids.customer)).send(body()).expect(201);
    const [first, second] = [await place(), await place()];
    expect(first.body.id).not.toBe(second.body.id);
  });

  it('names the reseller of record; for its customers a user must have signed in', async () => {
    const sim = simulation();
    const send = (who: string) =>
      sim
        .as(who)
        .post(orders(ids.resold))
        .send(body({ PartnerIdOnRecord: mpnIds.reseller }));
    const { body: order } = await send('admin@provider').expect(201);
    expect(order.lineItems[0].partnerIdOnRecord).toBe(mpnIds.reseller);
    expect((await send('app@provider').expect(403)).body).toEqual(envelope(900329));
  });

  it('needs a user for a customer of a reseller, whether or not the order names it (PC 0.2)', async () => {
    const sim = simulation();
    const tenantId = ids.measuredCustomer;
    const looked = { ...profile('Looked After'), associatedPartnerId: mpnIds.reseller };
    sim.run({ type: 'CreateCustomer', partnerId: ids.provider, tenantId, profile: looked });
    await expectNoEvents(sim, async () => {
      const { body: refusal } = await sim.as('app@provider').post(orders(tenantId)).send(body()).expect(403);
      expect(refusal).toEqual(envelope(900329));
    });
    await sim.as('app@provider').post(orders(ids.resold)).send(body()).expect(201);
  });

  it('takes a further reseller as a text too, as the table has it (PC 5.1)', async () => {
    const sim = simulation();
    const further = { PartnerIdOnRecord: mpnIds.reseller, AdditionalPartnerIdsOnRecord: mpnIds.reseller };
    const { body: order } = await sim
      .as('admin@provider')
      .post(orders(ids.european))
      .send(body({ ...further, OfferId: item('ABROAD') }))
      .expect(201);
    expect(order.lineItems[0].additionalPartnerIdsOnRecord).toEqual([mpnIds.reseller]);
  });

  test.each([
    ['no line', ids.customer, 'admin@direct', { lineItems: [] }, 400, 800009],
    ['two lines', ids.customer, 'admin@direct', { lineItems: [one, one] }, 400, 4018],
    ['an add-on', ids.customer, 'admin@direct', body({ parentSubscriptionId: ids.user }), 400, 800029],
    ['no term', ids.customer, 'admin@direct', body({ TermDuration: null }), 400, 3000],
    ['an unknown offer', ids.customer, 'admin@direct', body({ OfferId: 'X:1:2' }), 400, 800004],
    ['too many', ids.customer, 'admin@direct', body({ Quantity: 101 }), 400, 900275],
    ['another currency', ids.customer, 'admin@direct', body({}, { currencyCode: 'EUR' }), 400, 900169],
    ['a term that is not sold', ids.customer, 'admin@direct', body({ TermDuration: 'P3Y' }), 403, 800028],
    ['a plan of the past', ids.customer, 'admin@direct', body({ OfferId: item('TIDE', '0005') }), 403, 2091],
    ['an offer for others', ids.customer, 'admin@direct', body({ OfferId: item('CHOSEN') }), 403, 800020],
    [
      'a reseller of a direct partner',
      ids.customer,
      'admin@direct',
      body({ partnerIdOnRecord: '1' }),
      400,
      800098,
    ],
    ['an unknown reseller', ids.resold, 'admin@provider', body({ partnerIdOnRecord: '1' }), 404, 800015],
    ['its own id', ids.resold, 'admin@provider', body({ partnerIdOnRecord: mpnIds.provider }), 404, 2072],
    ['no reseller', ids.resold, 'admin@provider', body({ partnerIdOnRecord: mpnIds.direct }), 400, 800016],
    [
      'a reseller without agreement',
      ...[ids.resold, 'admin@provider', body({ partnerIdOnRecord: mpnIds.unsignedReseller }), 403, 900123],
    ],
    ['no customer agreement', ids.other, 'admin@direct', body(), 403, 13605],
    ['no partner agreement', ids.unsignedCustomer, 'admin@unsigned', body(), 403, 900124],
  ] as const)('%s is refused and changes nothing', async (_, customer, who, sent, status, code) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body: refusal } = await sim.as(who).post(orders(customer)).send(sent).expect(status);
      expect(refusal).toEqual(envelope(code));
    });
  });
});

describe('PC 12: switches of carts and orders', () => {
  it('attestation.required: carts and orders need the attestation', async () => {
    const sim = simulation({ 'attestation.required': true });
    const carts = `/v1/customers/${ids.customer}/carts`;
    const lineItems = [
      { catalogItemId: item('TIDE'), quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' },
    ];
    await expectNoEvents(sim, async () => {
      for (const [path, sent] of [
        [carts, { lineItems }],
        [orders(ids.customer), body()],
        [carts, { lineItems, partnerOnRecordAttestationAccepted: false }],
      ] as const) {
        expect((await sim.as().post(path).send(sent).expect(400)).body).toEqual(envelope(900206));
      }
    });
    const attested = { lineItems, partnerOnRecordAttestationAccepted: true };
    const { body: cart } = await sim.as().post(carts).send(attested).expect(201);
    expect(cart.partnerOnRecordAttestationAccepted).toBe(true);
    expect((await sim.as().put(`${carts}/${cart.id}`).send({ lineItems }).expect(400)).body).toEqual(
      envelope(900206),
    );
    const { body: changed } = await sim.as().put(`${carts}/${cart.id}`).send(attested).expect(201);
    expect(changed.partnerOnRecordAttestationAccepted).toBe(true);
  });

  it('attestation.required: a cart that was made before lacks it at its checkout', async () => {
    const sim = simulation();
    const path = `/v1/customers/${ids.customer}/carts/${await fillCart(sim)}`;
    const require = (value: boolean) =>
      sim.run({ type: 'ChangeSetting', name: 'attestation.required', value });
    require(true);
    await expectNoEvents(sim, async () => {
      expect((await sim.as().post(`${path}/checkout`).expect(400)).body).toEqual(envelope(900206));
    });
    require(false);
    const { body: result } = await sim.as().post(`${path}/checkout`).expect(201);
    require(true);
    expect((await sim.as().post(`${path}/checkout`).expect(201)).body).toEqual(result);
  });

  it('order.listDelay: a new order is read at once, and listed later', async () => {
    const sim = simulation({ 'order.listDelay': 'PT15M' });
    const { body: order } = await sim.as().post(orders(ids.customer)).send(body()).expect(201);
    await sim
      .as()
      .get(`${orders(ids.customer)}/${order.id}`)
      .expect(200);
    expect((await sim.as().get(orders(ids.customer))).body.totalCount).toBe(0);
    sim.advance('2026-01-05T09:15:00Z');
    expect((await sim.as().get(orders(ids.customer))).body.totalCount).toBe(1);
  });

  it('order.completionDelay: an order is pending meanwhile, and its cart cannot be checked out again', async () => {
    const sim = simulation({ 'order.completionDelay': 'PT1M', 'order.completesAt': 'checkout' });
    const carts = `/v1/customers/${ids.customer}/carts`;
    const lineItems = [
      { catalogItemId: item('TIDE'), quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' },
    ];
    const { body: cart } = await sim.as().post(carts).send({ lineItems }).expect(201);
    const checkout = () => sim.as().post(`${carts}/${cart.id}/checkout`);
    const { body: result } = await checkout().expect(201);
    expect(result.orders[0].status).toBe('pending');
    expect((await checkout().expect(409)).body).toEqual(envelope(800060));
    sim.advance('2026-01-05T09:01:00Z');
    const { body: repeated } = await checkout().expect(201);
    expect(repeated.orders[0]).toEqual({ ...result.orders[0], status: 'completed' });
  });

  it('what a line may carry besides is shown again', async () => {
    const sim = simulation();
    const remarks = {
      promotionId: '39NFJQT1X0SV:0001',
      customTermEndDate: '2026-12-31T00:00:00Z',
      attestationAccepted: true,
      addonItems: [{ catalogItemId: 'ADDON', quantity: 1 }],
    };
    const { body: cart } = await sim
      .as()
      .post(`/v1/customers/${ids.customer}/carts`)
      .send({
        lineItems: [
          {
            catalogItemId: item('TIDE'),
            quantity: 1,
            billingCycle: 'monthly',
            termDuration: 'P1M',
            ...remarks,
          },
        ],
      })
      .expect(201);
    expect(cart.lineItems[0]).toMatchObject({ ...remarks, customTermEndDate: '2026-12-31T00:00:00.000Z' });
  });
});
