import { describe, expect, test, vi } from 'vitest';
import { manyTurns } from './support/random.ts';
import { patiently, waiting } from './support/stopping.ts';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

describe('time in a simulator that stops', () => {
  const renewal = '2026-02-05T00:00:00.000Z';

  test('an advance stops at its instant once the call under way is answered, and its report says so', async () => {
    const at = await told(patiently);
    for (let n = 0; n < 200; n += 1) at.buyActive();
    const { promise: go, resolve: answer } = Promise.withResolvers<void>();
    at.receiver.answer = async (_, response, number) => {
      if (number > 64) await go;
      response.writeHead(200).end();
    };
    const advance = at.advance('P3M');
    await at.receiver.came(128);
    expect(at.simulator.underway()).toMatchObject({ webhooks: 64, advances: 1 });
    const closing = at.simulator.close();
    answer();
    const { status, body } = await advance;
    expect([status, body]).toMatchObject([200, { reached: 'cancelled', now: renewal }]);
    expect(body.deliveries).toMatchObject({ sent: 128, accepted: 128 });
    await closing;
    expect(at.receiver.calls).toHaveLength(128);
    expect(at.engine.now()).toBe(renewal);
  });

  test('an advance waits no longer for the word of a publisher', async () => {
    const at = await told({ ...patiently, settings: { 'clock.realGrace': 'PT1H' } });
    const { answer, change } = await waiting(at);
    const [operationId = ''] = at.receiver.calls.map(({ payload }) => payload.id);
    answer();
    await until(() => at.world.outbox.parts.expected.has(operationId));
    const advance = at.simulator.advance('P3M');
    await until(() => at.world.clock.isMoving());
    await at.simulator.close();
    expect(await advance).toMatchObject({ reached: 'cancelled', now: '2026-01-05T09:00:00.000Z' });
    expect((await change).status).toBe(202);
  });

  test('one that nobody waits for stops too, and so does one that begins meanwhile', async () => {
    const at = await told(patiently);
    const id = at.buyActive();
    const answer = at.receiver.answerLater();
    void at.setStatus(id, 'suspended');
    await at.receiver.came(1);
    const advance = at.post('/_sim/clock/advance', { by: 'P3M', wait: false });
    await until(() => at.world.clock.isMoving());
    const closing = at.simulator.close();
    answer();
    expect((await advance).status).toBe(202);
    await closing;
    expect(at.world.clock.view()).toMatchObject({
      now: '2026-01-05T09:00:00.000Z',
      lastAdvance: { reached: 'cancelled' },
    });
  });

  test('calls that wait for an instant to settle are served before the end', async () => {
    const at = await told(patiently);
    at.buyActive();
    const answer = at.receiver.answerLater();
    const advance = at.advance('P3M');
    await at.receiver.came(1);
    const enter = vi.spyOn(at.world, 'enter');
    const call = at.call('PATCH', '/_sim/settings', { body: { 'invoice.day': 9 } });
    await until(() => enter.mock.calls.length > 0);
    const closing = at.simulator.close();
    answer();
    expect([(await advance).status, (await call).status]).toEqual([200, 200]);
    await closing;
    expect(at.engine.state.settings['invoice.day']).toBe(9);
  });

  test('a running clock does nothing more by itself, and tells the present to who still asks', async () => {
    const settings = { 'webhook.retry.schedule': 'fixed', 'webhook.retry.spacing': 'PT0.02S' };
    const at = await told({ ...patiently, clock: 'live', settings });
    const [failing, hanging] = [at.buyActive(), at.buyActive()];
    const { promise: go, resolve } = Promise.withResolvers<void>();
    at.receiver.answer = async ({ payload }, response) => {
      if (payload.subscriptionId === hanging) await go;
      response.writeHead(500).end();
    };
    await at.setStatus(hanging, 'suspended');
    await at.setStatus(failing, 'suspended');
    await at.receiver.came(3);
    const closing = at.simulator.close();
    await until(() => at.simulator.underway().webhooks === 1);
    const [calls, before] = [at.receiver.calls.length, at.world.clock.view().now];
    const moved = vi.fn();
    at.world.clock.watch(moved);
    await manyTurns();
    expect([at.receiver.calls.length, moved.mock.calls.length]).toEqual([calls, 0]);
    expect(at.world.clock.view().now > before).toBe(true);
    resolve();
    await closing;
    const [left] = [at.world.clock.view().now];
    await manyTurns();
    expect(at.world.clock.view().now).toBe(left);
  });
});
