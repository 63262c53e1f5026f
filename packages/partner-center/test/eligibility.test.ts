import type { Customer, Offer, Partner, Plan, SettingOverrides } from '@marketsim/core';
import { describe, expect, it } from 'vitest';
import { agreedAt, ids, item, offers, partners, profile } from './support/fixtures.ts';
import { carts, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const { measured: seller, measuredCustomer: buyer } = ids;

/** A partner and a customer of which this is known, and an offer that differs so. */
interface Known {
  readonly settings?: SettingOverrides;
  readonly partner?: Partial<Partner>;
  readonly vetting?: NonNullable<Customer['vetting']>;
  readonly offer?: Partial<Offer>;
  readonly plan?: Partial<Plan>;
}

function meet({ run }: Simulation, { partner, vetting, offer, plan }: Known): void {
  const [direct] = partners;
  const [tide] = offers;
  if (!direct || !tide) throw new Error('no fixtures');
  const agreement = {
    type: 'ConfirmAgreement',
    customerId: buyer,
    templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    primaryContact: { firstName: 'Ana', lastName: 'Okafor', email: 'ana@customer.example' },
    dateAgreed: agreedAt,
    userId: seller,
  } as const;
  run({ type: 'RegisterPartner', partner: { ...direct, id: seller, mpnId: '1000009', ...partner } });
  const created = { partnerId: seller, tenantId: buyer, profile: profile('Known Foods') };
  run({ type: 'CreateCustomer', ...created, ...(vetting && { vetting }) });
  run(agreement);
  const plans = (offer?.plans ?? tide.plans).map((each) => ({ ...each, ...plan }));
  run({ type: 'PublishOffer', offer: { ...tide, productId: 'KNOWN', offerId: 'known', ...offer, plans } });
}

const who = 'admin@measured';

async function checkedOut(sim: Simulation, ...quantities: readonly number[]) {
  const lines = quantities.map((quantity) => line({ catalogItemId: item('KNOWN'), quantity }));
  const cart = await fillCart(sim, { who, customer: buyer, lines });
  const { body } = await sim
    .as(who)
    .post(`${carts(buyer)}/${cart}/checkout`)
    .expect(201);
  return body;
}

const metered: Offer['dimensions'] = [
  { id: 'mail', displayName: 'Mail', unitOfMeasure: 'mail', prices: [{ currency: 'USD', unitPrice: 1 }] },
];

const metering: Partial<Offer> = {
  ...{ pricingModel: 'flat', dimensions: metered },
  plans: offers[1]?.plans ?? [],
};

/** Why something is not sold, for one order as without a cart. */
const unsold: readonly (readonly [string, Known, status: number, code: number])[] = [
  ['PUR-09: what is no SaaS', { offer: { kind: 'virtualMachine' } }, 400, 800042],
  [
    'PUR-10: a metered plan without an Azure plan',
    { vetting: { azurePlan: 'none' }, offer: metering },
    ...([400, 900128] as const),
  ],
  [
    'PUR-10: one whose Azure subscription is off',
    { vetting: { azurePlan: 'inactive' }, offer: metering },
    ...([400, 900129] as const),
  ],
  ['PUR-22: to a customer that is a risk', { vetting: { isRisk: true } }, 403, 800069],
  ['PUR-22: beyond the credit line', { vetting: { creditLine: 799 } }, 403, 800023],
  [
    'PC 1.6: to a sandbox account what is not for it',
    { partner: { sandbox: true }, offer: { notInSandbox: true } },
    ...([403, 900322] as const),
  ],
];

/** Why nothing at all is sold. */
const refusing: readonly (readonly [string, Known, status: number, code: number])[] = [
  ['PUR-05: in a country where the partner cannot sell', { partner: { sellsIn: ['DE'] } }, 403, 2030],
  ['PUR-22: for a customer under review', { vetting: { account: 'underReview' } }, 403, 800073],
  ['PUR-22: for a customer of whom nothing is known', { vetting: { account: 'unknown' } }, 403, 800074],
  ['PUR-22: for a customer that was not approved', { vetting: { account: 'notAllowed' } }, 403, 800075],
  [
    'PUR-24: by a partner that is no active reseller',
    { partner: { inactiveProgram: 'reseller' } },
    403,
    800039,
  ],
];

const order = (sim: Simulation, quantity = 1) =>
  sim
    .as(who)
    .post(`/v1/customers/${buyer}/orders`)
    .send({ lineItems: [{ offerId: item('KNOWN'), quantity, termDuration: 'P1M' }] });

describe('a checkout', () => {
  it.each(unsold)('%s is an error of its order', async (_, known, __, code) => {
    const sim = simulation({ 'risk.enabled': true });
    meet(sim, known);
    const { orders, orderErrors } = await checkedOut(sim, 1);
    expect(orders).toEqual([]);
    expect(orderErrors).toMatchObject([{ code, description: expect.stringMatching(/./) }]);
  });

  it.each(refusing)('%s is refused as a whole and changes nothing', async (_, known, status, code) => {
    const sim = simulation();
    meet(sim, known);
    const cart = await fillCart(sim, {
      who,
      customer: buyer,
      lines: [line({ catalogItemId: item('KNOWN') })],
    });
    await expectNoEvents(sim, async () => {
      const answer = await sim.as(who).post(`${carts(buyer)}/${cart}/checkout`);
      expect(answer).toMatchObject({ status, body: envelope(code) });
    });
  });

  it('PUR-23: of more subscriptions than a customer may have is an error of its order', async () => {
    const sim = simulation({ 'limits.subscriptionsPerCustomer': 2 });
    meet(sim, {});
    const { orders, orderErrors } = await checkedOut(sim, 1, 1, 1);
    expect(orders).toHaveLength(2);
    expect(orderErrors).toMatchObject([{ orderGroupId: '2', code: 800066 }]);
  });

  it('PUR-23: of nothing more than a customer may have is refused as a whole', async () => {
    const sim = simulation({ 'limits.subscriptionsPerCustomer': 1 });
    meet(sim, {});
    await checkedOut(sim, 1);
    const cart = await fillCart(sim, {
      who,
      customer: buyer,
      lines: [line({ catalogItemId: item('KNOWN') })],
    });
    await expectNoEvents(sim, async () => {
      const answer = await sim.as(who).post(`${carts(buyer)}/${cart}/checkout`);
      expect(answer).toMatchObject({ status: 403, body: envelope(800066) });
    });
  });

  it('PUR-23: of more seats than a subscription may have by now is an error of its order', async () => {
    const sim = simulation();
    meet(sim, {});
    const lines = [5, 2].map((quantity) => line({ catalogItemId: item('KNOWN'), quantity }));
    const cart = await fillCart(sim, { who, customer: buyer, lines });
    sim.run({ type: 'ChangeSetting', name: 'limits.seatsPerSubscription', value: 2 });
    const { body } = await sim
      .as(who)
      .post(`${carts(buyer)}/${cart}/checkout`)
      .expect(201);
    expect(body.orders).toMatchObject([{ lineItems: [{ quantity: 2 }] }]);
    expect(body.orderErrors).toMatchObject([{ orderGroupId: '0', code: 800067 }]);
  });

  it.each([
    ['PUR-05: in a country where the plan is sold no more', { markets: ['DE'] }, 800070],
    ['PUR-11: of fewer seats than the plan has by now', { minimumQuantity: 6 }, 900275],
    ['PUR-11: of more seats than the plan has by now', { maximumQuantity: 4 }, 900275],
    ['of a plan that is withdrawn', { isStopSell: true }, 2091],
  ])('%s is an error of its order, and is ordered once that is over', async (_, sale, code) => {
    const sim = simulation();
    meet(sim, {});
    const lines = [line({ catalogItemId: item('KNOWN'), quantity: 5 })];
    const cart = await fillCart(sim, { who, customer: buyer, lines });
    const checkout = () =>
      sim
        .as(who)
        .post(`${carts(buyer)}/${cart}/checkout`)
        .expect(201);
    const sell = (changed: typeof sale) =>
      sim.run({ type: 'ChangeSale', productId: 'KNOWN', skuId: '0001', sale: changed });
    sell(sale);
    const { body } = await checkout();
    expect(body).toMatchObject({ orders: [], orderErrors: [{ orderGroupId: '0', code }] });
    sell({ markets: ['US'], minimumQuantity: 1, maximumQuantity: 100, isStopSell: false });
    expect((await checkout()).body.orders).toHaveLength(1);
  });

  it('PC 4.1: of a line without the attestation that its plan requires is refused until it is there', async () => {
    const sim = simulation();
    meet(sim, { plan: { attestation: { type: 'SoftwareAttestation', isEnforced: true } } });
    const bare = line({ catalogItemId: item('KNOWN') });
    const { body: cart } = await sim
      .as(who)
      .post(carts(buyer))
      .send({ lineItems: [bare] })
      .expect(201);
    expect(cart.lineItems[0].error).toMatchObject({ errorCode: 10012 });
    const checkout = () => sim.as(who).post(`${carts(buyer)}/${cart.id}/checkout`);
    await expectNoEvents(sim, async () => {
      expect((await checkout().expect(400)).body).toEqual(envelope(900203));
    });
    const attested = { lineItems: [{ ...bare, attestationAccepted: true }] };
    const replace = (body: object) =>
      sim
        .as(who)
        .put(`${carts(buyer)}/${cart.id}`)
        .send(body)
        .expect(201);
    expect((await replace({ lineItems: [bare] })).body.lineItems[0].error.errorCode).toBe(10012);
    expect((await replace(attested)).body.lineItems[0]).not.toHaveProperty('error');
    expect((await checkout().expect(201)).body.orders).toHaveLength(1);
    const { body: sku } = await sim.as(who).get('/v1/products/KNOWN/skus/0001?country=US').expect(200);
    expect(sku.attestationProperties).toEqual({
      attestationType: 'SoftwareAttestation',
      enforceAttestation: true,
    });
  });

  it('PUR-08: of the second subscription where a customer has one is an error of its order', async () => {
    const sim = simulation();
    meet(sim, { offer: { onePerCustomer: true } });
    const { orders, orderErrors } = await checkedOut(sim, 1, 1);
    expect(orders).toHaveLength(1);
    expect(orderErrors).toMatchObject([{ orderGroupId: '1', code: 27006 }]);
  });
});

describe('an order without a cart', () => {
  const enforced = { attestation: { type: 'SoftwareAttestation', isEnforced: true } };

  it.each([
    ...unsold,
    ...refusing,
    ['PC 4.1: without the attestation that its plan requires', { plan: enforced }, 400, 900203],
    ['PUR-05: of what is not sold in the country', { plan: { markets: ['DE'] } }, 400, 800070],
    [
      'PUR-23: of more seats than a subscription may have',
      { settings: { 'limits.seatsPerSubscription': 2 } },
      ...([403, 800067] as const),
    ],
  ] as const)('%s is refused and changes nothing', async (_, known: Known, status, code) => {
    const sim = simulation({ 'risk.enabled': true, ...known.settings });
    meet(sim, known);
    await expectNoEvents(sim, async () => {
      expect(await order(sim, known.settings ? 3 : 1)).toMatchObject({ status, body: envelope(code) });
    });
  });

  it.each<readonly [string, SettingOverrides, Partial<Offer>, number, number]>([
    ['PUR-08: the one that a customer can have', {}, { onePerCustomer: true }, 400, 27006],
    ['PUR-23: all that a customer may have', { 'limits.subscriptionsPerCustomer': 1 }, {}, 403, 800066],
  ])('after %s is refused and changes nothing', async (_, settings, offer, status, code) => {
    const sim = simulation(settings);
    meet(sim, { offer });
    await order(sim).expect(201);
    await expectNoEvents(sim, async () => {
      expect(await order(sim)).toMatchObject({ status, body: envelope(code) });
    });
  });
});

describe('PUR-09: what is no SaaS', () => {
  it('is in the view of Azure, with its own subtype, and in no view of SaaS', async () => {
    const sim = simulation();
    meet(sim, { offer: { kind: 'virtualMachine' } });
    const shown = async (view: string) => {
      const { body } = await sim.as().get(`/v1/products?country=US&targetView=${view}`).expect(200);
      return body.items.map(({ id }: { id: string }) => id);
    };
    expect(await shown('Azure')).toEqual(['KNOWN']);
    expect(await shown('MarketplaceSaaS')).not.toContain('KNOWN');
    const { body } = await sim.as().get('/v1/products/KNOWN?country=US').expect(200);
    expect(body.productType.subType.id).toBe('VirtualMachines');
  });
});
