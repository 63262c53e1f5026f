import { describe, expect, test, vi } from 'vitest';
import { memoryStore } from '../src/worlds/memory-store.ts';
import { alone } from '../src/worlds/surroundings.ts';
import { createWorlds } from '../src/worlds/worlds.ts';
import { buyActive, customerIn } from './support/purchase.ts';
import { manyTurns } from './support/random.ts';
import { raw } from './support/raw.ts';
import { receiver } from './support/receiver.ts';
import { started } from './support/running.ts';
import { endOf, patiently, waiting } from './support/stopping.ts';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

describe('requests under way', () => {
  test('one that waits for a publisher is answered; the webhook is answered and written down', async () => {
    const at = await told(patiently);
    const { answer, change } = await waiting(at);
    expect(at.simulator.underway()).toEqual({ requests: 1, webhooks: 1, advances: 0 });
    const closing = at.simulator.close();
    const isOver = endOf(closing);
    expect((await change).status).toBe(202);
    expect(at.simulator.underway()).toEqual({ requests: 0, webhooks: 1, advances: 0 });
    await manyTurns();
    expect(isOver()).toBe(false);
    answer();
    await closing;
    expect(at.engine.events().at(-1)).toMatchObject({ type: 'WebhookAnswered', result: 'accepted' });
    expect(at.simulator.underway()).toEqual({ requests: 0, webhooks: 0, advances: 0 });
  });

  test('one that changes something now is answered, and its publisher is not told any more', async () => {
    const at = await told({ ...patiently, clock: 'live' });
    const other = at.buyActive();
    const { answer, change } = await waiting(at);
    const { ask, socket, said, ended } = await raw(at.simulator.port);
    const path = `/v1/customers/${at.subscription(other).customerId}/subscriptions/${other}`;
    ask('PATCH', path, { body: '{"quantity":', length: 14 });
    await until(() => at.simulator.underway().requests === 2);
    const closing = at.simulator.close();
    socket.write('3}');
    const { parcels } = at.world.outbox.parts;
    await until(() => parcels.all().length === 2);
    const [, untold] = parcels.all();
    await at.world.outbox.settled(untold?.delivery.operationId ?? '', 600_000);
    await until(() => said().includes('HTTP/1.1 202'));
    answer();
    await Promise.all([closing, change, ended]);
    expect(at.receiver.calls).toHaveLength(1);
    expect(parcels.all()).toMatchObject([{ phase: 'done' }, { phase: 'waiting' }]);
  });

  test('one that calls a publisher by hand gets to know the answer', async () => {
    const at = await told(patiently);
    await at.setQuantity(at.buyActive(), 12);
    const [delivery] = await at.deliveries();
    const answer = at.receiver.answerLater();
    const call = at.post(`/_sim/deliveries/${delivery?.['id']}/redeliver`);
    await at.receiver.came(2);
    const closing = at.simulator.close();
    answer();
    expect((await call).body.attempts).toHaveLength(2);
    await closing;
  });

  test('what is left when the time is up is ended, and nothing of it is served on a closed world', async () => {
    const at = await told({ stopWithin: 1 });
    const { change } = await waiting(at);
    const enter = vi.spyOn(at.world, 'enter');
    const settings = at.call('PATCH', '/_sim/settings', { body: { 'invoice.day': 9 } });
    const refused = expect(settings).rejects.toThrow();
    await until(() => enter.mock.calls.length > 0);
    await at.simulator.close();
    await refused;
    expect((await change).status).toBe(202);
    expect(at.world.ended.aborted).toBe(true);
    expect(at.engine.state.settings['invoice.day']).not.toBe(9);
    expect(at.world.outbox.parts.parcels.all()).toMatchObject([{ phase: 'waiting', attempts: [] }]);
  });
});

describe('the end', () => {
  test('comes once', async () => {
    const { simulator } = await started(patiently);
    expect(simulator.close()).toBe(simulator.close());
    await simulator.close();
  });

  test('concerns worlds that are put up meanwhile', async () => {
    const at = await told(patiently);
    await at.simulator.worlds.drain();
    const { engine, identified } = await at.simulator.worlds.create('late');
    const wanted = { customerId: customerIn({ identified }, 'customer-1'), planId: 'standard', quantity: 1 };
    const subscriptionId = buyActive(engine, wanted);
    engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'Suspend' }] });
    await manyTurns();
    expect(at.receiver.calls).toEqual([]);
  });

  test('waits for worlds that are being replaced or taken away, and replaces none any more', async () => {
    const { promise: go, resolve } = Promise.withResolvers<void>();
    const detach = vi.fn(() => go);
    const publisherHost = {
      url: 'http://127.0.0.1:1',
      attach: async () => undefined,
      remind: async () => undefined,
      detach,
    };
    const store = memoryStore();
    const released = vi.spyOn(store, 'close');
    const worlds = createWorlds({}, { ...alone(), store, publisherHost });
    await worlds.create('gone');
    const first = await worlds.require();
    const changes = Promise.allSettled([worlds.reset(), worlds.delete('gone')]);
    await until(() => detach.mock.calls.length === 2);
    const closing = worlds.close();
    await manyTurns();
    expect(released).not.toHaveBeenCalled();
    resolve();
    await closing;
    expect(await changes).toMatchObject([{ reason: { code: 'worldGone' } }, { status: 'fulfilled' }]);
    expect(worlds.list()).toEqual([first]);
    expect(first.ended.aborted).toBe(true);
  });

  test('waits for no mock publisher that does not answer', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
    const host = await receiver(() => undefined);
    const at = await started({ stopWithin: 1, mockPublisher: { url: new URL(host.url).origin } });
    const made = at.simulator.worlds.create('new');
    await host.came(1);
    await Promise.all([
      at.simulator.close(),
      expect(made).rejects.toMatchObject({ code: 'publisherUnreachable' }),
    ]);
    vi.restoreAllMocks();
  });

  test('leaves no way to make worlds', async () => {
    const { simulator } = await started(patiently);
    await simulator.close();
    await expect(simulator.worlds.create('late')).rejects.toMatchObject({ code: 'worldGone' });
    await expect(simulator.engine()).rejects.toMatchObject({ code: 'worldGone' });
  });
});

test('a call that waited for a clock whose world was reset meanwhile is told to come again', async () => {
  const at = await told();
  at.buyActive();
  at.receiver.answer = () => undefined;
  void at.advance('P3M');
  await at.receiver.came(1);
  const enter = vi.spyOn(at.world, 'enter');
  const call = at.call('PATCH', '/_sim/settings', { body: { 'invoice.day': 9 } });
  await until(() => enter.mock.calls.length > 0);
  expect((await at.post('/_sim/worlds/default/reset')).status).toBe(200);
  const { status, body } = await call;
  expect([status, body.error]).toMatchObject([
    503,
    { code: 'unavailable', message: expect.stringContaining('call again') },
  ]);
  expect(at.engine.state.settings['invoice.day']).not.toBe(9);
});
