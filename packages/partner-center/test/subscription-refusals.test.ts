import { describe, expect, it, test } from 'vitest';
import { ids, item, mpnIds } from './support/fixtures.ts';
import { buy, buyActive, line, yearly } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const flat = [line({ catalogItemId: item('FLAT'), quantity: 1 })];
const unrenewed = [line({ catalogItemId: item('TIDE', '0004') })];

describe('SUB-3: refusals change nothing', () => {
  test.each([
    ['QTY-03: no seats', [line()], { quantity: 0 }, 2002],
    ['QTY-03: more seats than the plan has', [line()], { quantity: 101 }, 2002],
    ['QTY-04: seats of a flat rate', flat, { quantity: 2 }, 800095],
    ['GEN-07: quantity and status at once', [line()], { quantity: 11, status: 'deleted' }, 3000],
    [
      'GEN-07: a nickname beside a quantity that is refused',
      [line()],
      { friendlyName: 'New', quantity: 999 },
      2002,
    ],
    ['ACT-19: an empty nickname', [line()], { friendlyName: '' }, 3000],
    ['ACT-19: a nickname of 257 characters', [line()], { friendlyName: 'x'.repeat(257) }, 3000],
    ['an expiry', [line()], { status: 'expired' }, 800040],
    ['going back to pending', [line()], { status: 'pending' }, 800040],
    ['an unknown status', [line()], { status: 'asleep' }, 900126],
    ['another billing cycle', [line()], { billingCycle: 'annual' }, 800097],
    ['another term', [line()], { termDuration: 'P1Y' }, 800042],
    ['MPN-03: a reseller of a direct partner', [line()], { partnerId: mpnIds.reseller }, 800098],
    ['a quantity that is text', [line()], { quantity: 'ten' }, 3000],
  ])('%s', async (_, lines, sent, code) => {
    const sim = simulation();
    const { subscription } = await buyActive(sim, { lines });
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send(sent).expect(400);
      expect(body).toEqual(envelope(code));
    });
  });

  it('REN-04: a plan that does not renew', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim, { lines: unrenewed });
    await sim.as().patch(subscription).send({ autoRenewEnabled: false }).expect(200);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send({ autoRenewEnabled: true }).expect(400);
      expect(body).toEqual(envelope(800093));
    });
  });

  it('QTY-07: fewer seats after the window, where the policy says so', async () => {
    const sim = simulation({ 'qty.decrease': 'windowOnly' });
    const { subscription } = await buyActive(sim);
    await sim.as().patch(subscription).send({ quantity: 9 }).expect(200);
    sim.advance('2026-01-06T09:00:00Z');
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send({ quantity: 8 }).expect(400);
      expect(body).toEqual(envelope(800090));
    });
  });

  test.each([
    ['QTY-02: quantity', { quantity: 11 }],
    ['REN-02: auto-renew', { autoRenewEnabled: false }],
  ])('before the activation: %s', async (_, sent) => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send(sent).expect(400);
      expect(body).toEqual(envelope(800081));
    });
  });

  test.each([
    ['an unknown id', '42', 404, 800015],
    ['its own id', mpnIds.provider, 404, 2072],
    ['an id that is no reseller’s', mpnIds.direct, 400, 800016],
    ['a reseller without agreement', mpnIds.unsignedReseller, 403, 900123],
  ])('MPN-02: %s', async (_, partnerId, status, code) => {
    const sim = simulation();
    const { subscription } = await buy(sim, { who: 'admin@provider', customer: ids.resold });
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as('admin@provider').patch(subscription).send({ partnerId }).expect(status);
      expect(body).toEqual(envelope(code));
    });
  });

  it('GEN-10: another customer’s subscription is refused before the body is read', async () => {
    const sim = simulation();
    const { subscriptionId } = await buy(sim);
    const path = `/v1/customers/${ids.other}/subscriptions/${subscriptionId}`;
    const { body } = await sim.as().patch(path).type('json').send('{').expect(400);
    expect(body).toEqual(envelope(800021));
  });
});

describe('SUB-3: cancelling', () => {
  it('CAN-01, CAN-04: inside the window it ends the subscription at once', async () => {
    const sim = simulation();
    const { subscription, order } = await buyActive(sim);
    const { body: read } = await sim.as().get(subscription);
    const { body } = await sim
      .as()
      .patch(subscription)
      .send({ ...read, status: 'Deleted' })
      .expect(200);
    expect(body).toMatchObject({
      status: 'deleted',
      autoRenewEnabled: false,
      actions: [],
      refundOptions: [{ type: 'Full', expiresAt: body.cancellationAllowedUntilDate }],
    });
    expect(body.refundOptions).toEqual(read.refundOptions);
    const { body: kept } = await sim.as().get(order);
    expect(kept.status).toBe('completed');
  });

  it('CAN-06: after the window, where the policy schedules, it runs on and ends with its term', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    sim.advance('2026-01-06T09:00:00Z');
    const { body } = await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
    expect(body).toMatchObject({ status: 'active', autoRenewEnabled: false });
  });

  test.each([
    ['2020', line(), '2026-01-06T09:00:00Z', 900117, '1-day'],
    ['2020', line(yearly), '2026-01-19T09:00:00Z', 900117, '14-day'],
    ['newer', line(), '2026-01-06T09:00:00Z', 900213, '24-hour'],
    ['newer', line(yearly), '2026-01-19T09:00:00Z', 900213, '336-hour'],
  ] as const)(
    'CAN-08: after the window, where the policy refuses, list %s',
    async (list, bought, now, code, named) => {
      const sim = simulation({ 'cancel.afterWindow': 'refuse', 'error.list': list });
      const { subscription } = await buyActive(sim, { lines: [bought] });
      sim.advance(now);
      await expectNoEvents(sim, async () => {
        const { body } = await sim.as().patch(subscription).send({ status: 'deleted' }).expect(400);
        expect(body).toEqual(envelope(code));
        expect(body.description).toContain(named);
      });
    },
  );

  it('CAN-11: before the activation it is always possible', async () => {
    const sim = simulation({ 'cancel.afterWindow': 'refuse' });
    const { subscription } = await buy(sim);
    sim.advance('2026-01-20T00:00:00Z');
    const { body } = await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
    expect(body.status).toBe('deleted');
  });

  test.each([
    ['cancelling again', { status: 'deleted' }],
    ['reviving', { status: 'active' }],
    ['suspending', { status: 'suspended' }],
    ['a nickname', { friendlyName: 'New' }],
    ['a quantity', { quantity: 11 }],
    ['auto-renew', { autoRenewEnabled: true }],
    ['a billing cycle', { billingCycle: 'annual' }],
  ])('CAN-18: what is deleted does not change: %s', async (_, sent) => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    await sim.as().patch(subscription).send({ status: 'deleted' }).expect(200);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send(sent).expect(400);
      expect(body).toEqual(envelope(2011));
    });
  });

  test.each([
    ['2020', 2011],
    ['newer', 900279],
  ] as const)('CAN-18: what has expired does not change, list %s', async (list, code) => {
    const sim = simulation({ 'error.list': list, 'autoRenew.default': false });
    const { subscription } = await buyActive(sim);
    sim.advance('2026-02-05T00:00:00Z');
    const { body } = await sim.as().patch(subscription).send({ friendlyName: 'New' }).expect(400);
    expect(body).toEqual(envelope(code));
  });
});
