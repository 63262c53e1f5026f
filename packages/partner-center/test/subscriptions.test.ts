import { describe, expect, it, test } from 'vitest';
import { ids, item, mpnIds } from './support/fixtures.ts';
import { buy, buyActive, change, line, yearly } from './support/purchase.ts';
import { envelope, simulation } from './support/simulation.ts';

const subscriptions = `/v1/customers/${ids.customer}/subscriptions`;
const link = (uri: string) => ({ uri, method: 'GET', headers: [] });

describe('SUB-2 get', () => {
  it('ACT-09: shows what waits to be set up', async () => {
    const sim = simulation();
    const { subscription, subscriptionId, orderId } = await buy(sim, {
      lines: [line({ friendlyName: 'Seats' })],
    });
    const { body } = await sim.as().get(subscription).expect(200);
    expect(body).toEqual({
      id: subscriptionId,
      offerId: item('TIDE'),
      offerName: 'Plan 0001',
      friendlyName: 'Seats',
      productType: { id: 'Azure', displayName: 'Azure' },
      quantity: 10,
      unitType: 'License(s)',
      hasPurchasableAddons: false,
      creationDate: '2026-01-05T09:00:00.000Z',
      effectiveStartDate: '2026-01-05T09:00:00.000Z',
      cancellationAllowedUntilDate: '2026-01-06T09:00:00.000Z',
      status: 'pending',
      autoRenewEnabled: true,
      isTrial: false,
      billingType: 'license',
      billingCycle: 'monthly',
      termDuration: 'P1M',
      renewalTermDuration: '',
      refundOptions: [{ type: 'Full', expiresAt: '2026-01-06T09:00:00.000Z' }],
      isMicrosoftProduct: false,
      publisherName: 'Tidewater Software',
      partnerId: '',
      attentionNeeded: true,
      actionTaken: false,
      actions: ['cancel'],
      contractType: 'subscription',
      orderId,
      links: {
        product: link('/products/TIDE?country=US'),
        sku: link('/products/TIDE/skus/0001?country=US'),
        availability: link('/products/TIDE/skus/0001/availabilities/AVAIL0001?country=US'),
        activationLinks: link(`/customers/${ids.customer}/orders/${orderId}/lineitems/0/activationlinks`),
        self: link(`/customers/${ids.customer}/subscriptions/${subscriptionId}`),
      },
      attributes: { etag: expect.any(String), objectType: 'Subscription' },
    });
    const etag = Buffer.from(body.attributes.etag, 'base64').toString();
    expect(JSON.parse(etag)).toEqual({ id: subscriptionId, version: 1 });
  });

  it('GEN-02: shows what runs, its ends on the last day included at the time of day of the start', async () => {
    const sim = simulation();
    const { subscription, subscriptionId } = await buy(sim, {
      lines: [line({ billingCycle: 'monthly', termDuration: 'P1Y' })],
    });
    change(sim, subscriptionId, { type: 'ResolveToken' });
    const { body: seen } = await sim.as().get(subscription);
    expect(seen).toMatchObject({ actionTaken: true, attentionNeeded: true, status: 'pending' });
    sim.advance('2026-01-05T14:02:41.880Z');
    change(sim, subscriptionId, { type: 'ConfirmActivation' });
    const { body } = await sim.as().get(subscription).expect(200);
    expect(body).toMatchObject({
      status: 'active',
      attentionNeeded: false,
      creationDate: '2026-01-05T09:00:00.000Z',
      effectiveStartDate: '2026-01-05T14:02:41.880Z',
      commitmentEndDate: '2027-01-04T14:02:41.880Z',
      billingCycleEndDate: '2026-02-04T14:02:41.880Z',
      actions: ['edit', 'cancel'],
    });
    for (const { uri } of Object.values<{ readonly uri: string }>(body.links)) {
      await sim.as().get(`/v1/${uri}`).expect(200);
    }
  });

  it('CAN-09: after the window there is neither refund nor cancel to offer', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    sim.advance('2026-01-06T09:00:00Z');
    const { body } = await sim.as().get(subscription).expect(200);
    expect(body).toMatchObject({ refundOptions: [], actions: ['edit'] });
  });

  it('BIL-24: a trial says what comes after it', async () => {
    const sim = simulation();
    const trial = line({
      catalogItemId: item('TIDE', '0002'),
      billingCycle: 'none',
      renewsTo: { termDuration: 'P1Y' },
    });
    const { subscription, subscriptionId } = await buy(sim, { lines: [trial] });
    const expected = {
      isTrial: true,
      billingCycle: 'none',
      termDuration: 'P1M',
      renewalTermDuration: 'P1Y',
      scheduledNextTermInstructions: {
        product: {
          productId: 'TIDE',
          skuId: '0002',
          availabilityId: 'AVAIL0002',
          billingCycle: 'annual',
          termDuration: 'P1Y',
        },
        quantity: 10,
      },
    };
    const { body: before } = await sim.as().get(subscription).expect(200);
    expect(before).toMatchObject(expected);
    change(sim, subscriptionId, { type: 'ConfirmActivation' });
    const { body: during } = await sim.as().get(subscription).expect(200);
    expect(during).toMatchObject({
      ...expected,
      status: 'active',
      commitmentEndDate: '2026-02-04T09:00:00.000Z',
    });
    sim.advance('2026-02-05T00:00:00Z');
    const { body: after } = await sim.as().get(subscription).expect(200);
    expect(after).toMatchObject({
      isTrial: false,
      billingCycle: 'annual',
      termDuration: 'P1Y',
      renewalTermDuration: '',
    });
    expect(after.scheduledNextTermInstructions).toBeUndefined();
  });

  test.each([
    ['seed', {}, 'deleted'],
    ['current', { 'read.expiredShownAs': 'expired' }, 'expired'],
  ] as const)('REN-06: without auto-renew it ends with its term, under %s', async (_, settings, status) => {
    const sim = simulation(settings);
    const { subscription } = await buyActive(sim);
    await sim.as().patch(subscription).send({ autoRenewEnabled: false }).expect(200);
    sim.advance('2026-02-05T00:00:00Z');
    const { body } = await sim.as().get(subscription).expect(200);
    expect(body).toMatchObject({ status, actions: [], autoRenewEnabled: false, refundOptions: [] });
  });

  it('shows the pending one as active where the world says so', async () => {
    const sim = simulation({ 'read.pendingShownAs': 'active' });
    const { subscription } = await buy(sim);
    const { body } = await sim.as().get(subscription).expect(200);
    expect(body).toMatchObject({ status: 'active', attentionNeeded: true });
  });

  it('is found by ids in any case', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    await sim.as().get(subscription.toUpperCase()).expect(200);
  });

  test.each(['', '/activationlinks', '/provisioningstatus'])(
    'refuses what is not the customer’s: %s',
    async (tail) => {
      const sim = simulation();
      const { subscriptionId } = await buy(sim);
      const { subscriptionId: foreign } = await buy(sim, { who: 'admin@provider', customer: ids.resold });
      const refusals = [
        [`${subscriptions}/nonsense`, 404, 20003],
        [`${subscriptions}/${foreign}`, 404, 20003],
        [`/v1/customers/${ids.other}/subscriptions/${subscriptionId}`, 400, 800021],
        [`/v1/customers/${ids.resold}/subscriptions/${foreign}`, 403, 20002],
      ] as const;
      for (const [path, status, code] of refusals) {
        const { body } = await sim
          .as()
          .get(path + tail)
          .expect(status);
        expect(body).toEqual(envelope(code));
      }
    },
  );
});

describe('SUB-1 list', () => {
  it('holds all states and narrows to an order or a reseller', async () => {
    const sim = simulation();
    const of = { who: 'admin@provider', customer: ids.resold };
    const participants = [{ key: 'transaction_reseller', value: mpnIds.reseller }];
    const first = await buy(sim, { ...of, lines: [line({ participants })] });
    const second = await buy(sim, { ...of, lines: [line(yearly)] });
    const agent = sim.as('admin@provider');
    await agent.patch(second.subscription).send({ status: 'deleted' }).expect(200);
    const list = async (query: string) => {
      const { body } = await agent.get(`/v1/customers/${ids.resold}/subscriptions${query}`).expect(200);
      return body.items.map(({ id }: { id: string }) => id);
    };
    const [a, b] = [first.subscriptionId, second.subscriptionId];
    expect(await list('')).toEqual([a, b]);
    expect(await list(`?order_id=${second.orderId}`)).toEqual([b]);
    expect(await list(`?mpn_id=${mpnIds.reseller}`)).toEqual([a]);
    expect(await list('?mpn_id=42')).toEqual([]);
    expect(await list(`?order_id=${second.orderId}&mpn_id=${mpnIds.reseller}`)).toEqual([]);
  });

  it('ACT-18: lists each with what is edited of it, and each edit is made', async () => {
    const sim = simulation();
    const agent = sim.as('admin@provider');
    const { subscription } = await buyActive(sim, { who: 'admin@provider', customer: ids.resold });
    const listed = async () => {
      const { body } = await agent.get(`/v1/customers/${ids.resold}/subscriptions`).expect(200);
      return body.items[0];
    };
    expect(await listed()).toMatchObject({
      quantity: 10,
      autoRenewEnabled: true,
      actions: ['edit', 'cancel'],
    });
    for (const edit of [
      { friendlyName: 'Front desk' },
      { quantity: 12 },
      { autoRenewEnabled: false },
      { partnerId: mpnIds.reseller },
      { status: 'deleted' },
    ]) {
      await agent.patch(subscription).send(edit).expect(200);
      expect(await listed()).toMatchObject(edit);
    }
  });

  it('shows each as it is by itself', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    const { body: one } = await sim.as().get(subscription);
    const { body } = await sim.as().get(subscriptions).expect(200);
    expect(body).toEqual({
      totalCount: 1,
      items: [one],
      links: { self: link(`/customers/${ids.customer}/subscriptions`) },
      attributes: { objectType: 'Collection' },
    });
  });

  it('refuses an order that is not the customer’s', async () => {
    const { body } = await simulation().as().get(`${subscriptions}?order_id=unknown`).expect(404);
    expect(body).toEqual(envelope(20000));
  });
});

describe('SUB-6 provisioning status', () => {
  it('goes from pending to success with the activation, and fails with the end', async () => {
    const sim = simulation();
    const { subscription, subscriptionId } = await buy(sim);
    const path = `${subscription}/provisioningstatus`;
    const common = {
      skuId: '0001',
      quantity: 10,
      attributes: { objectType: 'SubscriptionProvisioningStatus' },
    };
    const { body: before } = await sim.as().get(path).expect(200);
    expect(before).toEqual({ ...common, status: 'pending' });
    change(sim, subscriptionId, { type: 'ConfirmActivation' });
    const { body: after } = await sim.as().get(path).expect(200);
    expect(after).toEqual({ ...common, status: 'success', endDate: '2026-02-04T09:00:00.000Z' });
    await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
    const { body: ended } = await sim.as().get(path).expect(200);
    expect(ended.status).toBe('failed');
  });

  it('REN-05: ends after a renewal when the subscription says that its term does', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    sim.advance('2026-02-05T12:00:00Z');
    const { body } = await sim.as().get(subscription).expect(200);
    const { body: provisioning } = await sim.as().get(`${subscription}/provisioningstatus`).expect(200);
    expect(provisioning.endDate).toBe(body.commitmentEndDate);
  });

  it('QTY-08, QTY-10: is pending while the publisher is asked', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim, { lines: [line({ catalogItemId: item('CAREFUL') })] });
    await sim.as().patch(subscription).send({ quantity: 11 }).expect(202);
    const { body } = await sim.as().get(`${subscription}/provisioningstatus`).expect(200);
    expect(body).toMatchObject({ status: 'pending', quantity: 10 });
  });
});
