import type { Plan } from '@marketsim/core';
import { describe, expect, it } from 'vitest';
import { ids, item, offers } from './support/fixtures.ts';
import { buyActive, carts, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const update = (sim: Simulation, subscription: string, body: object) =>
  sim.as().patch(subscription).send(body);

/** Asserts that each update is refused with a status and a code, and changes nothing. */
const expectRefused = (
  sim: Simulation,
  subscription: string,
  refusals: readonly (readonly [body: object, status: number, code: number])[],
): Promise<void> =>
  expectNoEvents(sim, async () => {
    for (const [body, status, code] of refusals) {
      const answer = await update(sim, subscription, body);
      expect(answer).toMatchObject({ status, body: envelope(code) });
    }
  });

/** Buys a plan that keeps something to itself, and the publisher activates. */
async function buyKeeping(sim: Simulation, keeps: NonNullable<Plan['keeps']>): Promise<string> {
  const [tide] = offers;
  if (!tide) throw new Error('no fixtures');
  const plans = tide.plans.map((plan) => ({ ...plan, keeps }));
  sim.run({ type: 'PublishOffer', offer: { ...tide, productId: 'KEEPS', offerId: 'keeps', plans } });
  return (await buyActive(sim, { lines: [line({ catalogItemId: item('KEEPS') })] })).subscription;
}

describe('PC 6.4: a subscription cannot be updated', () => {
  it('while its order is worked on', async () => {
    const sim = simulation({ 'order.completionDelay': 'PT10M' });
    const { subscription } = await buyActive(sim);
    await expectRefused(sim, subscription, [
      [{ friendlyName: 'early' }, 409, 800082],
      [{ quantity: 12 }, 409, 800082],
    ]);
    sim.advance('2026-01-05T09:10:00Z');
    await update(sim, subscription, { quantity: 12 }).expect(200);
  });

  it('after as many changes as the world allows', async () => {
    const sim = simulation({ 'patch.updatesAtMost': 5 });
    const { subscription, subscriptionId } = await buyActive(sim);
    const changes = () => (sim.engine.state.subscriptions.get(subscriptionId)?.version ?? 0) - 1;
    let names = 0;
    while ((await update(sim, subscription, { friendlyName: `n${names}` })).status === 200) names += 1;
    expect(names).toBeGreaterThan(0);
    expect(changes()).toBe(5);
    await expectRefused(sim, subscription, [[{ quantity: 12 }, 400, 900311]]);
    await update(sim, subscription, { quantity: 10 }).expect(200);
  });

  it('shortly before it expires; one that renews can', async () => {
    const sim = simulation({ 'patch.closedBeforeExpiry': 'PT24H' });
    const [expires, renews] = [await buyActive(sim), await buyActive(sim)];
    await update(sim, expires.subscription, { autoRenewEnabled: false }).expect(200);
    sim.advance('2026-02-04T00:00:00Z');
    await expectRefused(sim, expires.subscription, [
      [{ autoRenewEnabled: true }, 400, 900277],
      [{ quantity: 12 }, 400, 900277],
    ]);
    await update(sim, renews.subscription, { quantity: 12 }).expect(200);
  });

  it('where its plan allows no updates', async () => {
    const sim = simulation();
    const subscription = await buyKeeping(sim, 'everything');
    await expectRefused(sim, subscription, [
      [{ friendlyName: 'mine' }, 400, 2006],
      [{ status: 'deleted' }, 400, 2006],
    ]);
  });

  it('in its status where its plan allows but cancelling', async () => {
    const sim = simulation();
    const subscription = await buyKeeping(sim, 'status');
    await expectRefused(sim, subscription, [[{ status: 'suspended' }, 400, 800096]]);
    await update(sim, subscription, { quantity: 12 }).expect(200);
    await update(sim, subscription, { status: 'deleted' }).expect(200);
  });
});

describe('PC 6.4: the term of a subscription does not become another', () => {
  it('of a trial, of what is no term, shorter or longer', async () => {
    const sim = simulation();
    const free = line({ catalogItemId: item('TIDE', '0002'), billingCycle: 'none' });
    const trial = await buyActive(sim, { lines: [{ ...free, renewsTo: { termDuration: 'P1M' } }] });
    const monthly = await buyActive(sim);
    const annual = line({ termDuration: 'P1Y', billingCycle: 'annual' });
    const yearly = await buyActive(sim, { lines: [annual] });
    await expectRefused(sim, monthly.subscription, [
      [{ termDuration: 'P5W' }, 400, 800121],
      [{ termDuration: 'P1Y' }, 400, 800042],
    ]);
    await expectRefused(sim, yearly.subscription, [[{ termDuration: 'P1M' }, 400, 800122]]);
    await expectRefused(sim, trial.subscription, [[{ termDuration: 'P1Y' }, 400, 800107]]);
  });
});

describe('PUR-23: seats', () => {
  it('are added up to the limit of the programme, which takes none away', async () => {
    const sim = simulation({ 'limits.seatsPerSubscription': 12 });
    const { subscription } = await buyActive(sim);
    await expectRefused(sim, subscription, [[{ quantity: 13 }, 403, 800088]]);
    await update(sim, subscription, { quantity: 12 }).expect(200);
    await expectRefused(sim, subscription, [[{ quantity: 13 }, 403, 800067]]);
    sim.run({ type: 'ChangeSetting', name: 'limits.seatsPerSubscription', value: 5 });
    await update(sim, subscription, { quantity: 11 }).expect(200);
  });

  it('beyond it are the error of a line', async () => {
    const sim = simulation({ 'limits.seatsPerSubscription': 12 });
    const cart = `${carts(ids.customer)}/${await fillCart(sim)}`;
    const lines = { lineItems: [line({ quantity: 13 })] };
    for (const request of [sim.as().post(carts(ids.customer)), sim.as().put(cart)]) {
      const { body } = await request.send(lines).expect(201);
      expect(body.lineItems[0].error.errorCode).toBe(10015);
    }
  });
});
