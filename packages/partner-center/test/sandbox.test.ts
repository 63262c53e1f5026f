import { describe, expect, it } from 'vitest';
import { ids, item } from './support/fixtures.ts';
import { buy, line } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const sandbox = { who: 'admin@sandbox', customer: ids.sandboxCustomer } as const;

describe('activation in a sandbox account', () => {
  it('ACT-16: answers success, and the subscription is active', async () => {
    const sim = simulation();
    const bought = await buy(sim, sandbox);
    const { body } = await sim.as(sandbox.who).post(`${bought.subscription}/activate`).expect(200);
    expect(body).toEqual({ subscriptionId: bought.subscriptionId, status: 'Success' });
    const after = await sim.as(sandbox.who).get(bought.subscription).expect(200);
    expect(after.body).toMatchObject({ status: 'active', effectiveStartDate: sim.engine.now() });
  });

  it('ACT-16: works once', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim, sandbox);
    await sim.as(sandbox.who).post(`${subscription}/activate`).expect(200);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as(sandbox.who).post(`${subscription}/activate`).expect(400);
      expect(body).toEqual(envelope(800041));
    });
  });

  it('ACT-16: is refused in any other account, and to a role that does not manage subscriptions', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().post(`${subscription}/activate`).expect(400);
      expect(body).toEqual(envelope(900127));
      const sales = await sim.as('sales@direct').post(`${subscription}/activate`).expect(403);
      expect(sales.body).toEqual(envelope(900150));
    });
  });
});

describe('cancelling an order', () => {
  const cancelled = { status: 'cancelled' } as const;

  it('CAN-25: in a sandbox account it is shown as cancelled, and its subscription as deleted', async () => {
    const sim = simulation();
    const { order, orderId, subscription } = await buy(sim, sandbox);
    const { body } = await sim
      .as(sandbox.who)
      .patch(order)
      .send({ id: orderId, ...cancelled })
      .expect(200);
    expect(body).toMatchObject({ id: orderId, status: 'cancelled' });
    const after = await sim.as(sandbox.who).get(subscription).expect(200);
    expect(after.body.status).toBe('deleted');
    const again = await sim.as(sandbox.who).patch(order).send(cancelled).expect(400);
    expect(again.body).toEqual(envelope(800061));
  });

  it.each([
    ['CAN-01: seats are cancelled by their subscription', 'TIDE', 10, 800077],
    ['CAN-25: a flat rate is not cancelled by its order either', 'FLAT', 1, 800019],
  ])('%s in any other account', async (_, product, quantity, code) => {
    const sim = simulation();
    const { order } = await buy(sim, { lines: [line({ catalogItemId: item(product), quantity })] });
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(order).send(cancelled).expect(403);
      expect(body).toEqual(envelope(code));
    });
  });

  it.each(['pending review', 'PendingReview', 'po_review_rejected'])(
    'PC 0.6: the status %s is one in each of its spellings, and cannot be set',
    async (status) => {
      const sim = simulation();
      const { order } = await buy(sim, sandbox);
      await expectNoEvents(sim, async () => {
        const { body } = await sim.as(sandbox.who).patch(order).send({ status }).expect(400);
        expect(body).toEqual(envelope(800042));
      });
    },
  );

  it('PC 0.6: a status that there is not is refused', async () => {
    const sim = simulation();
    const { order } = await buy(sim, sandbox);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as(sandbox.who).patch(order).send({ status: 'happy' }).expect(400);
      expect(body).toEqual(envelope(900126));
    });
  });
});
