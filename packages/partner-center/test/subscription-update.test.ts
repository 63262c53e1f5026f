import { describe, expect, it, test } from 'vitest';
import { ids, item, mpnIds } from './support/fixtures.ts';
import { buy, buyActive, change, line } from './support/purchase.ts';
import { envelope, expectNoEvents, simulation } from './support/simulation.ts';

const careful = [line({ catalogItemId: item('CAREFUL') })];

describe('SUB-3: changes', () => {
  it('takes the whole subscription, changes what differs and makes a new etag', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    const { body: read } = await sim.as().get(subscription);
    const { body } = await sim
      .as()
      .patch(subscription)
      .send({ ...read, friendlyName: 'Warehouse', autoRenewEnabled: false, quantity: 14 })
      .expect(200);
    expect(body).toEqual({
      ...read,
      friendlyName: 'Warehouse',
      autoRenewEnabled: false,
      quantity: 14,
      attributes: { objectType: 'Subscription', etag: expect.any(String) },
    });
    expect(body.attributes.etag).not.toBe(read.attributes.etag);
    const { body: again } = await sim.as().get(subscription);
    expect(again).toEqual(body);
  });

  it.each([
    ['the body as it was read', async (read: object) => read],
    ['an empty body', async () => ({})],
    [
      'read-only members',
      async () => ({ offerName: 'X', isTrial: true, orderId: 'Y', unitType: 'Z', publisherName: 'W' }),
    ],
    ['QTY-05: the quantity that is there', async () => ({ quantity: 10 })],
  ])('changes nothing for %s', async (_, make) => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    const { body: read } = await sim.as().get(subscription);
    await expectNoEvents(sim, async () => {
      const { body } = await sim
        .as()
        .patch(subscription)
        .send(await make(read))
        .expect(200);
      expect(body).toEqual(read);
    });
  });

  it('PC 0.6: takes the fillers of .NET clients for what nobody set', async () => {
    const sim = simulation();
    const { subscription } = await buyActive(sim);
    const { body: read } = await sim.as().get(subscription);
    const sent = {
      Id: null,
      OfferId: null,
      FriendlyName: 'From .NET',
      Quantity: 0,
      UnitType: null,
      CreationDate: '0001-01-01T00:00:00',
      EffectiveStartDate: '0001-01-01T00:00:00',
      Status: 'none',
      AutoRenewEnabled: true,
      BillingType: 'none',
      BillingCycle: 'unknown',
      TermDuration: null,
      PartnerId: null,
      Links: null,
      Attributes: { Etag: null, ObjectType: 'Subscription' },
    };
    const { body } = await sim.as().patch(`/v1/${read.links.self.uri}`).send(sent).expect(200);
    expect(body).toEqual({ ...read, friendlyName: 'From .NET', attributes: expect.any(Object) });
  });

  it('ACT-19: the nickname changes before the activation and while a change waits', async () => {
    const sim = simulation();
    const { subscription, subscriptionId } = await buy(sim, { lines: careful });
    await sim.as().patch(subscription).send({ friendlyName: 'One' }).expect(200);
    change(sim, subscriptionId, { type: 'ConfirmActivation' });
    await sim.as().patch(subscription).send({ quantity: 11 }).expect(202);
    const { body } = await sim.as().patch(subscription).send({ friendlyName: 'Two' }).expect(200);
    expect(body.friendlyName).toBe('Two');
  });

  it('MPN-01, MPN-04: a provider puts a reseller on record and takes it off again', async () => {
    const sim = simulation();
    const agent = sim.as('admin@provider');
    const { subscription } = await buy(sim, { who: 'admin@provider', customer: ids.resold });
    const { body: set } = await agent.patch(subscription).send({ partnerId: mpnIds.reseller }).expect(200);
    expect(set.partnerId).toBe(mpnIds.reseller);
    const { body: removed } = await agent.patch(subscription).send({ partnerId: '' }).expect(200);
    expect(removed.partnerId).toBe('');
  });

  it('QTY-08, QTY-10: waits for the publisher with 202 and an address, and keeps the quantity until it agrees', async () => {
    const sim = simulation();
    const { subscription, subscriptionId } = await buyActive(sim, { lines: careful });
    const res = await sim
      .as()
      .patch(subscription)
      .send({ quantity: 11, friendlyName: 'At once' })
      .expect(202);
    expect(res.text).toBe('');
    expect(res.headers['location']).toBe(`/customers/${ids.customer}/subscriptions/${subscriptionId}`);
    const { body: before } = await sim.as().get(`/v1${res.headers['location']}`).expect(200);
    expect(before).toMatchObject({ quantity: 10, friendlyName: 'At once' });
    const [operationId = ''] = sim.engine.state.operationsOf.of(subscriptionId);
    change(sim, subscriptionId, { type: 'AcknowledgeOperation', operationId, result: 'Success' });
    const { body: after } = await sim.as().get(subscription);
    expect(after.quantity).toBe(11);
  });

  test.each([
    ['2020', 800014],
    ['newer', 900278],
  ] as const)('QTY-09: refuses a second change meanwhile, in the list %s', async (list, code) => {
    const sim = simulation({ 'error.list': list });
    const { subscription } = await buyActive(sim, { lines: careful });
    await sim.as().patch(subscription).send({ quantity: 11 }).expect(202);
    await expectNoEvents(sim, async () => {
      const { body } = await sim.as().patch(subscription).send({ quantity: 12 }).expect(409);
      expect(body).toEqual(envelope(code));
    });
  });

  it('leaves auto-renew alone in a sparse body, unless the world says otherwise', async () => {
    for (const resets of [false, true]) {
      const sim = simulation({ 'patch.sparseResetsAutoRenew': resets });
      const { subscription, subscriptionId } = await buy(sim);
      const { body: pending } = await sim.as().patch(subscription).send({ friendlyName: 'One' }).expect(200);
      expect(pending.autoRenewEnabled).toBe(true);
      change(sim, subscriptionId, { type: 'ConfirmActivation' });
      const { body } = await sim.as().patch(subscription).send({ friendlyName: 'Two' }).expect(200);
      expect(body.autoRenewEnabled).toBe(!resets);
    }
  });
});

describe('GEN-08: etags', () => {
  const quoted = (etag: string) => `"${etag}"`;
  test.each([
    ['bare', (etag: string) => etag],
    ['in quotes', quoted],
    ['for any', () => '*'],
  ])('the current one is accepted %s', async (_, header) => {
    const sim = simulation({ 'etag.required': true });
    const { subscription } = await buy(sim);
    const { body } = await sim.as().get(subscription);
    await sim
      .as()
      .patch(subscription)
      .set('If-Match', header(body.attributes.etag))
      .send({ friendlyName: 'A' })
      .expect(200);
  });

  it('one in the body counts as well', async () => {
    const sim = simulation({ 'etag.required': true });
    const { subscription } = await buy(sim);
    const { body } = await sim.as().get(subscription);
    await sim
      .as()
      .patch(subscription)
      .send({ ...body, friendlyName: 'A' })
      .expect(200);
    const { body: stale } = await sim
      .as()
      .patch(subscription)
      .send({ ...body, friendlyName: 'B' })
      .expect(400);
    expect(stale).toEqual(envelope(2055));
  });

  test.each([
    ['a stale one', {}, (etag: string) => etag, 2055],
    ['garbage', {}, () => '"garbage"', 2055],
    ['none where one is required', { 'etag.required': true }, () => undefined, 2055],
  ])('refuses %s', async (_, settings, header, code) => {
    const sim = simulation(settings);
    const { subscription, subscriptionId } = await buy(sim);
    const { body: read } = await sim.as().get(subscription);
    change(sim, subscriptionId, { type: 'SetNickname', friendlyName: 'Meanwhile' });
    await expectNoEvents(sim, async () => {
      const etag = header(read.attributes.etag);
      const call = sim.as().patch(subscription).send({ friendlyName: 'Late' });
      const { body } = await (etag === undefined ? call : call.set('If-Match', etag)).expect(400);
      expect(body).toEqual(envelope(code));
    });
  });

  it('refuses a stale etag even for a body that changes nothing', async () => {
    const sim = simulation();
    const { subscription } = await buy(sim);
    await sim.as().patch(subscription).set('If-Match', 'old').send({}).expect(400);
  });
});
