import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSimulator, type TestSimulator } from '../src/index.ts';

let sim: TestSimulator;
beforeEach(async () => {
  sim = await startSimulator({ publisher: 'mock', settings: { 'op.ackTimeout': 'P1D' } });
});
afterEach(() => sim.close());

test('a change waits for staff, who refuses it within a day of world time', async () => {
  const { id } = sim.given.subscription({ plan: 'standard', quantity: 3 });
  await sim.publisher().behaves({ behaviour: 'byHand' }, id);
  sim.given.change(id, { type: 'SetQuantity', quantity: 5 });
  await sim.settled();
  await sim.clock.advance('PT23H');
  const [question] = await sim.publisher().questions();
  expect(question).toMatchObject({
    subscriptionId: id,
    action: 'ChangeQuantity',
    answerBy: '2026-01-06T09:00:00.000Z',
  });
  expect(await sim.publisher().answers(question?.operationId ?? '', 'Failure')).toBe('Failure');
  expect(await sim.publisher().questions()).toEqual([]);
  expect(sim.engine.state.subscriptions.get(id)?.quantity).toBe(3);
});

test('use goes on by the clock of the world, hour by hour', async () => {
  const { id } = sim.given.subscription({ plan: 'flat' });
  await sim.publisher('publisher-2').meters(id, { dimension: 'storage', perHour: 2 });
  await sim.clock.advance('PT30H');
  const reported = sim.engine.events().filter(({ type }) => type === 'UsageReported');
  expect(reported).toHaveLength(30);
});

test('what staff cannot do is told, and so is that there is no staff', async () => {
  const { id } = sim.given.subscription({ plan: 'standard', quantity: 1 });
  await sim.publisher().givesSeat(id, 'ana');
  await expect(sim.publisher().givesSeat(id, 'bo')).rejects.toThrow('All 1 seats are taken.');
  await sim.publisher().takesSeat(id, 'ana');
  await sim.publisher().givesSeat(id, 'bo');
  await using alone = await startSimulator();
  expect(() => alone.publisher()).toThrow('start with publisher: "mock"');
});
