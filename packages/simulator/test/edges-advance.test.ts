import { describe, expect, test, vi } from 'vitest';
import { agent, type Told, told } from './support/told.ts';
import { until } from './support/until.ts';

describe('GEN-03: the real time of an advance', () => {
  test.each(['P30D', 'P60D', 'P36500D'])('may be as long as %s', async (long) => {
    const at = await told({
      settings: { 'clock.realBudget': long, 'webhook.realTimeout': long, 'clock.realGrace': long },
    });
    at.buyActive();
    expect((await at.advance('P1M')).body).toMatchObject({ reached: 'target', deliveries: { accepted: 1 } });
  });

  test('of nothing at all does not keep an advance from a way on which nobody is told anything', async () => {
    const at = await told({ settings: { 'clock.realBudget': 'PT0S' } });
    expect((await at.advance('P1M')).body.reached).toBe('target');
  });

  test('that is up at the very end is told too: the last instant has not settled', async () => {
    const at = await told({ settings: { 'clock.realBudget': 'PT0.1S', 'webhook.realTimeout': 'PT50S' } });
    const id = at.buyActive();
    at.receiver.answer = () => undefined;
    const { handling } = at.world.outbox;
    handling.hold({});
    await at.setStatus(id, 'suspended');
    const report = await at.world.clock.settle(() => void handling.release({}));
    expect(report).toMatchObject({ reached: 'budget', from: report.to, now: report.to });
  });
});

describe('a caller whom an advance lets through between two instants', () => {
  test('asks for a change: its publisher is told at that instant, not when it is too late', async () => {
    const at = await told();
    const [renewing, changing] = [at.buyActive(), at.buyActive()];
    const { promise: go, resolve } = Promise.withResolvers<void>();
    at.receiver.answer = async (call, response, number) => {
      if (number === 1) await go;
      if (call.payload.action !== 'ChangeQuantity') return response.writeHead(500).end();
      response.writeHead(200).end();
      return at.patch(call.payload, 'Success');
    };
    const enter = vi.spyOn(at.world, 'enter');
    const advance = at.advance('P40D');
    await at.receiver.came(1);
    const change = at.setQuantity(changing, 12);
    await until(() => enter.mock.calls.some(([entry]) => entry === 'settled'));
    resolve();
    expect((await change).status).toBe(200);
    await advance;
    expect([at.subscription(renewing).quantity, at.subscription(changing).quantity]).toEqual([10, 12]);
    const asked = at.receiver.calls.find(({ payload }) => payload.action === 'ChangeQuantity');
    expect(asked?.payload['timeStamp']).toBe('2026-02-05T00:00:00.0000000Z');
    const closed = at.engine.events().find(({ type }) => type === 'OperationClosed');
    expect(closed).toMatchObject({ status: 'Succeeded', at: '2026-02-05T00:00:00.000Z' });
  });
});

describe('an advance that waits for its turn while its world goes', () => {
  test.each([
    ['reset', (at: Told) => at.post('/_sim/worlds/default/reset')],
    ['deleted', (at: Told) => at.call('DELETE', '/_sim/worlds/default')],
  ])('%s: it is refused, and nobody is told of anything that would have been', async (_, end) => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = () => undefined;
    void at.setStatus(id, 'suspended');
    await at.receiver.came(1);
    const other = at.buyActive();
    const advance = at.advance('P2M');
    await until(() => at.world.clock.isMoving());
    at.receiver.answer = at.quiet;
    await end(at);
    expect(await advance).toMatchObject({ status: 409, body: { error: { code: 'worldGone' } } });
    expect(at.subscription(other)).toMatchObject({ term: { number: 1 } });
    expect(at.receiver.calls).toHaveLength(1);
  });

  test('a world that has ended cannot be moved, and nothing in it comes to life again', async () => {
    const at = await told({ clock: 'live' });
    at.buyActive();
    await at.simulator.reset();
    await expect(at.world.clock.settle()).rejects.toMatchObject({ code: 'worldGone' });
    await expect(at.world.clock.standing(() => 1)).rejects.toMatchObject({ code: 'worldGone' });
    const now = at.engine.now();
    at.world.clock.catchUp();
    expect(at.engine.now()).toBe(now);
  });
});

test('a partner who is told 200 sees the change: an operation that was given up meanwhile is a refusal', async () => {
  const at = await told();
  const id = at.buyActive();
  const answer = at.receiver.answerLater();
  const change = at.setQuantity(id, 12);
  await at.receiver.came(1);
  const suspend = { type: 'ChangeSubscription', subscriptionId: id, changes: [{ type: 'Suspend' }] } as const;
  expect(at.engine.execute(suspend).ok).toBe(true);
  expect(await change).toMatchObject({ status: 400, body: { code: 900280 } });
  answer();
  const path = `/v1/customers/${at.subscription(id).customerId}/subscriptions/${id}`;
  expect((await at.get(path, { headers: agent })).body).toMatchObject({ quantity: 10, status: 'suspended' });
});

describe('an advance that nobody waited for', () => {
  const end = async (at: Told) => {
    await until(async () => (await at.get('/_sim/clock')).body.advance === undefined);
    return (await at.get('/_sim/clock')).body.lastAdvance;
  };

  test('tells afterwards how it ended, and what was not sent', async () => {
    const at = await told({ ownPublisher: { webhookUrl: 'http://127.0.0.1:1/webhook' } });
    expect((await at.get('/_sim/clock')).body.lastAdvance).toBeUndefined();
    at.buyActive();
    await at.post('/_sim/clock/advance', { by: 'P2M', wait: false });
    expect(await end(at)).toMatchObject({
      ...{
        from: '2026-01-05T09:00:00.000Z',
        to: '2026-03-05T09:00:00.000Z',
        now: '2026-03-05T09:00:00.000Z',
      },
      reached: 'target',
      notSent: [{ publisherId: 'publisher-1', deliveries: 2, attempts: 2 * 500 - 3 }],
    });
  });

  test('tells that its real time was up', async () => {
    const at = await told({ settings: { 'clock.realBudget': 'PT0.1S' } });
    at.buyActive();
    at.receiver.answer = () => undefined;
    await at.post('/_sim/clock/advance', { by: 'P2M', wait: false });
    expect(await end(at)).toMatchObject({ reached: 'budget', now: '2026-02-05T00:00:00.000Z' });
  });
});

test('GEN-03: an address that dies in the middle of a crowd is left alone soon, not after the crowd', async () => {
  const at = await told();
  for (let n = 0; n < 1500; n += 1) at.buyActive({ quantity: 1 });
  at.receiver.answer = (_, response, number) =>
    number <= 400 ? response.writeHead(200).end() : response.destroy();
  const { body } = await at.advance('P31D');
  expect(body).toMatchObject({ reached: 'target', deliveries: { accepted: 400 } });
  expect(body.notSent).toMatchObject([{ publisherId: 'publisher-1' }]);
  // Each time, some are under way when enough are seen to fail.
  expect(at.receiver.calls.length).toBeLessThan(400 + 4 * 64);
});
