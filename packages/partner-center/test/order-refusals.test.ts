import { describe, expect, it } from 'vitest';
import { item } from './support/fixtures.ts';
import { buy, buyActive, change, line } from './support/purchase.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const careful = [line({ catalogItemId: item('CAREFUL') })];

async function expectRefused(
  sim: Simulation,
  order: string,
  [body, status, code]: readonly [body: object, status: number, code: number],
): Promise<void> {
  await expectNoEvents(sim, async () => {
    expect(await sim.as().patch(order).send(body)).toMatchObject({ status, body: envelope(code) });
  });
}

describe('PC 5.4: the billing cycle of an order does not change', () => {
  const yearly = { billingCycle: 'annual' };

  it('while its subscription is not active', async () => {
    const sim = simulation();
    await expectRefused(sim, (await buy(sim)).order, [yearly, 400, 6000]);
  });

  it('while a publisher is asked for something else', async () => {
    const sim = simulation();
    const { order, subscriptionId } = await buyActive(sim, { lines: careful });
    change(sim, subscriptionId, { type: 'SetQuantity', quantity: 12 });
    await expectRefused(sim, order, [yearly, 400, 800072]);
  });

  it('after the trial that was ordered', async () => {
    const sim = simulation();
    const trial = line({ catalogItemId: item('TIDE', '0002'), billingCycle: 'none' });
    const { order } = await buyActive(sim, { lines: [{ ...trial, renewsTo: { termDuration: 'P1M' } }] });
    sim.advance('2026-02-06T00:00:00Z');
    await expectRefused(sim, order, [yearly, 400, 800085]);
  });

  it('to another that the offer does not support', async () => {
    const sim = simulation();
    await expectRefused(sim, (await buyActive(sim)).order, [yearly, 400, 6001]);
  });
});

it('PC 5.4: an order is not cancelled while a change of it waits for its publisher', async () => {
  const sim = simulation();
  const { order, subscriptionId } = await buyActive(sim, { lines: careful });
  change(sim, subscriptionId, { type: 'SetQuantity', quantity: 12 });
  await expectRefused(sim, order, [{ status: 'cancelled' }, 409, 800014]);
});

it('PC 5.5: nothing is known of the provisioning of an order that is not listed yet', async () => {
  const sim = simulation({ 'order.listDelay': 'PT15M' });
  const { order } = await buy(sim);
  const { body } = await sim.as().get(`${order}/provisioningstatus`).expect(404);
  expect(body).toEqual(envelope(800007));
  sim.advance('2026-01-05T09:15:00Z');
  await sim.as().get(`${order}/provisioningstatus`).expect(200);
});
