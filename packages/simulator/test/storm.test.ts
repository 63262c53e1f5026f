import { describe, expect, test } from 'vitest';
import { draws, whenever } from './support/random.ts';
import type { Call } from './support/receiver.ts';
import { type Told, told } from './support/told.ts';

const crowd = 1000;

type Reply = 'ok' | 'refused' | 'failed' | 'reset' | 'silent';

/** A publisher in bad shape: each call is answered in its own way, at a time that nobody can foretell. */
function badShape(at: Told, replyTo: (call: Call) => Reply): Told['receiver']['answer'] {
  const when = draws(20);
  return async (call, response) => {
    await whenever(when(12));
    switch (replyTo(call)) {
      case 'ok':
        response.writeHead(200).end();
        return at.quietly(call.payload);
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

/** Tries come in any order: what the n-th one of a subscription is answered depends on nothing else. */
function triesOf(ids: readonly string[]): (call: Call) => readonly [index: number, tried: number] {
  const index = new Map(ids.map((id, i) => [id, i]));
  const tries = new Map<string, number>();
  return ({ payload: { id, subscriptionId } }) => {
    const tried = (tries.get(id) ?? 0) + 1;
    tries.set(id, tried);
    return [index.get(subscriptionId) ?? 0, tried];
  };
}

/** Some of those that are tried again get through each time: the address is never left alone. */
const badTries = (i: number): number => (i % 10 < 2 ? 1 : i % 10 === 2 ? 2 : 0);

describe('1,000 subscriptions at one instant', () => {
  test('renewing, the publisher answering in random time, refusing, resetting and timing out', async () => {
    const at = await told({ settings: { 'webhook.realTimeout': 'PT4S', 'clock.realBudget': 'PT10M' } });
    const ids = Array.from({ length: crowd }, () => at.buyActive({ quantity: 1 }));
    const tryOf = triesOf(ids);
    const bad: readonly Reply[] = ['refused', 'failed', 'reset'];
    at.receiver.answer = badShape(at, (call) => {
      const [i, tried] = tryOf(call);
      if (i < 5) return tried === 1 ? 'silent' : 'ok';
      return tried <= badTries(i) ? (bad[i % 3] ?? 'ok') : 'ok';
    });
    const { body } = await at.advance('P31D');
    expect(body).toMatchObject({
      reached: 'target',
      deliveries: { accepted: crowd, exhausted: 0 },
      notSent: [],
    });
    const deliveries = await at.deliveries('?limit=1000');
    const calls = Map.groupBy(at.receiver.calls, ({ payload }) => payload.id);
    const tried = new Map(deliveries.map(({ subscriptionId, tried: count }) => [subscriptionId, count]));
    const wanted = ids.map((_, i) => (i < 5 ? 2 : badTries(i) + 1));
    expect(ids.map((id) => tried.get(id))).toEqual(wanted);
    expect(calls.size).toBe(crowd);
    for (const id of ids)
      expect(at.subscription(id)).toMatchObject({ phase: 'running', term: { number: 2 } });
  }, 300_000);

  test('a publisher that never recovers: exhausted as documented, and the marketplace goes on', async () => {
    const at = await told();
    const ids = Array.from({ length: crowd }, () => at.buyActive({ quantity: 1 }));
    at.receiver.answer = badShape(at, () => 'failed');
    const { body } = await at.advance('P31D');
    expect(body).toMatchObject({ reached: 'target', deliveries: { accepted: 0, exhausted: crowd } });
    const states = (await at.deliveries('?limit=1000')).map(({ state, tried }) => `${state} ${tried}`);
    expect(new Set(states)).toEqual(new Set(['exhausted 500']));
    for (const id of ids)
      expect(at.subscription(id)).toMatchObject({ phase: 'running', term: { number: 2 } });
  }, 300_000);

  test('asked for another quantity: the end is that of the table for each answer', async () => {
    const at = await told({ settings: { 'clock.realGrace': 'PT60S', 'clock.realBudget': 'PT10M' } });
    const ids = Array.from({ length: crowd }, () => at.buyActive({ quantity: 1 }));
    await at.post('/_sim/deliveries/hold');
    const operations = ids.map((subscriptionId) => {
      const changes = [{ type: 'SetQuantity', quantity: 2 }] as const;
      expect(at.engine.execute({ type: 'ChangeSubscription', subscriptionId, changes }).ok).toBe(true);
      return at.subscription(subscriptionId).openOperationId ?? '';
    });
    const tryOf = triesOf(ids);
    const wait = draws(3);
    at.receiver.answer = async (call, response) => {
      await whenever(wait(10));
      const [i] = tryOf(call);
      switch (i % 5) {
        case 0:
          response.writeHead(200).end();
          return at.patch(call.payload, 'Success');
        case 1:
          response.writeHead(200).end();
          return at.patch(call.payload, 'Failure');
        case 2:
          return response.writeHead(409).end();
        case 3:
          response.writeHead(200).end();
          return at.quietly(call.payload);
        default:
          return response.writeHead(502).end();
      }
    };
    await at.post('/_sim/deliveries/release');
    expect((await at.advance('P1D')).body.reached).toBe('target');
    const quantities = [2, 1, 1, 2, 1];
    expect(ids.map((id) => at.subscription(id).quantity)).toEqual(ids.map((_, i) => quantities[i % 5]));
    const statuses = ['Succeeded', 'Failed', 'Failed', 'Succeeded', 'Failed'];
    expect(operations.map((id) => at.engine.state.operations.get(id)?.status)).toEqual(
      ids.map((_, i) => statuses[i % 5]),
    );
    const states = Map.groupBy(await at.deliveries('?limit=1000'), ({ state }) => String(state));
    expect(Object.fromEntries([...states].map(([state, { length }]) => [state, length]))).toEqual({
      accepted: 600,
      refused: 200,
      exhausted: 200,
    });
  }, 300_000);

  test('several things told of each: first tries in order', async () => {
    const at = await told();
    const ids = Array.from({ length: 200 }, () => at.buyActive({ quantity: 1 }));
    await at.post('/_sim/deliveries/hold');
    for (const subscriptionId of ids) {
      for (const type of ['Suspend', 'Reactivate', 'Cancel'] as const) {
        const command = { type: 'ChangeSubscription', subscriptionId, changes: [{ type }] } as const;
        expect(at.engine.execute(command).ok).toBe(true);
      }
    }
    const tryOf = triesOf(ids);
    at.receiver.answer = badShape(at, (call) => (tryOf(call)[0] % 4 === 0 ? 'failed' : 'ok'));
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
