import { describe, expect, it, test } from 'vitest';
import { ids } from './support/fixtures.ts';
import { buy } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

describe('PC 0.4, 0.5: switches of the wire', () => {
  it('wire.bom: bodies start with a byte-order mark, repeated ones too', async () => {
    const sim = simulation({ 'wire.bom': true });
    const get = () =>
      sim
        .as()
        .get('/v1/customers')
        .buffer(true)
        .parse((res, done) => {
          const parts: Buffer[] = [];
          res.on('data', (part: Buffer) => parts.push(part));
          res.on('end', () => done(null, Buffer.concat(parts)));
        });
    const { body } = await get().expect(200);
    expect(body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(JSON.parse(body.toString('utf8').slice(1))).toMatchObject({ totalCount: 2 });
  });

  it('wire.doubleEcho: what is echoed comes twice', async () => {
    const sim = simulation({ 'wire.doubleEcho': true });
    const res = await sim.as().get('/v1/customers').set('MS-RequestId', 'a').set('MS-CorrelationId', 'b');
    expect(res.headers).toMatchObject({
      ...{ 'ms-requestid': 'a,a', 'ms-correlationid': 'b,b', 'x-locale': 'en-US,en-US' },
    });
  });

  it('contractVersion.required: the version must be named', async () => {
    const sim = simulation({ 'contractVersion.required': true });
    const { body } = await sim.as().get('/v1/customers').set('MS-Contract-Version', 'v2').expect(400);
    expect(body).toEqual({ ...envelope(3000), description: 'MS-Contract-Version: expected "v1", got "v2".' });
    expect((await sim.as().get('/v1/customers').expect(400)).body.description).toContain('got nothing');
    await sim.as().get('/v1/customers').set('MS-Contract-Version', 'V1').expect(200);
  });

  it('cancel.beforeActivation: what is not activated cannot be cancelled', async () => {
    const sim = simulation({ 'cancel.beforeActivation': 'refuse' });
    const { subscription } = await buy(sim);
    expect((await sim.as().get(subscription)).body.actions).toEqual([]);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send({ status: 'deleted' }).expect(400);
      expect(body).toEqual(envelope(800081));
    });
  });

  test.each([
    ['admin@direct', 'true'],
    ['app@direct', 'false'],
    ['password@direct', 'false'],
  ])('ValidateMfa: %s is told whether it has signed in with a second factor', async (who, compliant) => {
    const sim = simulation();
    const asked = await sim.as(who).get('/v1/customers').set('ValidateMfa', 'true');
    expect(asked.headers['ismfacompliant']).toBe(compliant);
    expect((await sim.as(who).get('/v1/customers')).headers['ismfacompliant']).toBeUndefined();
  });
});

describe('PC 6.7: other operations of a subscription', () => {
  it('it has no add-ons, and nothing to become', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    for (const list of ['addons', 'upgrades', 'conversions', 'transitions', 'transitioneligibilities']) {
      const { body } = await sim.as().get(`${subscription}/${list}`).expect(200);
      expect(body).toMatchObject({ totalCount: 0, items: [], attributes: { objectType: 'Collection' } });
    }
    for (const list of ['upgrades', 'conversions', 'transitions']) {
      expect((await sim.as().post(`${subscription}/${list}`).send({}).expect(400)).body).toEqual(
        envelope(800042),
      );
    }
  });

  it('only Azure subscriptions are registered', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    for (const call of [
      sim.as().post(`${subscription}/registrations`),
      sim.as().get(`${subscription}/registrationstatus`),
    ]) {
      expect((await call.expect(400)).body).toEqual(envelope(800011));
    }
  });

  it('its support contact is the partner until another one is named', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim, { customer: ids.resold, who: 'admin@provider' });
    const contact = `${subscription}/supportcontact`;
    const { body } = await sim.as('admin@provider').get(contact).expect(200);
    expect(body).toMatchObject({
      ...{ supportTenantId: ids.provider, supportMpnId: '1000002', name: 'Indirect Provider' },
      attributes: { objectType: 'SupportContact' },
    });
    const named = { SupportTenantId: ids.reseller.toUpperCase(), SupportMpnId: '6104321', Name: 'Help' };
    const { body: after } = await sim.as('admin@provider').put(contact).send(named).expect(200);
    expect(after).toEqual({ ...body, supportTenantId: ids.reseller, supportMpnId: '6104321', name: 'Help' });
    expect((await sim.as('admin@provider').get(contact)).body).toEqual(after);
    await expectNoEvents(sim, async () => {
      await sim.as('admin@provider').put(contact).send(named).expect(200);
      const wrong = { ...named, SupportMpnId: '1' };
      expect((await sim.as('admin@provider').put(contact).send(wrong).expect(400)).body).toEqual(
        envelope(3000),
      );
    });
  });
});

describe('PC 3.6: inventory', () => {
  it('what the market has is not restricted, what it does not have is', async () => {
    const item = (ProductId: string, SkuId: string) => ({ ProductId, SkuId });
    const { body } = await simulation()
      .as()
      .post('/v1/extensions/product/checkInventory?country=US')
      .send({ TargetItems: [item('TIDE', '0001'), item('ABROAD', '0001')], InventoryContext: {} })
      .expect(200);
    expect(body).toMatchObject([
      { productId: 'TIDE', skuId: '0001', isRestricted: false, restrictions: [] },
      { productId: 'ABROAD', isRestricted: true, restrictions: [{ reasonCode: '400072' }] },
    ]);
  });

  it('nothing is sold in a country that is none', async () => {
    const { body } = await simulation()
      .as()
      .post('/v1/extensions/product/checkInventory?country=XY')
      .send({ targetItems: [{ productId: 'TIDE', skuId: '0001' }] })
      .expect(403);
    expect(body).toEqual(envelope(2030));
  });
});
