import { describe, expect, it, test } from 'vitest';
import { ids, item } from './support/fixtures.ts';
import { buy, buyActive, change, line, yearly } from './support/purchase.ts';
import { envelope, simulation } from './support/simulation.ts';

const orders = `/v1/customers/${ids.customer}/orders`;

describe('ORD-1 and ORD-2', () => {
  it('PUR-15: an order is pending until its subscription is activated, and its etag tells the two apart', async () => {
    const sim = simulation();
    const { order, subscriptionId } = await buy(sim);
    const { body: before } = await sim.as().get(`${order}?include_price=true`).expect(200);
    change(sim, subscriptionId, { type: 'ConfirmActivation' });
    const { body: after } = await sim.as().get(order).expect(200);
    expect([before.status, after.status]).toEqual(['pending', 'completed']);
    const decoded = [before, after].map(({ attributes }) =>
      JSON.parse(Buffer.from(attributes.etag, 'base64').toString()),
    );
    expect(decoded).toEqual([
      { id: before.id, version: 1 },
      { id: before.id, version: 2 },
    ]);
  });

  it('lists what was ordered, renewals and changes of quantity among them', async () => {
    const sim = simulation();
    const { orderId, subscription } = await buyActive(sim);
    await sim.as().patch(subscription).send({ quantity: 12 }).expect(200);
    sim.advance('2026-02-06T00:00:00Z');
    const { body } = await sim.as().get(orders).expect(200);
    expect(body).toMatchObject({
      totalCount: 3,
      links: { self: { uri: `/customers/${ids.customer}/orders` } },
      items: [
        {
          id: orderId,
          transactionType: 'UserPurchase',
          lineItems: [{ transactionType: 'New', quantity: 10 }],
        },
        { transactionType: 'UserPurchase', lineItems: [{ transactionType: 'AddQuantity', quantity: 12 }] },
        {
          transactionType: 'SystemPurchase',
          client: {},
          lineItems: [{ transactionType: 'Renew', quantity: 12 }],
        },
      ],
    });
    const withLinks = body.items.filter(
      (order: { lineItems: [{ links: object }] }) => 'activationLinks' in order.lineItems[0].links,
    );
    expect(withLinks).toHaveLength(1);
  });

  it('PUR-16: an order is listed once its lag is over, to the millisecond; by itself it is found at once', async () => {
    const sim = simulation({ 'order.listDelay': 'PT15M' });
    const { order } = await buy(sim);
    const placed = sim.engine.now();
    const listed = async () => (await sim.as().get(orders).expect(200)).body.totalCount;
    await sim.as().get(order).expect(200);
    sim.advance(new Date(Date.parse(placed) + 899_999).toISOString());
    expect(await listed()).toBe(0);
    sim.advance(new Date(Date.parse(placed) + 900_000).toISOString());
    expect(await listed()).toBe(1);
  });

  test.each([
    ['monthly', 1],
    ['Annual', 1],
    ['onetime', 0],
    ['triennial', 0],
  ])('picks the orders billed %s', async (billingType, count) => {
    const sim = simulation();
    await buy(sim, { lines: [line(), line({ ...yearly })] });
    const { body } = await sim.as().get(`${orders}?billingType=${billingType}`).expect(200);
    expect(body.totalCount).toBe(count);
  });

  it('refuses a billing type that there is not', async () => {
    const { body } = await simulation().as().get(`${orders}?billingType=weekly`).expect(400);
    expect(body).toEqual(envelope(900126));
  });

  it('BIL-24: a trial costs nothing and says what it turns into', async () => {
    const sim = simulation();
    const trial = line({
      catalogItemId: item('TIDE', '0002'),
      billingCycle: 'none',
      renewsTo: { termDuration: 'P1Y' },
    });
    const { order } = await buy(sim, { lines: [trial] });
    const { body } = await sim.as().get(order).expect(200);
    expect(body).toMatchObject({
      billingCycle: 'none',
      totalPrice: 0,
      lineItems: [
        { termDuration: 'P1M', renewsTo: { termDuration: 'P1Y' }, pricing: { price: 0, extendedPrice: 0 } },
      ],
    });
  });

  test.each(['', '/provisioningstatus', '/activationlinks', '/lineitems/0/activationlinks'])(
    'refuses an unknown order, and one of another customer: %s',
    async (tail) => {
      const sim = simulation();
      const { orderId } = await buy(sim);
      for (const path of [`${orders}/unknown`, `/v1/customers/${ids.other}/orders/${orderId}`]) {
        const { body } = await sim
          .as()
          .get(path + tail)
          .expect(404);
        expect(body).toEqual(envelope(20000));
      }
    },
  );
});

describe('ORD-5 provisioning status', () => {
  it('goes from pending to fulfilled with the activation', async () => {
    const sim = simulation();
    const { order, subscriptionId } = await buy(sim);
    const { body } = await sim.as().get(`${order}/provisioningstatus`).expect(200);
    const status = 'prefulfillmentPending';
    expect(body.items).toEqual([
      {
        orderLineItemId: 0,
        lineItemNumber: 0,
        status,
        quantityProvisioningInformation: [{ quantity: 10, status }],
      },
    ]);
    change(sim, subscriptionId, { type: 'ConfirmActivation' });
    const { body: after } = await sim.as('global@direct').get(`${order}/provisioningstatus`).expect(200);
    expect(after.items).toMatchObject([{ status: 'fulfilled' }]);
  });

  it('CAN-11: is unfulfilled after a cancellation before the activation', async () => {
    const sim = simulation();
    const { order, subscription } = await buy(sim);
    await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
    const { body } = await sim.as().get(`${order}/provisioningstatus`).expect(200);
    expect(body.items).toMatchObject([{ status: 'unfulfilled' }]);
    const { body: cancelled } = await sim.as().get(order).expect(200);
    expect(cancelled.status).toBe('cancelled');
  });

  it('a change of quantity is fulfilled at once', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    await sim.as().patch(subscription).send({ quantity: 12 }).expect(200);
    const { body } = await sim.as().get(orders);
    const { body: status } = await sim
      .as()
      .get(`${orders}/${body.items[1].id}/provisioningstatus`)
      .expect(200);
    expect(status.items).toMatchObject([
      { status: 'fulfilled', quantityProvisioningInformation: [{ quantity: 12 }] },
    ]);
  });
});
