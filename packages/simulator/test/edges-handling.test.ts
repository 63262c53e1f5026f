import { describe, expect, test } from 'vitest';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

describe('deliveries in the hands of people', () => {
  test('each has its own number, and a delivery is called with once at a time', async () => {
    const at = await told();
    const id = at.buyActive();
    await at.setStatus(id, 'suspended');
    await until(async () => (await at.deliveries())[0]?.['state'] === 'accepted');
    const path = `/_sim/deliveries/${(await at.deliveries())[0]?.['id']}`;
    await at.post(`${path}/redeliver`);
    const twice = (await at.post(`${path}/redeliver`)).body;
    expect(twice.attempts.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3]);
    expect(twice).toMatchObject({ state: 'accepted', tried: 3 });
    const answer = at.receiver.answerLater();
    const under = at.world.outbox.parts.parcels.find(String(twice.id));
    if (!under) throw new Error('no parcel');
    const first = at.world.outbox.handling.redeliver(under);
    const again = at.post(`${path}/redeliver`);
    await at.receiver.came(4);
    answer();
    await first;
    expect([(await again).status, at.receiver.calls.length]).toEqual([200, 5]);
  });

  test('letting go is refused as a whole while a webhook is not answered', async () => {
    const at = await told({ settings: { 'webhook.realTimeout': 'PT50S' } });
    const [id, other] = [at.buyActive(), at.buyActive()];
    at.receiver.answer = () => undefined;
    at.world.outbox.handling.hold({ subscriptionId: other });
    const suspend = (subscriptionId: string) =>
      at.engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'Suspend' }] });
    suspend(id);
    suspend(other);
    await at.receiver.came(1);
    const refused = await at.post('/_sim/deliveries/release');
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'deliveryUnderway' } } });
    expect(await at.deliveries(`?subscriptionId=${other}`)).toMatchObject([{ state: 'held' }]);
    expect(at.receiver.calls).toHaveLength(1);
  });

  test('a subscription is meant whatever the case of its id', async () => {
    const at = await told();
    const id = at.buyActive();
    const subscriptionId = id.toUpperCase();
    expect((await at.post('/_sim/deliveries/hold', { subscriptionId })).status).toBe(200);
    await at.setStatus(id, 'suspended');
    expect(await at.deliveries(`?subscriptionId=${subscriptionId}`)).toMatchObject([{ state: 'held' }]);
    await at.post('/_sim/deliveries/release', { subscriptionId });
    expect(await at.deliveries()).toMatchObject([{ state: 'accepted' }]);
  });

  test('holding keeps back the next try of what is under way', async () => {
    const at = await told();
    const id = at.buyActive();
    const answer = at.receiver.answerLater(500);
    await at.setStatus(id, 'suspended');
    await at.receiver.came(1);
    expect(at.world.outbox.handling.hold({})).toBe(0);
    answer();
    await until(async () => (await at.deliveries())[0]?.['state'] === 'held');
    await at.advance('PT1H');
    expect(at.receiver.calls).toHaveLength(1);
    at.receiver.answer = at.quiet;
    await at.post('/_sim/deliveries/release');
    expect(at.receiver.calls).toHaveLength(2);
  });
});
