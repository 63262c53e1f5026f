import { describe, expect, it, test } from 'vitest';
import { ids, item } from './support/fixtures.ts';
import { buy, carts, change, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const places = (bought: { readonly order: string; readonly subscription: string }) => [
  `${bought.order}/lineitems/0/activationlinks`,
  `${bought.order}/activationlinks`,
  `${bought.subscription}/activationlinks`,
];

describe('activation links', () => {
  it('ACT-02: the link is found from the order line, from the subscription, and by order line number', async () => {
    const sim = simulation();
    const bought = await buy(sim);
    const { body: order } = await sim.as().get(bought.order);
    const { body: subscription } = await sim.as().get(bought.subscription);
    const uris = [
      `/v1/${order.lineItems[0].links.activationLinks.uri}`,
      `/v1/${subscription.links.activationLinks.uri}`,
      ...places(bought),
    ];
    for (const uri of uris) {
      const { body } = await sim.as().get(uri).expect(200);
      const [{ link }] = body.items;
      const token = new URL(link.uri).searchParams.get('token') ?? '';
      expect(sim.engine.state.tokens.get(token)).toMatchObject({ subscriptionId: bought.subscriptionId });
    }
  });

  it('PUR-21: the confirmation of a purchase leads to the link', async () => {
    const sim = simulation();
    const cart = await fillCart(sim);
    const { body } = await sim
      .as()
      .post(`${carts(ids.customer)}/${cart}/checkout`)
      .expect(201);
    const [{ lineItems }] = body.orders;
    const { body: links } = await sim.as().get(`/v1/${lineItems[0].links.activationLinks.uri}`).expect(200);
    expect(links.items[0].link.uri).toMatch(/^https:\/\/tidewater\.example\/welcome\?token=/);
  });

  it('ACT-03: shows the landing page with the encoded token, in full shape', async () => {
    const sim = simulation();
    const bought = await buy(sim);
    const [path = ''] = places(bought);
    const { body } = await sim.as().get(path).expect(200);
    expect(body).toEqual({
      totalCount: 1,
      items: [
        {
          lineItemNumber: 0,
          link: {
            uri: expect.stringMatching(/^https:\/\/tidewater\.example\/welcome\?token=[\w%.-]+$/),
            method: 'GET',
            headers: [],
          },
        },
      ],
      links: { self: { uri: path.replace('/v1', ''), method: 'GET', headers: [] } },
      attributes: { objectType: 'Collection' },
    });
  });

  it('ACT-03: keeps the query of the landing page', async () => {
    const sim = simulation();
    const bought = await buy(sim, { lines: [line({ catalogItemId: item('CAREFUL') })] });
    const { body } = await sim.as().get(`${bought.subscription}/activationlinks`).expect(200);
    expect(body.items[0].link.uri).toMatch(/^https:\/\/careful\.example\/land\?from=csp&token=/);
  });

  it('ACT-04: each reading makes a token, and the older ones stay good', async () => {
    const sim = simulation();
    const bought = await buy(sim);
    const uris: string[] = [];
    for (const path of places(bought)) {
      const { body } = await sim.as().get(path).expect(200);
      uris.push(body.items[0].link.uri);
    }
    expect(new Set(uris).size).toBe(3);
    expect(sim.engine.state.tokens.size).toBe(3);
  });

  it('is kept after the activation: the page is used to manage the subscription too', async () => {
    const sim = simulation();
    const bought = await buy(sim);
    change(sim, bought.subscriptionId, { type: 'ConfirmActivation' });
    for (const path of places(bought)) {
      const { body } = await sim.as().get(path).expect(200);
      expect(body.totalCount).toBe(1);
    }
  });

  it('is gone once the subscription has ended', async () => {
    const sim = simulation();
    const bought = await buy(sim);
    await sim.as().patch(bought.subscription).send({ status: 'deleted' }).expect(200);
    await expectNoEvents(sim, async () => {
      for (const path of places(bought)) {
        const { body } = await sim.as().get(path).expect(200);
        expect(body).toMatchObject({ totalCount: 0, items: [] });
      }
    });
    const { body: order } = await sim.as().get(bought.order);
    const { body: subscription } = await sim.as().get(bought.subscription);
    expect(order.lineItems[0].links.activationLinks).toBeUndefined();
    expect(subscription.links.activationLinks).toBeUndefined();
  });

  it('PC 1.6: in the sandbox it leads to nobody', async () => {
    const sim = simulation();
    const bought = await buy(sim, { who: 'admin@sandbox', customer: ids.sandboxCustomer });
    await expectNoEvents(sim, async () => {
      for (const path of places(bought)) {
        const { body } = await sim.as('admin@sandbox').get(path).expect(200);
        expect(new URL(body.items[0].link.uri).hostname).toMatch(/\.invalid$/);
      }
    });
  });

  test.each(['1', '-1', 'first', '0x0'])('refuses line number %s', async (number) => {
    const sim = simulation();
    const bought = await buy(sim);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().get(`${bought.order}/lineitems/${number}/activationlinks`).expect(400);
      expect(body).toEqual(envelope(800071));
    });
  });

  it('the orders of a change of quantity have none', async () => {
    const sim = simulation();
    const bought = await buy(sim);
    change(sim, bought.subscriptionId, { type: 'ConfirmActivation' });
    change(sim, bought.subscriptionId, { type: 'SetQuantity', quantity: 12 });
    const added = [...sim.engine.state.ordersOf.of(ids.customer)].at(-1);
    const { body } = await sim
      .as()
      .get(`/v1/customers/${ids.customer}/orders/${added}/activationlinks`)
      .expect(200);
    expect(body.totalCount).toBe(0);
  });
});
