import { describe, expect, it } from 'vitest';
import { status } from './support/receiver.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { agent, type Told, told } from './support/told.ts';
import { until } from './support/until.ts';

/** The same simulator after a stop: its folder, its publisher. */
async function restarted(at: Told, dataFolder: string): Promise<Told> {
  await at.simulator.close();
  return told({ dataFolder }, at.receiver);
}

describe('a world that is kept in a folder is taken up again', () => {
  it('with its history, its state and its clock', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    await first.advance('P40D');
    const [events, state, now] = [first.engine.events().slice(), first.subscription(id), first.engine.now()];

    const again = await restarted(first, dataFolder);
    expect(again.engine.now()).toBe(now);
    expect(again.engine.events()).toEqual(events);
    expect(again.subscription(id)).toEqual(state);
    const path = `/v1/customers/${state.customerId}/subscriptions/${id}`;
    const { status, body } = await again.get(path, { headers: agent });
    expect({ status, quantity: body.quantity }).toEqual({ status: 200, quantity: 10 });
  });

  it('with its audit records, callers and correlation ids included', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    const path = `/v1/customers/${first.subscription(id).customerId}/subscriptions/${id}`;
    await first.call('PATCH', path, { headers: agent, body: { friendlyName: 'Ours' } });
    const records = async (at: Told) => (await at.get('/v1/auditrecords', { headers: agent })).body.items;
    const before = await records(first);
    expect(before.at(-1)).toMatchObject({
      operationType: 'update_subscription',
      userPrincipalName: expect.stringMatching(/@/),
    });

    const again = await restarted(first, dataFolder);
    expect(await records(again)).toEqual(before);
  });

  it('with an open operation, whose deadline then passes', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    expect((await first.setQuantity(id, 12)).status).toBe(202);

    const again = await restarted(first, dataFolder);
    await again.advance('PT9.999S');
    expect(again.subscription(id).quantity).toBe(10);
    await again.advance('PT0.001S');
    expect(again.subscription(id).quantity).toBe(12);
    expect(again.receiver.calls).toHaveLength(1);
  });

  it('with a delivery that failed, which is tried again in its rhythm with the same body', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    first.receiver.answer = status(503);
    await first.setQuantity(id, 12);
    const [before] = await first.deliveries();
    expect(before).toMatchObject({ tried: 1, state: 'waiting' });

    const again = await restarted(first, dataFolder);
    expect(await again.deliveries()).toEqual([before]);
    expect(again.receiver.calls).toHaveLength(1);
    again.receiver.answer = again.quiet;
    await again.advance('PT1H');
    expect(again.receiver.calls).toHaveLength(2);
    expect(again.receiver.calls[1]?.payload).toEqual(again.receiver.calls[0]?.payload);
    expect((await again.delivery(String(before?.['id']))).attempts).toHaveLength(2);
  });

  it('with a delivery that was under way, which is made again', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    const answer = first.receiver.answerLater();
    const change = first.setQuantity(id, 12).catch(() => undefined);
    await first.receiver.came(1);

    const closing = first.simulator.close();
    answer();
    await Promise.all([closing, change]);
    const again = await told({ dataFolder }, first.receiver);
    await until(async () => (await again.deliveries()).every(({ state }) => state === 'accepted'));
    expect(again.receiver.calls.length).toBeLessThanOrEqual(2);
  });

  it('with deliveries that are held, and with what is to be held', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    await first.post('/_sim/deliveries/hold', {});
    void first.setQuantity(id, 12).catch(() => undefined);
    await until(async () => (await first.deliveries()).length === 1);

    const again = await restarted(first, dataFolder);
    expect(await again.deliveries()).toMatchObject([{ state: 'held' }]);
    await again.setStatus(again.buyActive(), 'suspended');
    expect(await again.deliveries()).toMatchObject([{ state: 'held' }, { state: 'held' }]);
    expect(again.receiver.calls).toHaveLength(0);
    await again.post('/_sim/deliveries/release', {});
    await again.receiver.came(2);
  });

  it('with an answer that was taken and had not taken effect', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    const answer = first.receiver.answerLater();
    const change = first.setQuantity(id, 12).catch(() => undefined);
    await first.receiver.came(1);
    const [call] = first.receiver.calls;
    if (!call) throw new Error('no call');
    expect((await first.patch(call.payload, 'Success')).status).toBe(200);
    expect(first.subscription(id).quantity).toBe(10);

    first.world.outbox.close();
    const closing = first.simulator.close();
    answer();
    await Promise.all([closing, change]);
    const again = await told({ dataFolder }, first.receiver);
    expect(again.subscription(id).quantity).toBe(12);
    expect((await again.patch(call.payload, 'Failure')).status).toBe(409);
  });

  it('with the replies to calls that are repeated, byte for byte', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const { customerId } = first.subscription(first.buyActive());
    const [item] = first.engine.state.planByCatalogItem.keys();
    const path = `/v1/customers/${customerId}/carts`;
    const headers = { ...agent, 'MS-RequestId': crypto.randomUUID() };
    const body = {
      lineItems: [{ id: 0, catalogItemId: item, quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' }],
    };
    const call = (at: Told) => at.post(path, body, { headers });
    const cart = await call(first);
    expect(cart.status).toBe(201);

    const again = await restarted(first, dataFolder);
    const { seq } = again.engine;
    const known = seq();
    const repeated = await call(again);
    expect([repeated.status, repeated.text]).toEqual([201, cart.text]);
    expect(seq()).toBe(known);
    const found = await again.get(`${path}/${cart.body.id}`, { headers: agent });
    expect([found.status, found.body.id]).toEqual([200, cart.body.id]);
  });

  it('with its purchase tokens', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    const id = first.buyActive();
    const links = `/v1/customers/${first.subscription(id).customerId}/subscriptions/${id}/activationLinks`;
    const { items } = (await first.get(links, { headers: agent })).body;
    const token = new URL(items[0].link.uri).searchParams.get('token');
    const again = await restarted(first, dataFolder);
    const resolved = await again.call('POST', '/api/saas/subscriptions/resolve?api-version=2018-08-31', {
      headers: { authorization: 'Bearer dev-publisher', 'x-ms-marketplace-token': token ?? '' },
    });
    expect(resolved.status).toBe(200);
  });

  it('with the mode of its clock, and other worlds beside it', async () => {
    const dataFolder = await temporaryFolder();
    const first = await told({ dataFolder });
    await first.post('/_sim/worlds', { name: 'other', seed: 5 });
    await first.post('/_sim/worlds', { name: 'gone' });
    await first.call('DELETE', '/_sim/worlds/gone');
    await first.call('PUT', '/_sim/clock?world=other', { body: { mode: 'live' } });
    first.buyActive();
    await first.post('/_sim/worlds/default/fork', { name: 'copy' });
    await first.post('/_sim/worlds/default/reset', {});

    const again = await restarted(first, dataFolder);
    const { worlds } = (await again.get('/_sim/worlds')).body;
    expect(worlds.map(({ name }: { name: string }) => name).toSorted()).toEqual(['copy', 'default', 'other']);
    expect((await again.get('/_sim/clock?world=other')).body.mode).toBe('live');
    expect(again.engine.state.subscriptions.size).toBe(0);
    expect((await again.simulator.engine('copy')).state.subscriptions.size).toBe(1);
  });
});
