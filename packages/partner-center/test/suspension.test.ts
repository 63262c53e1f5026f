import { describe, expect, it, test } from 'vitest';
import { buyActive, change } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

async function suspended() {
  const sim = simulation();
  const bought = await buyActive(sim);
  change(sim, bought.subscriptionId, { type: 'Suspend' });
  return { sim, ...bought };
}

describe('SUS-01: an active subscription', () => {
  it('is suspended by the partner, and its etag moves', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    const before = await sim.as().get(subscription).expect(200);
    const { body } = await sim
      .as()
      .patch(subscription)
      .send({ ...before.body, status: 'suspended' })
      .expect(200);
    expect(body).toMatchObject({ status: 'suspended', suspensionReasons: ['partner'] });
    expect(body.attributes.etag).not.toBe(before.body.attributes.etag);
  });

  it('GEN-07: is not suspended and changed in its quantity at once', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    await expectNoEvents(sim, async () => {
      const sent = { status: 'suspended', quantity: 12 };
      const { body } = await sim.as().patch(subscription).send(sent).expect(400);
      expect(body).toEqual(envelope(3000));
    });
  });
});

describe('a suspended subscription', () => {
  it('says so, and why', async () => {
    const { sim, subscription } = await suspended();
    const { body } = await sim.as().get(subscription).expect(200);
    expect(body).toMatchObject({ status: 'suspended', suspensionReasons: ['partner'] });
    await sim
      .as()
      .patch(subscription)
      .send({ ...body, friendlyName: 'Quiet' })
      .expect(200);
  });

  test.each([
    ['QTY-02: its quantity', { quantity: 11 }, 2001],
    ['REN-02: auto-renew', { autoRenewEnabled: false }, 800091],
  ])('does not change: %s', async (_, sent, code) => {
    const { sim, subscription } = await suspended();
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send(sent).expect(400);
      expect(body).toEqual(envelope(code));
    });
  });

  it('SUS-07: is reactivated by the partner', async () => {
    const { sim, subscription } = await suspended();
    const { body } = await sim.as().patch(subscription).send({ status: 'active' }).expect(200);
    expect(body.status).toBe('active');
    expect(body.suspensionReasons).toBeUndefined();
  });

  it('CAN-15: can be cancelled', async () => {
    const { sim, subscription } = await suspended();
    const { body } = await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
    expect(body.status).toBe('deleted');
    expect(body.suspensionReasons).toBeUndefined();
  });
});
