import { describe, expect, it, test } from 'vitest';
import { ids, mpnIds } from './support/fixtures.ts';
import { buy, line } from './support/purchase.ts';
import { envelope, simulation } from './support/simulation.ts';

const status = '/v1/compliance/csp/agreementstatus';

describe('PC 2.9: has a reseller accepted the partner agreement', () => {
  test.each([`mpnId=${mpnIds.reseller}`, `tenantId=${ids.reseller.toUpperCase()}`])(
    '%s: yes',
    async (query) => {
      const { body } = await simulation().as('admin@provider').get(`${status}?${query}`).expect(200);
      expect(body).toEqual({ isAgreementSigned: true });
    },
  );

  test.each([
    ['', 2001],
    ['mpnId=abc', 2000],
    ['tenantId=abc', 2000],
    [`mpnId=${mpnIds.reseller}&tenantId=${ids.reseller}`, 2000],
    ['mpnId=99', 2200],
    [`mpnId=${mpnIds.direct}`, 2204],
    [`mpnId=${mpnIds.unsignedReseller}`, 2203],
    [`tenantId=${ids.nobody}`, 2205],
    [`tenantId=${ids.unsignedReseller}`, 2206],
    ['mpnId=700', 2201],
    [`tenantId=${ids.abroad}`, 2201],
  ])('%s: %i', async (query, code) => {
    const { body } = await simulation().as('admin@provider').get(`${status}?${query}`).expect(400);
    expect(body).toEqual({ ...envelope(code), source: 'ComplianceController' });
  });
});

describe('PC 2.9: the resellers of a customer', () => {
  const list = `/v1/customers/${ids.resold}/relationships`;

  it('are those on record of what it was sold, each once', async () => {
    const sim = simulation();
    expect((await sim.as('admin@provider').get(list).expect(200)).body.items).toEqual([]);
    const participants = [{ key: 'transaction_reseller', value: mpnIds.reseller }];
    const purchase = { customer: ids.resold, who: 'admin@provider', lines: [line({ participants })] };
    await buy(sim, purchase);
    await buy(sim, purchase);
    const { body } = await sim.as('admin@provider').get(list).expect(200);
    expect(body.items).toMatchObject([{ id: ids.reseller, mpnId: mpnIds.reseller, state: 'Active' }]);
  });

  it('an app-only token is refused', async () => {
    expect((await simulation().as('app@provider').get(list).expect(403)).body).toEqual(envelope(900329));
  });
});

describe('PC 4.1: further resellers', () => {
  const key = 'additional_transaction_reseller';
  const withFurther = (count: number) =>
    line({ participants: Array.from({ length: count }, () => ({ key, value: mpnIds.reseller })) });

  test.each([
    ['in Europe', ids.european, 5, undefined],
    ['six of them', ids.european, 6, 10004],
    ['elsewhere', ids.resold, 1, 10004],
  ])('%s', async (_, customer, count, errorCode) => {
    const sim = simulation();
    const { body } = await sim
      .as('admin@provider')
      .post(`/v1/customers/${customer}/carts`)
      .send({ lineItems: [{ ...withFurther(count), catalogItemId: 'ABROAD:0001:AVAIL0001' }] })
      .expect(201);
    const code = body.lineItems[0].error?.errorCode;
    if (customer === ids.european) expect(code).toBe(errorCode);
    else expect(code).toBeDefined();
  });

  it('are shown on the line of the order', async () => {
    const sim = simulation();
    const { order } = await buy(sim, {
      ...{ customer: ids.european, who: 'admin@provider' },
      lines: [{ ...withFurther(2), catalogItemId: 'ABROAD:0001:AVAIL0001' }],
    });
    const { body } = await sim.as('admin@provider').get(order);
    expect(body.lineItems[0].additionalPartnerIdsOnRecord).toEqual([mpnIds.reseller, mpnIds.reseller]);
  });
});
