import { type EventLog, instant, memoryLog } from '@marketsim/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { recipeOf } from '../src/worlds/recipe.ts';
import { buildWorld, type SimulatedWorld } from '../src/worlds/simulated-world.ts';
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

  interface Broken {
    readonly world: SimulatedWorld;
    readonly own: Receiver;
    readonly disk: { state: 'well' | 'full' | 'unsafe' };
    buy(): string;
    suspend(id: string): boolean;
  }

  async function broken(clock: 'frozen' | 'live', more: Record<string, string> = {}): Promise<Broken> {
    const own = await receiver();
    const disk: Broken['disk'] = { state: 'well' };
    const kept = memoryLog();
    const log: EventLog = {
      ...kept,
      append: (entries) => {
        if (disk.state === 'full') throw new Error('the disk is full');
        kept.append(entries);
      },
      durable: () => (disk.state === 'unsafe' ? Promise.reject(new Error('the disk is gone')) : undefined),
    };
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
      ...{ world, own, disk },
      buy: () =>
        buyActive(engine, { customerId: customerIn(world, 'customer-1'), planId: 'standard', quantity: 1 }),
      suspend: (subscriptionId) =>
        engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'Suspend' }] }).ok,
    };
  }

  test('does not end the process when nobody is there to be told, and what was not written is sent again', async () => {
    const { world, own, disk, buy, suspend } = await broken('live');
    const id = buy();
    own.answer = (_, response) => {
      disk.state = 'full';
      response.writeHead(200).end();
    };
    expect(suspend(id)).toBe(true);
    await own.came(1);
    await until(() => !world.outbox.idle.isBusy());
    await manyTurns();
    expect(own.calls).toHaveLength(1);
    expect(world.outbox.parts.parcels.all()).toMatchObject([{ phase: 'waiting' }]);
    expect(() => suspend(buy())).toThrow('the disk is full');
    disk.state = 'well';
    own.answer = (_, response) => response.writeHead(200).end();
    buy();
    await own.came(2);
    await until(() => world.engine.state.deliveriesAhead.size === 0);
    expect(crashes).toEqual([]);
  });

  test('due work of a live world neither ends the process nor is tried without a pause', async () => {
    const { world, disk, buy } = await broken('live', { 'op.deliveryTimeout': 'PT0.1S' });
    const [subscriptionId, steps] = [buy(), vi.spyOn(world.engine, 'stepTo')];
    world.outbox.handling.hold({});
    const change = { type: 'SetQuantity', quantity: 2 } as const;
    world.engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [change] });
    disk.state = 'full';
    await until(() => steps.mock.results.some(({ type }) => type === 'throw'));
    const before = steps.mock.calls.length;
    await manyTurns();
    expect(steps.mock.calls.length - before).toBeLessThan(5);
    expect(() => world.clock.enter('settled')).toThrow('the disk is full');
    disk.state = 'well';
    world.clock.enter('settled');
    expect(world.engine.events().at(-1)).toMatchObject({ type: 'OperationClosed', status: 'Failed' });
    expect(crashes).toEqual([]);
  });

  test('an advance says why it ended, and gives the clock back', async () => {
    const { world, own, disk, buy } = await broken('frozen');
    buy();
    buy();
    own.answer = (_, response) => {
      disk.state = 'full';
      response.writeHead(200).end();
    };
    const renewal = instant('2026-02-05T00:00:00Z');
    const advance = async () => (await world.clock.advance(renewal)).report;
    await expect(advance()).rejects.toThrow('the disk is full');
    expect([world.clock.isMoving(), world.engine.now()]).toEqual([false, renewal]);
    expect(world.clock.view().lastAdvance).toMatchObject({ now: renewal, error: 'the disk is full' });
    disk.state = 'well';
    own.answer = (_, response) => response.writeHead(200).end();
    expect(await advance()).toMatchObject({ reached: 'target' });
    expect(world.engine.state.deliveriesAhead.size).toBe(0);
    expect(crashes).toEqual([]);
  });

  test.each(['frozen', 'live'] as const)('nobody is told of what is not safe on disk (%s)', async (clock) => {
    const { world, own, disk, buy, suspend } = await broken(clock);
    const id = buy();
    disk.state = 'unsafe';
    suspend(id);
    await until(() => !world.outbox.idle.isBusy());
    await expect(world.clock.settle()).rejects.toThrow('the disk is gone');
    expect(own.calls).toHaveLength(0);
    disk.state = 'well';
    expect((await world.clock.settle()).deliveries.accepted).toBe(1);
    expect(crashes).toEqual([]);
  });
});
