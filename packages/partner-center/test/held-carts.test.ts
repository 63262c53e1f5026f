import { expect, it } from 'vitest';
import { ids } from './support/fixtures.ts';
import { carts, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

it('PC 0.10: while a checkout takes its time nobody else has the cart, and then it repeats its result', async () => {
  const begun = Promise.withResolvers<number>();
  const done = Promise.withResolvers<void>();
  const pause = (ms: number): Promise<void> => {
    begun.resolve(ms);
    return done.promise;
  };
  const sim = simulation({ 'checkout.realDuration': 'PT3S' }, { pause });
  const cart = `${carts(ids.customer)}/${await fillCart(sim)}`;
  const checkout = () => sim.as().post(`${cart}/checkout`);
  const first = checkout().then(({ status, body }) => ({ status, body }));
  expect(await begun.promise).toBe(3000);
  await expectNoEvents(sim, async () => {
    expect((await checkout().expect(409)).body).toEqual(envelope(800064));
    const body = { lineItems: [line({ quantity: 3 })] };
    expect((await sim.as().put(cart).send(body).expect(409)).body).toEqual(envelope(800064));
    expect((await sim.as().get(cart).expect(200)).body.status).toBe('Active');
  });
  done.resolve();
  const { status, body } = await first;
  expect(status).toBe(201);
  expect(body.orders).toMatchObject([{ lineItems: [{ quantity: 10 }] }]);
  expect((await checkout().expect(201)).body).toEqual(body);
});

it('PC 0.10: a checkout that is refused lets go of its cart', async () => {
  const pause = () => Promise.resolve();
  const sim = simulation({ 'checkout.realDuration': 'PT1S' }, { pause });
  const cart = `${carts(ids.other)}/${await fillCart(sim, { customer: ids.other })}`;
  for (let n = 0; n < 2; n++) {
    expect((await sim.as().post(`${cart}/checkout`).expect(403)).body).toEqual(envelope(13605));
  }
});
