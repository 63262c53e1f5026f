import { describe, expect, it } from 'vitest';
import { ids, item } from './support/fixtures.ts';
import { buy, carts, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const daily = (): Simulation => simulation({ 'catalog.availabilityTtl': 'P1D' });
const tomorrow = '2026-01-06T00:00:00Z';
const availabilities = '/v1/products/TIDE/skus/0001/availabilities';
const checkout = (cart: string) => `${carts(ids.customer)}/${cart}/checkout`;

/** The one availability of the plan, as the catalog has it now. */
async function read(sim: Simulation) {
  const { body } = await sim.as().get(`${availabilities}?country=US`).expect(200);
  return body.items[0];
}

const seats = async (sim: Simulation) => [line({ catalogItemId: (await read(sim)).catalogItemId })];

describe('PC 3.4: availability ids change over time where the world says so', () => {
  it('the list, the item and its address have the id of the day; yesterday’s leads nowhere', async () => {
    const sim = daily();
    const { id, catalogItemId, links } = await read(sim);
    expect(id).not.toBe('AVAIL0001');
    expect(catalogItemId).toBe(`TIDE:0001:${id}`);
    expect((await sim.as().get(`/v1${links.self.uri}`).expect(200)).body.id).toBe(id);
    sim.advance(tomorrow);
    expect((await read(sim)).id).not.toBe(id);
    for (const path of [links.self.uri, `/customers/${ids.customer}${links.self.uri}`]) {
      expect((await sim.as().get(`/v1${path}`).expect(404)).body).toEqual(envelope(400019));
    }
  });

  it('PC 4.6: a cart of yesterday is told 400019; read again, replaced and checked out it is ordered', async () => {
    const sim = daily();
    const cart = await fillCart(sim, { lines: await seats(sim) });
    const [yesterdays] = await seats(sim);
    sim.advance(tomorrow);
    const { body } = await sim.as().post(checkout(cart)).expect(201);
    expect(body).toEqual({
      orders: [],
      orderErrors: [
        {
          orderGroupId: '0',
          code: 400019,
          description: expect.stringMatching(/read the catalog again/),
          attributes: { objectType: 'OrderError' },
        },
      ],
      attributes: { objectType: 'CartCheckoutResult' },
    });
    const replace = (lineItems: readonly object[]) =>
      sim
        .as()
        .put(`${carts(ids.customer)}/${cart}`)
        .send({ lineItems })
        .expect(201);
    const stale = await replace([{ ...yesterdays }]);
    expect(stale.body.lineItems[0].error.errorCode).toBe(10001);
    await replace(await seats(sim));
    expect((await sim.as().post(checkout(cart)).expect(201)).body.orders).toHaveLength(1);
  });

  it('what was bought is named as it was bought, and its links lead to it on that day', async () => {
    const sim = daily();
    const { catalogItemId } = await read(sim);
    const { order, subscription } = await buy(sim, { lines: await seats(sim) });
    const offered = async () =>
      [
        (await sim.as().get(order).expect(200)).body.lineItems[0],
        (await sim.as().get(subscription).expect(200)).body,
      ] as const;
    const [placed, bought] = await offered();
    expect([placed.offerId, bought.offerId]).toEqual([catalogItemId, catalogItemId]);
    await sim.as().get(`/v1${placed.links.availability.uri}`).expect(200);
    sim.advance(tomorrow);
    const [later, still] = await offered();
    expect([later.offerId, still.offerId]).toEqual([catalogItemId, catalogItemId]);
  });
});

it.each(['TIDE:0001:NONE', 'TIDE:0001'])(
  'PC 5.3: an order of %s, an availability that the plan does not have, is told to read again',
  async (OfferId) => {
    const sim = simulation();
    const lineItems = [{ OfferId, Quantity: 1, TermDuration: 'P1M' }];
    await expectNoEvents(sim, async () => {
      const { body } = await sim
        .as()
        .post(`/v1/customers/${ids.customer}/orders`)
        .send({ lineItems })
        .expect(404);
      expect(body).toEqual(envelope(400019));
    });
  },
);

it('SF 5.6: a private plan of others is unknown by whatever availability', async () => {
  const sim = simulation();
  const lines = [item('SECRET'), 'SECRET:0001:NONE'].map((catalogItemId) => line({ catalogItemId }));
  const { body } = await sim.as().post(carts(ids.other)).send({ lineItems: lines }).expect(201);
  const texts = body.lineItems.map(
    ({ error }: { error: { errorDescription: string } }) => error.errorDescription,
  );
  expect(texts).toEqual([
    'The catalog item SECRET:0001:AVAIL0001 is not valid.',
    'The catalog item SECRET:0001:NONE is not valid.',
  ]);
});
