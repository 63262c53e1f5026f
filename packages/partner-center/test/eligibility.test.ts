import type { Customer, Offer, Partner } from '@marketsim/core';
import { describe, expect, it } from 'vitest';
import { agreedAt, ids, item, offers, partners, profile } from './support/fixtures.ts';
import { carts, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const { measured: seller, measuredCustomer: buyer } = ids;

/** A partner and a customer of which this is known, and an offer that differs so. */
interface Known {
  readonly partner?: Partial<Partner>;
  readonly vetting?: NonNullable<Customer['vetting']>;
  readonly offer?: Partial<Offer>;
}

function meet({ run }: Simulation, { partner, vetting, offer }: Known): void {
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
  run({ type: 'PublishOffer', offer: { ...tide, productId: 'KNOWN', offerId: 'known', ...offer } });
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

describe('a checkout', () => {
  it.each<readonly [string, Known, number]>([
    ['PUR-05: in a country where the partner cannot sell', { partner: { sellsIn: ['DE'] } }, 2030],
    ['PUR-09: of what is no SaaS', { offer: { kind: 'virtualMachine' } }, 800042],
    ['PUR-10: of a metered plan without an Azure plan', { vetting: { azurePlan: 'none' } }, 900128],
    ['PUR-10: of one whose Azure subscription is off', { vetting: { azurePlan: 'inactive' } }, 900129],
    ['PUR-22: for a customer under review', { vetting: { isUnderReview: true } }, 800073],
    ['PUR-22: beyond the credit line', { vetting: { creditLine: 799 } }, 800023],
  ])('%s is an error of its order', async (_, known, code) => {
    const sim = simulation({ 'risk.enabled': true });
    const isMetered = known.vetting?.azurePlan !== undefined;
    const offer = {
      ...known.offer,
      ...(isMetered && ({ pricingModel: 'flat', dimensions: metered } as const)),
    };
    meet(sim, { ...known, offer: isMetered ? { ...offer, plans: offers[1]?.plans ?? [] } : offer });
    const { orders, orderErrors } = await checkedOut(sim, 1);
    expect(orders).toEqual([]);
    expect(orderErrors).toMatchObject([{ code, description: expect.stringMatching(/./) }]);
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
  it.each<readonly [string, Known, number]>([
    [
      'PUR-08: for the second subscription where a customer has one',
      { offer: { onePerCustomer: true } },
      27006,
    ],
    ['PUR-09: for what is no SaaS', { offer: { kind: 'virtualMachine' } }, 800042],
  ])('%s is refused and changes nothing', async (_, known, code) => {
    const sim = simulation();
    meet(sim, known);
    const place = () =>
      sim
        .as(who)
        .post(`/v1/customers/${buyer}/orders`)
        .send({ lineItems: [{ offerId: item('KNOWN'), quantity: 1, termDuration: 'P1M' }] });
    if (known.offer?.onePerCustomer) await place().expect(201);
    await expectNoEvents(sim, async () => {
      const { body } = await place().expect(400);
      expect(body).toEqual(envelope(code));
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
