import { instant } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { createRunningClock } from '../src/clock/running-clock.ts';
import { type Told, told } from './support/told.ts';

/** Suspends many subscriptions in one turn, so that as many webhooks are queued together. */
function suspendMany(at: Told, count: number): void {
  const ids = Array.from({ length: count }, () => at.buyActive({ quantity: 1 }));
  for (const subscriptionId of ids) {
    const command = { type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'Suspend' }] } as const;
    expect(at.engine.execute(command).ok).toBe(true);
  }
}

describe('many deliveries at once', () => {
  test('64 are under way while there are more, and every one comes to its turn', async () => {
    const at = await told();
    const { idle } = at.world.outbox;
    const answer = at.receiver.answerLater();
    suspendMany(at, 150);
    await at.receiver.came(64);
    expect(idle.underway()).toHaveLength(64);
    answer();
    await idle.drained();
    expect(at.receiver.calls).toHaveLength(150);
    expect(await at.deliveries('?limit=1000&state=accepted')).toHaveLength(150);
  });

  test('what can be done is looked for while it is read: a few of many cost no more than a few', async () => {
    const at = await told();
    const { handling, parts } = at.world.outbox;
    handling.hold({});
    suspendMany(at, 3);
    const [first, second, third] = parts.parcels.all();
    handling.release({});
    const works = parts.parcels.work(at.engine.now())[Symbol.iterator]();
    expect(works.next().value?.parcel).toBe(first);
    if (second) second.phase = 'held';
    expect(works.next().value?.parcel).toBe(third);
    expect(works.next().done).toBe(true);
  });

  test.each([
    { mode: 'live', times: 1 },
    { mode: 'frozen', times: 0 },
  ] as const)(
    'a $mode clock looks for what is next $times times, however much happens in one turn',
    async ({ mode, times }) => {
      let asked = 0;
      const nextTryAt = () => {
        asked += 1;
        return undefined;
      };
      const now = instant('2026-01-01T00:00:00Z');
      const stepTo = () => ({ ok: true, value: [] }) as const;
      const engine = { now: () => now, nextDueAt: () => undefined, stepTo };
      const clock = createRunningClock({
        engine,
        mode,
        monotonicMs: () => 0,
        nextTryAt,
        wake: () => undefined,
      });
      for (let n = 0; n < 100; n += 1) clock.rearmSoon();
      await new Promise((resolve) => setImmediate(resolve));
      expect(asked).toBe(times);
      clock.close();
    },
  );
});
