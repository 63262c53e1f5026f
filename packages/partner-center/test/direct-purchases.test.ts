import { describe, expect, it, test } from 'vitest';
import { ids, item, profile } from './support/fixtures.ts';
import { buy, carts, change, line } from './support/purchase.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const alone = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
const unknown = {
  subscription: '00000000-0000-4000-8000-000000000000',
  order: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
};
const customer = `/v1/customers/${ids.customer}`;

/** The direct partner's customer buys for itself; so does one without a partner. */
function bought() {
  const sim = simulation();
  sim.run({ type: 'RegisterCustomer', tenantId: alone, profile: profile('Lone Wolf') });
  for (const customerId of [ids.customer, alone]) {
    const term = { duration: 'P1M', billingCycle: 'monthly' } as const;
    sim.run({ type: 'PurchaseDirect', customerId, catalogItemId: item('TIDE'), quantity: 3, term });
  }
  const [subscriptionId = ''] = sim.engine.state.subscriptionsByCustomer.of(ids.customer);
  change(sim, subscriptionId, { type: 'ConfirmActivation' });
  const orderId = sim.engine.state.subscriptions.get(subscriptionId)?.orderId ?? '';
  return { sim, subscriptionId, orderId };
}

describe('PUR-18: what a customer bought itself is unknown to its partner', () => {
  it('in the lists of subscriptions and orders', async () => {
    const { sim } = bought();
    const sold = await buy(sim, { lines: [line({ quantity: 5 })] });
    change(sim, sold.subscriptionId, { type: 'ConfirmActivation' });
    const subscriptions = await sim.as().get(`${customer}/subscriptions`).expect(200);
    expect(subscriptions.body).toMatchObject({ totalCount: 1, items: [{ id: sold.subscriptionId }] });
    sim.advance('2026-02-05T00:00:00Z');
    const orders = await sim.as().get(`${customer}/orders`).expect(200);
    expect(orders.body.items).toHaveLength(2);
    const lines = orders.body.items.flatMap(
      (order: { readonly lineItems: readonly object[] }) => order.lineItems,
    );
    expect(lines).toMatchObject([
      { subscriptionId: sold.subscriptionId },
      { subscriptionId: sold.subscriptionId },
    ]);
  });

  const paths = [
    '/subscriptions/{subscription}',
    '/subscriptions/{subscription}/activationlinks',
    '/subscriptions/{subscription}/provisioningstatus',
    '/subscriptions?order_id={order}',
    '/orders/{order}',
    '/orders/{order}/activationlinks',
    '/orders/{order}/provisioningstatus',
    '/orders/{order}/lineitems/0/activationlinks',
  ];
  const filled = (path: string, { subscription, order }: typeof unknown): string =>
    `${customer}${path.replace('{subscription}', subscription).replace('{order}', order)}`;

  test.each(paths)('GET %s answers as for an id that nobody has', async (path) => {
    const { sim, subscriptionId: subscription, orderId: order } = bought();
    await expectNoEvents(sim, async () => {
      const own = await sim.as().get(filled(path, { subscription, order })).expect(404);
      const nobodys = await sim.as().get(filled(path, unknown)).expect(404);
      const text = own.text.replaceAll(subscription, unknown.subscription).replaceAll(order, unknown.order);
      expect(text).toBe(nobodys.text);
    });
  });

  it('cannot be changed', async () => {
    const { sim, subscriptionId } = bought();
    await expectNoEvents(sim, async () => {
      const { body } = await sim
        .as()
        .patch(`${customer}/subscriptions/${subscriptionId}`)
        .send({ status: 'deleted' })
        .expect(404);
      expect(body).toEqual(envelope(20003));
    });
  });
});

describe('a customer without a partner is known to none', () => {
  const calls = (sim: Simulation, id: string, who = 'admin@direct') => [
    sim.as(who).get(`/v1/customers/${id}`),
    sim.as(who).get(`/v1/customers/${id}/subscriptions`),
    sim.as(who).get(`/v1/customers/${id}/orders`),
    sim.as(who).get(`/v1/customers/${id}/agreements`),
    sim
      .as(who)
      .post(carts(id))
      .send({ lineItems: [line()] }),
  ];

  it('is in no list', async () => {
    const { sim } = bought();
    for (const who of ['admin@direct', 'admin@provider']) {
      const { body } = await sim.as(who).get('/v1/customers').expect(200);
      expect(body.items.map(({ id }: { readonly id: string }) => id)).not.toContain(alone);
    }
  });

  it.each(['admin@direct', 'admin@provider'])('answers %s as for an id that nobody has', async (who) => {
    const { sim } = bought();
    await expectNoEvents(sim, async () => {
      const answers = await Promise.all(calls(sim, alone, who));
      const nobodys = await Promise.all(calls(sim, unknown.subscription, who));
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      expect(answers.map(({ text }) => text.replaceAll(alone, unknown.subscription))).toEqual(
        nobodys.map(({ text }) => text),
      );
    });
  });

  it('its domain is taken all the same', async () => {
    const { sim } = bought();
    await sim.as().head('/v1/domains/lonewolf.onmicrosoft.com').expect(200);
  });
});
