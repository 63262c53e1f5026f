import { instant } from '@marketsim/core';
import { describe, expect, test, vi } from 'vitest';
import { createRunningClock } from '../src/clock/running-clock.ts';
import { status } from './support/receiver.ts';
import { started } from './support/running.ts';
import { agent, told } from './support/told.ts';
import { until } from './support/until.ts';

describe('an advance and the publisher', () => {
  test('waits for the answer to what was accepted before it passes on, and no longer', async () => {
    const at = await told({ settings: { 'clock.realGrace': 'PT60S' } });
    const id = at.buyActive();
    at.receiver.answer = status(500);
    await at.setQuantity(id, 12);
    const { promise: go, resolve } = Promise.withResolvers<void>();
    at.receiver.answer = async ({ payload }, response) => {
      response.writeHead(200).end();
      await go;
      await at.patch(payload, 'Failure');
    };
    const advance = at.advance('P1D');
    await at.receiver.came(2);
    resolve();
    expect((await advance).body).toMatchObject({ reached: 'target', deliveries: { accepted: 1 } });
    expect(at.subscription(id).quantity).toBe(10);
    const closed = at.engine.events().find(({ type }) => type === 'OperationClosed');
    expect(closed).toMatchObject({ status: 'Failed', at: '2026-01-05T09:00:57.600Z' });
  });

  test('silence costs the grace once, then counts as consent at its own instant', async () => {
    const at = await told({ settings: { 'clock.realGrace': 'PT0.03S' } });
    const id = at.buyActive();
    at.receiver.answer = status(200);
    void at.setQuantity(id, 12);
    await at.receiver.came(1);
    await at.advance('P1D');
    const changed = at.engine.events().find(({ type }) => type === 'QuantityChanged');
    expect(changed?.at).toBe('2026-01-05T09:00:10.000Z');
  });

  test('word that nothing follows a try that failed is not taken for word about the next one', async () => {
    const at = await told({ settings: { 'clock.realGrace': 'PT60S' } });
    const id = at.buyActive();
    at.receiver.answer = status(500);
    await at.setQuantity(id, 12);
    at.receiver.answer = async ({ payload }, response) => {
      await at.quietly(payload);
      response.writeHead(200).end();
      await at.patch(payload, 'Failure');
    };
    expect((await at.advance('P1D')).body.reached).toBe('target');
    expect(at.subscription(id).quantity).toBe(10);
  });

  test('everything due on the way is sent at its own instant', async () => {
    const at = await told();
    at.buyActive();
    await at.advance('P4M');
    expect(at.receiver.calls.map(({ payload }) => [payload.action, payload['timeStamp']])).toEqual([
      ['Renew', '2026-02-05T00:00:00.0000000Z'],
      ['Renew', '2026-03-05T00:00:00.0000000Z'],
      ['Renew', '2026-04-05T00:00:00.0000000Z'],
      ['Renew', '2026-05-05T00:00:00.0000000Z'],
    ]);
  });

  test('what its own deliveries cause passes while it moves', async () => {
    const at = await told();
    const id = at.buyActive();
    const seen: unknown[] = [];
    at.receiver.answer = async (_, response) => {
      const standing = await at.get(`/_sim/publisher/subscriptions/${id}`, {
        headers: { authorization: 'Bearer dev-publisher' },
      });
      seen.push(standing.status);
      response.writeHead(200).end();
    };
    await at.advance('P1M');
    expect(seen).toEqual([200]);
  });
});

describe('the time lease', () => {
  test('a second advance, also one from inside a webhook, gets 409 with the reason', async () => {
    const at = await told();
    at.buyActive();
    const answers: unknown[] = [];
    at.receiver.answer = async (_, response) => {
      answers.push((await at.advance('P1D')).body);
      response.writeHead(200).end();
    };
    expect((await at.advance('P1M')).body.reached).toBe('target');
    expect(answers).toEqual([
      { error: { code: 'clockMoving', message: expect.stringContaining('on its way to') } },
    ]);
  });

  test('one from inside the webhook of a change that was asked for gets 409 as well', async () => {
    const at = await told();
    const id = at.buyActive();
    const answers: { status: number; body: unknown }[] = [];
    at.receiver.answer = async (_, response) => {
      answers.push(await at.advance('P1D'));
      response.writeHead(200).end();
    };
    await at.setQuantity(id, 12);
    await until(() => answers.length > 0);
    expect(answers).toMatchObject([{ status: 409, body: { error: { code: 'deliveryUnderway' } } }]);
  });

  test('callers from outside wait until the instant has settled', async () => {
    const at = await told();
    const id = at.buyActive();
    const { promise: go, resolve } = Promise.withResolvers<void>();
    const order: string[] = [];
    at.receiver.answer = async (_, response) => {
      await go;
      order.push('webhook answered');
      response.writeHead(200).end();
    };
    const advance = at.advance('P1M');
    await at.receiver.came(1);
    const path = `/v1/customers/${at.subscription(id).customerId}/subscriptions/${id}`;
    const read = at
      .get(path, { headers: agent })
      .then(({ body }) => order.push(`read ${body.commitmentEndDate}`));
    expect((await at.get('/_sim/clock')).body.advance).toMatchObject({ to: '2026-02-05T09:00:00.000Z' });
    resolve();
    await Promise.all([advance, read]);
    expect(order).toEqual(['webhook answered', expect.stringMatching(/^read 2026-03-04/)]);
  });

  test('an advance without waiting is a job that can be looked at and stopped', async () => {
    const at = await told();
    at.buyActive();
    at.receiver.answer = () => undefined;
    const started = await at.post('/_sim/clock/advance', { by: 'P1Y', wait: false });
    expect([started.status, started.headers.get('location')]).toEqual([202, '/_sim/clock']);
    await at.receiver.came(1);
    expect((await at.get('/_sim/clock')).body.advance).toMatchObject({
      from: '2026-01-05T09:00:00.000Z',
      now: '2026-02-05T00:00:00.000Z',
    });
    expect((await at.call('DELETE', '/_sim/clock/advance')).status).toBe(202);
    await until(async () => (await at.get('/_sim/clock')).body.advance === undefined);
    expect((await at.get('/_sim/clock')).body.now).toBe('2026-02-05T00:00:00.000Z');
    expect(await at.call('DELETE', '/_sim/clock/advance')).toMatchObject({
      status: 409,
      body: { error: { code: 'clockStands' } },
    });
    expect(await at.deliveries()).toMatchObject([
      { action: 'Renew', state: expect.stringMatching(/waiting|sending/) },
    ]);
  });

  test('when its real time is up an advance stops at its instant and says so', async () => {
    const at = await told({ settings: { 'clock.realBudget': 'PT0.1S' } });
    at.buyActive();
    at.receiver.answer = () => undefined;
    expect((await at.advance('P1Y')).body).toMatchObject({
      reached: 'budget',
      now: '2026-02-05T00:00:00.000Z',
      to: '2027-01-05T09:00:00.000Z',
    });
    at.receiver.answer = at.quiet;
    const { status: changed } = await at.call('PATCH', '/_sim/settings', {
      body: { 'clock.realBudget': 'PT60S' },
    });
    expect(changed).toBe(200);
    expect((await at.advance('P1M')).body.reached).toBe('target');
  });
});

describe('a black-holed publisher', () => {
  test('a jump of three years over 20 subscriptions comes back and says what it did not send', async () => {
    const at = await told({ settings: { 'webhook.realTimeout': 'PT1S' } });
    const ids = Array.from({ length: 20 }, () => at.buyActive());
    at.receiver.answer = () => undefined;
    const { body } = await at.advance('P3Y');
    expect(body).toMatchObject({ reached: 'target', now: '2029-01-05T09:00:00.000Z' });
    expect(body.deliveries).toMatchObject({ sent: 20, failed: 20, exhausted: 20 * 36 });
    expect(body.notSent).toMatchObject([
      { publisherId: 'publisher-1', deliveries: 20 * 36, attempts: 20 * 36 * 500 - 20 },
    ]);
    expect(at.receiver.calls).toHaveLength(20);
    for (const id of ids)
      expect(at.subscription(id)).toMatchObject({ phase: 'running', term: { number: 37 } });
  });

  test('the address is tried again in the next advance, in the rhythm of its deliveries', async () => {
    const at = await told();
    at.buyActive();
    at.receiver.answer = status(500);
    await at.advance('P30DT15H30M');
    expect(at.receiver.calls).toHaveLength(3);
    const [listed] = await at.deliveries();
    expect(listed).toMatchObject({ tried: 32, nextTryAt: '2026-02-05T00:30:43.200Z' });
    at.receiver.answer = at.quiet;
    await at.advance('PT1M');
    expect(await at.deliveries()).toMatchObject([{ state: 'accepted', tried: 33 }]);
    const { attempts } = await at.delivery(String(listed?.['id']));
    expect(attempts).toMatchObject([
      { number: 1, status: 500 },
      { number: 2, status: 500 },
      { number: 3, status: 500 },
      { number: 4, through: 32, notSent: expect.stringContaining('three tries') },
      { number: 33, status: 200 },
    ]);
  });
});

describe('a live clock', () => {
  test('runs along with real time, and stands when told', async () => {
    const { get, call, simulator } = await started({ clock: 'live' });
    const first = (await get('/_sim/clock')).body;
    expect(first.mode).toBe('live');
    await until(async () => (await get('/_sim/clock')).body.now > first.now);
    const frozen = (await call('PUT', '/_sim/clock', { body: { mode: 'frozen' } })).body;
    expect((await get('/_sim/clock')).body).toMatchObject({ mode: 'frozen', now: frozen.now });
    expect((await get('/v1/customers', { headers: agent })).headers.get('x-marketsim-now')).toBe(frozen.now);
    expect((await call('PUT', '/_sim/clock', { body: { mode: 'fast' } })).status).toBe(400);
    await simulator.advance('P1D');
    expect((await get('/_sim/clock')).body.mode).toBe('frozen');
  });

  test('silence becomes consent by itself', async () => {
    const at = await told({ clock: 'live', settings: { 'op.ackTimeout': 'PT0.05S' } });
    const id = at.buyActive();
    const answer = await at.setQuantity(id, 12);
    expect([200, 202]).toContain(answer.status);
    await until(() => at.subscription(id).quantity === 12);
  });

  test('retries come by themselves', async () => {
    const at = await told({
      clock: 'live',
      settings: { 'webhook.retry.schedule': 'fixed', 'webhook.retry.spacing': 'PT0.05S' },
    });
    const id = at.buyActive();
    at.receiver.answer = (call, response, number) =>
      number < 3 ? response.writeHead(500).end() : at.quiet(call, response, number);
    await at.setStatus(id, 'suspended');
    await until(async () => (await at.deliveries())[0]?.['state'] === 'accepted');
    expect(at.receiver.calls.length).toBeGreaterThanOrEqual(3);
  });

  test('stands still while it is moved, and runs on from where it arrived', async () => {
    const at = await told({ clock: 'live' });
    at.buyActive();
    const before = at.world.clock.view().now;
    const { body } = await at.advance('P1M');
    expect(body.from >= before).toBe(true);
    expect(body.now).toBe(body.to);
    await until(() => at.world.clock.view().now > body.now);
  });

  test('follows real time whatever the machine’s clock says, and re-arms long timers', () => {
    vi.useFakeTimers();
    try {
      let ms = 0;
      const woken: number[] = [];
      const steps: string[] = [];
      let now = instant('2026-01-01T00:00:00Z');
      const clock = createRunningClock({
        engine: {
          now: () => now,
          nextDueAt: () => instant('2026-02-15T00:00:00Z'),
          stepTo: (to) => {
            now = to;
            steps.push(to);
            return { ok: true, value: [] };
          },
        },
        mode: 'live',
        monotonicMs: () => ms,
        nextTryAt: () => undefined,
        wake: () => void woken.push(ms),
      });
      clock.rearmSoon();
      for (let hour = 1; hour <= 45 * 24; hour += 1) {
        ms = hour * 3_600_000;
        vi.advanceTimersByTime(3_600_000);
      }
      clock.catchUp();
      expect(now).toBe('2026-02-15T00:00:00.000Z');
      expect(woken.at(-1)).toBe(45 * 86_400_000);
      clock.close();
      ms += 1;
      clock.catchUp();
      expect(steps.at(-1)).toBe('2026-02-15T00:00:00.000Z');
    } finally {
      vi.useRealTimers();
    }
  });
});
