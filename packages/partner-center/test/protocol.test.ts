import { describe, expect, it, test } from 'vitest';
import { ids } from './support/fixtures.ts';
import { buy, buyActive, carts, fillCart, line } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('PC 0.5: headers', () => {
  it('echoes the caller’s ids', async () => {
    const res = await simulation()
      .as()
      .get('/v1/customers')
      .set('MS-RequestId', 'r-1')
      .set('MS-CorrelationId', 'c-1');
    expect(res.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'ms-requestid': 'r-1',
      'ms-correlationid': 'c-1',
      'ms-cv': expect.stringMatching(/^[\w+/]{16}\.0$/),
      'ms-serverid': expect.stringMatching(/^\d+$/),
      'x-locale': 'en-US',
      'x-marketsim-now': '2026-01-05T09:00:00.000Z',
    });
  });

  it('makes ids where none came, on refusals as well', async () => {
    const sim = simulation();
    for (const res of [await sim.bare.get('/v1/customers'), await sim.as().get('/v1/nowhere')]) {
      expect(res.headers['ms-requestid']).toMatch(guid);
      expect(res.headers['ms-correlationid']).toMatch(guid);
    }
  });
});

describe('addresses', () => {
  test.each(['/v1/nowhere', '/webhooks/v1/nowhere', '/v1'])(
    '%s is not found, in the envelope',
    async (path) => {
      const { body } = await simulation().as().get(path).expect(404);
      expect(body).toEqual(envelope(1000));
    },
  );

  test.each([
    ['/v1/custmers', '; did you mean /v1/customers?'],
    [
      `/v1/customers/${ids.customer}/subscriptons`,
      `; did you mean /v1/customers/${ids.customer}/subscriptions?`,
    ],
    ['/v1/orders', '; did you mean /v1/customers/{customerId}/orders?'],
    ['/v1/nowhere', '.'],
  ])('GEN-10: %s is not found, with the path that was meant', async (path, meant) => {
    const { body } = await simulation().as().get(path).expect(404);
    expect(body.description).toBe(`Nothing is found at GET ${path}${meant}`);
  });

  it('a wrong method is refused in the envelope, with those that are right', async () => {
    const res = await simulation().as().delete(carts(ids.customer)).expect(405);
    expect(res.body).toEqual(envelope(800042));
    expect(res.headers['allow']).toBe('POST');
  });

  it('PC 0.3: case, doubled slashes and a slash at the end make no difference, and links are clean', async () => {
    const sim = simulation();
    const { body } = await sim
      .as()
      .get(`/V1//Customers/${ids.customer}//Subscriptions/?order_id=`)
      .expect(404);
    expect(body).toEqual(envelope(20000));
    const { body: list } = await sim.as().get(`/v1//customers/${ids.customer}//orders/`).expect(200);
    expect(list.links.self.uri).toBe(`/customers/${ids.customer}/orders`);
  });

  it('PC 0.3: a link that carries the version is followed behind it, as SDKs do', async () => {
    const customer = `/customers/${ids.customer}`;
    const { body } = await simulation().as().get(`/v1//v1${customer}/subscriptions`).expect(200);
    expect(body.links.self.uri).toBe(`${customer}/subscriptions`);
  });
});

describe('GEN-09: a write repeated under its MS-RequestId', () => {
  it('GEN-09: is answered byte for byte as before, and happens once', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    const cart = await fillCart(sim);
    const writes = [
      () => sim.as().post('/v1/customers').send(customer('one')),
      () =>
        sim
          .as()
          .post(carts(ids.customer))
          .send({ lineItems: [line()] }),
      () => sim.as().post(`${carts(ids.customer)}/${cart}/checkout`),
      () => sim.as().patch(subscription).send({ quantity: 12 }),
    ];
    for (const [n, write] of writes.entries()) {
      const first = await write().set('MS-RequestId', `r-${n}`);
      expect(first.status).toBeLessThan(300);
      await expectNoEvents(sim, async () => {
        const second = await write().set('MS-RequestId', `r-${n}`);
        expect([second.status, second.text]).toEqual([first.status, first.text]);
      });
    }
  });

  it('keeps refusals too: a failed checkout fails again although its reason is gone', async () => {
    const sim = simulation();
    const cart = await fillCart(sim, { customer: ids.other });
    const checkout = () =>
      sim
        .as()
        .post(`${carts(ids.other)}/${cart}/checkout`)
        .set('MS-RequestId', 'r-1');
    const first = await checkout().expect(403);
    sim.run({
      type: 'ConfirmAgreement',
      customerId: ids.other,
      templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
      primaryContact: { firstName: 'Eva', lastName: 'Roth', email: 'eva@hilltop.example' },
      dateAgreed: sim.engine.now(),
      userId: ids.user,
    });
    const second = await checkout().expect(403);
    expect(second.text).toBe(first.text);
    await sim
      .as()
      .post(`${carts(ids.other)}/${cart}/checkout`)
      .set('MS-RequestId', 'r-2')
      .expect(201);
  });

  it.each([
    ['another body', customer('two'), '/v1/customers', 'admin@direct'],
    ['another partner', customer('two'), '/v1/customers', 'admin@provider'],
    ['another path', { lineItems: [line()] }, carts(ids.customer), 'admin@direct'],
  ])('%s is a new request', async (_, body, path, who) => {
    const sim = simulation();
    await sim.as().post('/v1/customers').set('MS-RequestId', 'r-1').send(customer('one')).expect(201);
    const before = sim.engine.seq();
    await sim.as(who).post(path).set('MS-RequestId', 'r-1').send(body).expect(201);
    expect(sim.engine.seq()).toBe(before + 1);
  });

  it('without the header every write is new', async () => {
    const sim = simulation();
    const [first, second] = [await fillCart(sim), await fillCart(sim)];
    expect(first).not.toBe(second);
  });

  it('an activation link is read, not written: it is fresh under the same id', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    const read = () => sim.as().get(`${subscription}/activationlinks`).set('MS-RequestId', 'r-1').expect(200);
    const [first, second] = [await read(), await read()];
    expect(second.text).not.toBe(first.text);
  });
});

function customer(name: string) {
  return {
    companyProfile: { domain: `${name}.onmicrosoft.com` },
    billingProfile: {
      email: `ap@${name}.example`,
      culture: 'en-US',
      language: 'en',
      companyName: name,
      defaultAddress: {
        firstName: 'Per',
        lastName: 'Lund',
        addressLine1: '1 Quay',
        city: 'Seattle',
        postalCode: '98101',
        country: 'US',
      },
    },
  };
}
