import { afterEach, expect, test, vi } from 'vitest';
import { startSimulator, type TestSimulator, type TestSimulatorOptions } from '../src/index.ts';
import { StoryWorld } from '../src/story/story-world.ts';
import { until } from '../src/story/until.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of undo.splice(0)) await end();
});

/** A scenario in the default world of a simulator with a mock publisher, in which three licences were bought. */
async function told(options: TestSimulatorOptions = {}) {
  const sim = await startSimulator({ publisher: 'mock', ...options });
  undo.push(() => sim.close());
  vi.stubEnv('MARKETSIM_URL', sim.url);
  const story = new StoryWorld({
    ...{ attach: async () => undefined, log: () => undefined, link: () => undefined, parameters: {} },
  });
  const { id, customerId } = sim.given.subscription({ plan: 'standard', quantity: 3 });
  story.enter('first', 'default', { subscriptionId: id, customerId });
  return { sim, story, id, customerId };
}

/** A look that is never content, and how often it was taken. */
function hopeless() {
  let looks = 0;
  const check = async (): Promise<never> => {
    looks += 1;
    throw new Error('it is otherwise');
  };
  return { check, looks: () => looks };
}

const quantityOf = (sim: TestSimulator, id: string) => sim.engine.state.subscriptions.get(id)?.quantity;

test('what cannot come true any more fails after one look more', async () => {
  const { story } = await told();
  const { check, looks } = hopeless();
  await expect(until(story, check)).rejects.toThrow('it is otherwise');
  expect(looks()).toBe(2);
});

test('what a publisher that takes its time brings about is waited for, and then it fails', async () => {
  const { sim, story, id } = await told();
  await sim.publisher().behaves({ behaviour: 'accept', replyDelayMs: 100, jitterMs: 100 });
  sim.given.change(id, { type: 'SetQuantity', quantity: 5 });
  await until(story, async () => expect(quantityOf(sim, id)).toBe(5));
  sim.given.change(id, { type: 'SetQuantity', quantity: 7 });
  await expect(until(story, async () => expect(quantityOf(sim, id)).toBe(8))).rejects.toThrow(
    /expected 7 to be 8/,
  );
});

test('what waits for the clock, or for staff, is not waited for: neither comes by itself', async () => {
  const { sim, story, id } = await told();
  for (const behaviour of [{ behaviour: 'byHand' }, { behaviour: 'accept', answerAfter: 'PT5S' }]) {
    await sim.publisher().behaves(behaviour);
    sim.given.change(id, { type: 'SetQuantity', quantity: (quantityOf(sim, id) ?? 0) + 2 });
    const { check, looks } = hopeless();
    await expect(until(story, check)).rejects.toThrow('it is otherwise');
    expect(looks()).toBeLessThan(10);
    await sim.clock.advance('PT10S');
  }
});

test('a clock that runs, or is on its way, may bring it about', async () => {
  const { sim, story } = await told({ clock: 'live' });
  const before = sim.clock.now();
  await until(story, async () => expect(sim.clock.now() > before).toBe(true));
});
