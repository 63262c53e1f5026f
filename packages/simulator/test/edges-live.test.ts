import { instant, memoryLog } from '@marketsim/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { recipeOf } from '../src/worlds/recipe.ts';
import { buildWorld, type SimulatedWorld } from '../src/worlds/simulated-world.ts';
import { type Disk, disk } from './support/disk.ts';
import { buyActive, customerIn } from './support/purchase.ts';
import { manyTurns } from './support/random.ts';
import { type Receiver, receiver } from './support/receiver.ts';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

test('a live world sleeps while a webhook is under way and others wait for it', async () => {
  const at = await told({ clock: 'live' });
  const id = at.buyActive();
  const answer = at.receiver.answerLater();
  const moves: string[] = [];
  const end = at.world.clock.watch(() => moves.push(at.engine.now()));
  await at.setStatus(id, 'suspended');
  await at.receiver.came(1);
  await at.setStatus(id, 'deleted');
  const before = moves.length;
  await manyTurns();
  expect(moves.length - before).toBeLessThan(5);
  end();
  answer();
  await until(() => at.engine.state.deliveriesAhead.size === 0);
  expect(at.receiver.actions()).toEqual(['Suspend', 'Unsubscribe']);
});

describe('a history that cannot be written', () => {
  const crashes: unknown[] = [];
  const crashed = (error: unknown): void => void crashes.push(error);
  const worlds: SimulatedWorld[] = [];
  let before: {
    exception: NodeJS.UncaughtExceptionListener[];
    rejection: NodeJS.UnhandledRejectionListener[];
  };

  beforeEach(() => {
    before = {
      exception: process.listeners('uncaughtException'),
      rejection: process.listeners('unhandledRejection'),
    };
    process.removeAllListeners('uncaughtException').on('uncaughtException', crashed);
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', crashed);
  });
  afterEach(() => {
    for (const world of worlds.splice(0)) world.close();
    process.removeAllListeners('uncaughtException');
    process.removeAllListeners('unhandledRejection');
    for (const each of before.exception) process.on('uncaughtException', each);
    for (const each of before.rejection) process.on('unhandledRejection', each);
  });

  interface Failing {
    readonly world: SimulatedWorld;
    readonly own: Receiver;
    readonly disk: Disk;
    buy(): string;
    suspend(id: string): boolean;
  }

  async function failing(clock: 'frozen' | 'live', more: Record<string, string> = {}): Promise<Failing> {
    const [own, under] = [await receiver(), disk()];
    const log = under.log(memoryLog());
    const apps = { mock: 'nobody', own: { webhookUrl: own.url } } as const;
    const settings = {
      'clock.realGrace': 'PT0.02S',
      'webhook.retry.schedule': 'fixed',
      'webhook.retry.spacing': 'PT0.02S',
      ...more,
    };
    const world = buildWorld(await recipeOf('full', { clock, settings }, { publisherApps: apps }), { log });
    worlds.push(world);
    const { engine } = world;
    return {
      ...{ world, own, disk: under },
      buy: () =>
        buyActive(engine, { customerId: customerIn(world, 'customer-1'), planId: 'standard', quantity: 1 }),
      suspend: (subscriptionId) =>
        engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'Suspend' }] }).ok,
    };
  }

  test('does not end the process when nobody is there to be told, and nobody is called any more', async () => {
    const { world, own, disk, buy, suspend } = await failing('live');
    const [id, other] = [buy(), buy()];
    own.answer = (_, response) => {
      disk.state = 'full';
      response.writeHead(200).end();
    };
    expect(suspend(id)).toBe(true);
    await own.came(1);
    await until(() => world.log.failure() !== undefined && !world.outbox.idle.isBusy());
    await manyTurns();
    expect(world.outbox.parts.parcels.all()).toMatchObject([{ phase: 'waiting' }]);
    disk.state = 'well';
    expect(() => suspend(other)).toThrow('the disk is full');
    await manyTurns();
    expect(own.calls).toHaveLength(1);
    expect(crashes).toEqual([]);
  });

  test('a call that is under way when it is lost leads to nothing', async () => {
    const { world, own, disk, buy, suspend } = await failing('live');
    const [id, other] = [buy(), buy()];
    const answer = own.answerLater();
    expect(suspend(id)).toBe(true);
    await own.came(1);
    const waits = world.outbox.settled(own.calls[0]?.payload.id ?? '', 600_000);
    disk.state = 'broken';
    suspend(other);
    await until(() => !world.outbox.idle.isBusy());
    await waits;
    const facts = world.engine.events().length;
    answer();
    await manyTurns();
    expect([own.calls.length, world.engine.events().length]).toEqual([1, facts]);
    expect(crashes).toEqual([]);
  });

  test('due work of a live world neither ends the process nor is tried again', async () => {
    const { world, disk, buy } = await failing('live', { 'op.deliveryTimeout': 'PT0.1S' });
    const [subscriptionId, steps] = [buy(), vi.spyOn(world.engine, 'stepTo')];
    world.outbox.handling.hold({});
    const change = { type: 'SetQuantity', quantity: 2 } as const;
    world.engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [change] });
    disk.state = 'full';
    await until(() => steps.mock.results.some(({ type }) => type === 'throw'));
    const before = steps.mock.calls.length;
    await manyTurns();
    expect(steps.mock.calls.length - before).toBe(0);
    expect(world.ended.aborted).toBe(true);
    expect(crashes).toEqual([]);
  });

  test('is noticed when nobody waits for it', async () => {
    const { world, disk } = await failing('frozen');
    disk.state = 'slow';
    world.engine.execute({ type: 'ChangeSetting', name: 'op.ackTimeout', value: 'PT1S' });
    world.engine.execute({ type: 'ChangeSetting', name: 'op.ackTimeout', value: 'PT2S' });
    disk.goOn('lost');
    await until(() => world.log.failure()?.message === 'the disk is gone');
    expect(world.ended.aborted).toBe(true);
    expect(crashes).toEqual([]);
  });

  test('is noticed when nobody waits for it, also while something else is being written', async () => {
    const { world, disk } = await failing('frozen');
    const change = (value: string) =>
      world.engine.execute({ type: 'ChangeSetting', name: 'op.ackTimeout', value });
    disk.state = 'slow';
    change('PT1S');
    disk.state = 'broken';
    change('PT2S');
    disk.goOn('kept');
    await until(() => world.log.failure()?.message === 'the disk is gone');
    expect(crashes).toEqual([]);
  });

  test('an advance does not end well before it is safe', async () => {
    const { world, disk } = await failing('frozen');
    disk.state = 'broken';
    const advance = await world.clock.advance(instant('2026-01-06T00:00:00Z'));
    await expect(advance.report).rejects.toThrow('the disk is gone');
  });

  test.each(['full', 'broken'] as const)('an advance says why it ended (%s)', async (state) => {
    const { world, own, disk, buy } = await failing('frozen');
    buy();
    buy();
    own.answer = (_, response) => {
      disk.state = state;
      response.writeHead(200).end();
    };
    const renewal = instant('2026-02-05T00:00:00Z');
    const why = state === 'full' ? 'the disk is full' : 'the disk is gone';
    const advance = await world.clock.advance(renewal);
    await expect(advance.report).rejects.toThrow(why);
    expect([world.clock.isMoving(), world.engine.now()]).toEqual([false, renewal]);
    expect(world.clock.view().lastAdvance).toMatchObject({ now: renewal, error: why });
    await expect(world.clock.advance(renewal)).rejects.toThrow();
    expect(crashes).toEqual([]);
  });

  test.each(['frozen', 'live'] as const)('nobody is told of what is not safe (%s)', async (clock) => {
    const { world, own, disk, buy, suspend } = await failing(clock);
    const id = buy();
    disk.state = 'slow';
    suspend(id);
    await manyTurns();
    expect(own.calls).toHaveLength(0);
    disk.goOn('lost');
    await until(() => !world.outbox.idle.isBusy());
    await manyTurns();
    expect(own.calls).toHaveLength(0);
    expect(crashes).toEqual([]);
  });

  test('an advance calls nobody before what it tells is safe', async () => {
    const { world, own, disk, buy } = await failing('frozen');
    buy();
    disk.state = 'slow';
    const advance = await world.clock.advance(instant('2026-02-05T00:00:00Z'));
    await manyTurns();
    expect(own.calls).toHaveLength(0);
    disk.goOn('kept');
    expect((await advance.report).deliveries).toMatchObject({ sent: 1, accepted: 1 });
    expect(crashes).toEqual([]);
  });
});
