import { describe, expect, it, test } from 'vitest';
import { ids, profile } from './support/fixtures.ts';
import { buy, buyActive, line } from './support/purchase.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const sandbox = { customer: ids.sandboxCustomer, who: 'admin@sandbox' } as const;
const as = (sim: Simulation) => sim.as('admin@sandbox');

describe('PC 5.4: cancelling an order', () => {
  const cancel = (sim: Simulation, order: string, rest = {}) =>
    as(sim)
      .patch(order)
      .send({ status: 'cancelled', ...rest });

  it('ends its subscription, and gives the money back inside the window', async () => {
    const sim = simulation();
    const { order, orderId, subscription } = await buy(sim, sandbox);
    await as(sim).post(`${subscription}/activate`).expect(200);
    const { body } = await cancel(sim, order, { id: orderId }).expect(200);
    expect(body).toMatchObject({ id: orderId, status: 'cancelled' });
    expect((await as(sim).get(subscription)).body).toMatchObject({
      status: 'deleted',
      autoRenewEnabled: false,
    });
    const amounts = sim.engine.state.ledger.charges.map(({ amount }) => amount);
    expect(amounts).toEqual([8000, -8000]);
  });

  it('gives nothing back after the window, a zero line for a trial, and none for what was never activated', async () => {
    const sim = simulation();
    const trial = await buy(sim, {
      ...sandbox,
      lines: [line({ catalogItemId: 'TIDE:0002:AVAIL0002', billingCycle: 'none' })],
    });
    const paid = await buy(sim, sandbox);
    const waiting = await buy(sim, sandbox);
    for (const { subscription } of [trial, paid]) await as(sim).post(`${subscription}/activate`).expect(200);
    sim.advance('2026-01-20T00:00:00Z');
    for (const { order } of [trial, paid, waiting]) await cancel(sim, order).expect(200);
    const amounts = sim.engine.state.ledger.charges.map(({ amount }) => amount);
    expect(amounts).toEqual([0, 8000, 0]);
    for (const { subscription } of [paid, waiting, trial])
      expect((await as(sim).get(subscription)).body.status).toBe('deleted');
  });

  it('is possible once, and for 60 days', async () => {
    const sim = simulation();
    const first = await buy(sim, sandbox);
    await cancel(sim, first.order).expect(200);
    const { body } = await cancel(sim, first.order).expect(400);
    expect(body).toEqual(envelope(800061));
    const second = await buy(sim, sandbox);
    sim.advance('2026-03-06T09:00:00Z');
    expect((await cancel(sim, second.order).expect(400)).body).toEqual(envelope(800061));
  });

  it('order.sandboxCancel: can be switched off; production never has it', async () => {
    const off = simulation({ 'order.sandboxCancel': false });
    const { order } = await buy(off, sandbox);
    expect((await cancel(off, order).expect(403)).body).toEqual(envelope(800077));
    const sim = simulation();
    const productive = await buy(sim);
    const { body } = await sim.as().patch(productive.order).send({ Status: 'Cancelled' }).expect(403);
    expect(body).toEqual(envelope(800077));
  });

  test.each([
    ['another billing cycle', { billingCycle: 'annual' }, 6000],
    ['an add-on', { lineItems: [{ parentSubscriptionId: ids.customer }] }, 800029],
    ['a suspension', { status: 'suspended' }, 800063],
    ['another status', { status: 'completed' }, 800042],
    ['a stale etag', { status: 'cancelled', attributes: { etag: 'b2xk' } }, 2055],
  ])('%s is refused and changes nothing', async (_, body, code) => {
    const sim = simulation();
    const { order } = await buy(sim, sandbox);
    await expectNoEvents(sim, async () => {
      const answer = await as(sim).patch(order).send(body).expect(400);
      expect(answer.body).toEqual(envelope(code));
    });
  });

  it('an order that is sent back as it was read stays as it is, whatever fillers come with it', async () => {
    const sim = simulation();
    const { order } = await buy(sim, sandbox);
    const { body } = await as(sim).get(order);
    await expectNoEvents(sim, async () => {
      const answer = await as(sim)
        .patch(order)
        .set('If-Match', `"${body.attributes.etag}"`)
        .send({ ...body, Status: undefined, BillingCycle: 'unknown' })
        .expect(200);
      expect(answer.body).toEqual(body);
    });
  });
});

describe('PC 2.4: deleting a customer', () => {
  const customer = `/v1/customers/${ids.sandboxCustomer}`;

  it('leaves nothing of it, and frees its domain and its place among the 75', async () => {
    const sim = simulation();
    const running = await buy(sim, sandbox);
    await as(sim).post(`${running.subscription}/activate`).expect(200);
    await buy(sim, sandbox);
    const answer = await as(sim).delete(customer).expect(204);
    expect(answer.text).toBe('');
    for (const path of ['', '/subscriptions', '/orders', '/agreements', '/users']) {
      expect((await as(sim).get(`${customer}${path}`).expect(404)).body).toEqual(envelope(1000));
    }
    expect((await as(sim).get('/v1/customers')).body.totalCount).toBe(0);
    await as(sim).head('/v1/domains/testbench.onmicrosoft.com').expect(404);
    const phases = [...sim.engine.state.subscriptions.values()].map(({ phase }) => phase);
    expect(phases).toEqual(['ended', 'ended']);
    expect((await as(sim).delete(customer).expect(404)).body).toEqual(envelope(1000));
  });

  it('is refused in production', async () => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().delete(`/v1/customers/${ids.customer}`).expect(403);
      expect(body).toEqual(envelope(900127));
    });
  });

  it('is refused where the address of the customer is not valid, until that is corrected', async () => {
    const sim = simulation();
    const odd = profile('Odd Address');
    const address = { ...odd.address, postalCode: 'SW1A 1AA' };
    sim.run({ type: 'CreateCustomer', partnerId: ids.sandbox, profile: { ...odd, address } });
    const made = `/v1/customers/${[...sim.engine.state.customersOf.of(ids.sandbox)].at(-1)}`;
    await expectNoEvents(sim, async () => {
      const { body } = await as(sim).delete(made).expect(400);
      expect(body).toEqual(envelope(3000));
      expect(body.description).toContain('"SW1A 1AA" is not a postal code of US');
    });
    const { body: billing } = await as(sim).get(`${made}/profiles/billing`).expect(200);
    const defaultAddress = { ...billing.defaultAddress, postalCode: '98101' };
    await as(sim)
      .put(`${made}/profiles/billing`)
      .send({ ...billing, defaultAddress })
      .expect(200);
    await as(sim).delete(made).expect(204);
  });

  it('a customer of the same domain can be made again, with another id', async () => {
    const sim = simulation();
    const { body: before } = await as(sim).get(customer);
    await as(sim).delete(customer).expect(204);
    const { body } = await as(sim)
      .post('/v1/customers')
      .send({
        companyProfile: { domain: before.companyProfile.domain },
        billingProfile: before.billingProfile,
      })
      .expect(201);
    expect(body.id).not.toBe(before.id);
  });
});

describe('PC 1.6: limits', () => {
  it('a customer has five subscriptions, each of 25 licences', async () => {
    const sim = simulation();
    const { order } = await buyActive(sim, sandbox);
    for (let n = 1; n < 5; n++) await buy(sim, sandbox);
    const one = { offerId: 'TIDE:0001:AVAIL0001', quantity: 1, termDuration: 'P1M' };
    const orders = order.replace(/\/[^/]+$/, '');
    const { body } = await as(sim)
      .post(orders)
      .send({ lineItems: [one] })
      .expect(400);
    expect(body).toEqual(envelope(800018));
    const { body: seats } = await as(simulation())
      .post(orders)
      .send({ lineItems: [{ ...one, quantity: 26 }] })
      .expect(400);
    expect(seats).toEqual(envelope(800018));
  });
});
