import type { Subscription } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { draws, whenever } from './support/random.ts';
import type { Call } from './support/receiver.ts';
import { type Told, told } from './support/told.ts';

const crowd = 1000;

type Reply = 'ok' | 'refused' | 'failed' | 'reset' | 'silent';
const replies: readonly Reply[] = [
  'ok',
  'ok',
  'ok',
  'ok',
  'ok',
  'ok',
  'refused',
  'failed',
  'reset',
  'silent',
];

/** A publisher in bad shape: each call is answered in its own way, at its own time; some not before the third try. */
function badShape(replyTo: (call: Call) => Reply): Told['receiver']['answer'] {
  const when = draws(20);
  return async (call, response) => {
    await whenever(when(12));
    switch (replyTo(call)) {
      case 'ok':
        return response.writeHead(200).end();
      case 'refused':
        return response.writeHead(400).end();
      case 'failed':
        return response.writeHead(503).end();
      case 'reset':
        return response.destroy();
      case 'silent':
        return undefined;
    }
  };
}

const settings = {
  'webhook.realTimeout': 'PT0.5S',
  'clock.realBudget': 'PT10M',
  'clock.realGrace': 'PT0.2S',
} as const;

describe('1,000 subscriptions at one instant', () => {
  test('renewing, the publisher answering in random time, refusing, resetting and timing out', async () => {
    const at = await told({ settings });
    const ids = Array.from({ length: crowd }, () => at.buyActive({ quantity: 1 }));
    const chance = draws(7);
    const tries = new Map<string, number>();
    at.receiver.answer = badShape(({ payload }) => {
      const tried = (tries.get(payload.id) ?? 0) + 1;
      tries.set(payload.id, tried);
      return tried > 3 ? 'ok' : (replies[chance(replies.length)] ?? 'ok');
    });
    const { body } = await at.advance('P31D');
    expect(body.reached).toBe('target');
    const deliveries = (await at.deliveries('?limit=1000')) ?? [];
    expect(deliveries).toHaveLength(crowd);
    const calls = Map.groupBy(at.receiver.calls, ({ payload }) => payload.id);
    for (const delivery of deliveries) {
      expect(['accepted', 'exhausted']).toContain(delivery['state']);
      expect(calls.get(String(delivery['operationId']))?.length ?? 0).toBeGreaterThan(0);
    }
    expect(deliveries.filter(({ state }) => state === 'accepted').length).toBeGreaterThan(crowd * 0.9);
    for (const id of ids)
      expect(at.subscription(id)).toMatchObject({ phase: 'running', term: { number: 2 } });
  }, 300_000);

  test('asked for another quantity: the end is that of the table for each answer', async () => {
    const at = await told({ settings });
    const ids = Array.from({ length: crowd }, () => at.buyActive({ quantity: 1 }));
    await at.post('/_sim/deliveries/hold');
    const operations = new Map<string, Subscription>();
    for (const id of ids) {
      const asked = { type: 'SetQuantity', quantity: 2 } as const;
      const command = { type: 'ChangeSubscription', subscriptionId: id, changes: [asked] } as const;
      expect(at.engine.execute(command).ok).toBe(true);
      operations.set(id, at.subscription(id));
    }
    const kind = (id: string): number => ids.indexOf(id) % 5;
    const wait = draws(3);
    at.receiver.answer = async ({ payload }, response) => {
      await whenever(wait(10));
      switch (kind(payload.subscriptionId)) {
        case 0:
          response.writeHead(200).end();
          return at.patch(payload, 'Success');
        case 1:
          response.writeHead(200).end();
          return at.patch(payload, 'Failure');
        case 2:
          return response.writeHead(409).end();
        case 3:
          return response.writeHead(200).end();
        default:
          return response.writeHead(502).end();
      }
    };
    await at.post('/_sim/deliveries/release');
    const { body } = await at.advance('P1D');
    expect(body.reached).toBe('target');
    const expected = [2, 1, 1, 2, 1];
    const wanted = ids.map((id) => expected[kind(id)]);
    expect(ids.map((id) => at.subscription(id).quantity)).toEqual(wanted);
    const statuses = ids.map(
      (id) => at.engine.state.operations.get(operations.get(id)?.openOperationId ?? '')?.status,
    );
    expect(statuses).toEqual(ids.map((id) => (expected[kind(id)] === 2 ? 'Succeeded' : 'Failed')));
    const states = Map.groupBy(await at.deliveries('?limit=1000'), ({ state }) => String(state));
    expect([
      states.get('accepted')?.length,
      states.get('refused')?.length,
      states.get('exhausted')?.length,
    ]).toEqual([600, 200, 200]);
  }, 300_000);

  test('several things told of each: first tries in order', async () => {
    const at = await told({ settings });
    const ids = Array.from({ length: 200 }, () => at.buyActive({ quantity: 1 }));
    await at.post('/_sim/deliveries/hold');
    for (const subscriptionId of ids) {
      for (const type of ['Suspend', 'Reactivate', 'Cancel'] as const) {
        const command = { type: 'ChangeSubscription', subscriptionId, changes: [{ type }] } as const;
        expect(at.engine.execute(command).ok).toBe(true);
      }
    }
    const chance = draws(5);
    at.receiver.answer = badShape(() => (chance(4) === 0 ? 'failed' : 'ok'));
    await at.post('/_sim/deliveries/release');
    const first = new Map<string, string[]>();
    for (const { payload } of at.receiver.calls) {
      const seen = first.get(payload.subscriptionId) ?? [];
      if (!seen.includes(payload.action)) seen.push(payload.action);
      first.set(payload.subscriptionId, seen);
    }
    expect(first.size).toBe(200);
    for (const actions of first.values()) expect(actions).toEqual(['Suspend', 'Reinstate', 'Unsubscribe']);
  }, 300_000);
});
