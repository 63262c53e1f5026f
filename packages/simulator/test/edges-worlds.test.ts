import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { memoryLog } from '@marketsim/core';
import { afterEach, describe, expect, test } from 'vitest';
import { startSimulator } from '../src/index.ts';
import { recipeOf } from '../src/worlds/recipe.ts';
import { buildWorld, type SimulatedWorld } from '../src/worlds/simulated-world.ts';
import { alone } from '../src/worlds/surroundings.ts';
import { createWorlds } from '../src/worlds/worlds.ts';
import { buyActive, customerIn } from './support/purchase.ts';
import { receiver } from './support/receiver.ts';
import { started } from './support/running.ts';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

const snapshots = '/_sim/worlds/default/snapshots';

describe('a snapshot goes on exactly as the world would have', () => {
  test('its instant is that of the world, also where no fact stands at it', async () => {
    const at = await told({ clock: 'live' });
    at.buyActive();
    const fact = at.engine.now();
    await until(() => at.world.clock.view().now > fact);
    const taken = (await at.post(snapshots, { id: 'live' })).body;
    expect(taken.at > fact).toBe(true);
    await at.call('PUT', '/_sim/clock', { body: { mode: 'frozen' } });
    await at.post(`${snapshots}/live/restore`);
    expect((await at.get('/_sim/clock')).body).toMatchObject({ mode: 'live' });
    expect((await at.get('/_sim/clock')).body.now >= taken.at).toBe(true);
    await at.call('PUT', '/_sim/clock', { body: { mode: 'frozen' } });
    const { now } = (await at.get('/_sim/clock')).body;
    const forked = await at.post('/_sim/worlds/default/fork', { name: 'twin' });
    expect(forked.body.now).toBe(now);
    expect((await at.get('/_sim/clock?world=twin')).body).toMatchObject({ now, mode: 'frozen' });
  });

  test('what was kept back, and will be, is kept back in it too', async () => {
    const at = await told();
    const id = at.buyActive();
    await at.post('/_sim/deliveries/hold');
    await at.setStatus(id, 'suspended');
    await at.post('/_sim/worlds/default/fork', { name: 'twin' });
    await at.post(snapshots, { id: 'held' });
    await at.post('/_sim/deliveries/release');
    await at.post(`${snapshots}/held/restore`);
    for (const world of ['default', 'twin']) {
      await at.simulator.advance('P4M', world);
      const { body } = await at.get(`/_sim/deliveries?world=${world}`);
      expect(body.deliveries).toMatchObject([
        { action: 'Suspend', state: 'held' },
        { action: 'Unsubscribe', state: 'held' },
      ]);
    }
    expect(at.receiver.actions()).toEqual(['Suspend']);
  });

  test('replies to what is told after it are written down in order, as in the first', async () => {
    const at = await told({ settings: { 'webhook.realTimeout': 'PT50S' } });
    const ids = Array.from({ length: 4 }, () => at.buyActive());
    for (const id of ids) await at.setStatus(id, 'suspended');
    await at.post('/_sim/worlds/default/fork', { name: 'twin' });
    const twin = await at.simulator.worlds.require('twin');
    const last = Math.max(...twin.outbox.parts.parcels.all().map(({ batch }) => batch));
    const [id] = ids;
    if (!id) throw new Error('no subscription');
    const end = { type: 'ChangeSubscription', subscriptionId: id, changes: [{ type: 'Cancel' }] } as const;
    expect(twin.engine.execute(end).ok).toBe(true);
    const added = twin.outbox.parts.parcels.all().at(-1);
    expect(added?.delivery.action).toBe('Unsubscribe');
    expect(added?.batch).toBeGreaterThan(last);
  });

  test('what stood waiting when a history was read back is sent', async () => {
    const own = await receiver();
    const recipe = await recipeOf(
      'again',
      {},
      { publisherApps: { mock: 'nobody', own: { webhookUrl: own.url } } },
    );
    const first = buildWorld(recipe);
    const subscriptionId = buyActive(first.engine, {
      customerId: customerIn(first, 'customer-1'),
      planId: 'standard',
      quantity: 1,
    });
    first.engine.execute({ type: 'ChangeSubscription', subscriptionId, changes: [{ type: 'Suspend' }] });
    first.close();
    const again = buildWorld(recipe, { log: memoryLog(first.log.entries()) });
    await own.came(1);
    await until(() => again.engine.state.deliveriesAhead.size === 0);
    again.close();
  });

  test('where the world began is still where it goes back to', async () => {
    const at = await started();
    await at.call('PUT', '/_sim/clock', { body: { mode: 'live' } });
    await at.post(snapshots, { id: 'live' });
    await at.post(`${snapshots}/live/restore`);
    expect((await at.get('/_sim/clock')).body.mode).toBe('live');
    await at.post('/_sim/worlds/default/reset');
    expect((await at.get('/_sim/clock')).body).toMatchObject({
      mode: 'frozen',
      now: '2026-01-05T09:00:00.000Z',
    });
  });
});

describe('worlds that are made, brought back and deleted at once', () => {
  test('a name is given once, however long a fork waits for its source', async () => {
    const at = await told();
    const id = at.buyActive();
    const answer = at.receiver.answerLater();
    void at.setStatus(id, 'suspended');
    await at.receiver.came(1);
    const fork = at.post('/_sim/worlds/default/fork', { name: 'twin' });
    await until(() => at.world.clock.isMoving());
    const made = await at.post('/_sim/worlds', { name: 'twin', seed: 9 });
    answer();
    expect([made.status, await fork]).toMatchObject([
      201,
      { status: 409, body: { error: { code: 'worldExists' } } },
    ]);
    expect((await at.get('/_sim/worlds/twin')).body.seed).toBe(9);
  });

  test('a world that was deleted while a restore waited stays deleted', async () => {
    const at = await told();
    await at.post('/_sim/worlds/default/fork', { name: 'twin' });
    const twin = await at.simulator.worlds.require('twin');
    const id = buyActive(twin.engine, {
      customerId: customerIn(twin, 'customer-1'),
      planId: 'standard',
      quantity: 1,
    });
    await at.post('/_sim/worlds/twin/snapshots', { id: 'one' });
    at.receiver.answer = () => undefined;
    twin.engine.execute({ type: 'ChangeSubscription', subscriptionId: id, changes: [{ type: 'Suspend' }] });
    await at.receiver.came(1);
    const restore = at.post('/_sim/worlds/twin/snapshots/one/restore');
    await until(() => twin.clock.isMoving());
    expect((await at.call('DELETE', '/_sim/worlds/twin')).status).toBe(204);
    expect(await restore).toMatchObject({ status: 409, body: { error: { code: 'worldGone' } } });
    expect((await at.get('/_sim/worlds/twin')).status).toBe(404);
  });

  test('a world that was reset while its restore waited for its turn stays as it began', async () => {
    const { promise: go, resolve } = Promise.withResolvers<void>();
    const detached: string[] = [];
    const publisherHost = {
      url: 'http://127.0.0.1:1',
      attach: async () => undefined,
      remind: async () => undefined,
      detach: async ({ name }: { readonly name: string }) => {
        detached.push(name);
        await go;
      },
    };
    const worlds = createWorlds({}, { ...alone(), publisherHost });
    await worlds.snapshot('default', 'one');
    const reset = worlds.reset();
    await until(() => detached.length === 1);
    const restored = worlds.restore('default', 'one');
    resolve();
    await expect(restored).rejects.toMatchObject({ code: 'worldGone' });
    expect(worlds.loaded('default')).toBe(await reset);
    expect(detached).toEqual(['default']);
    worlds.close();
  });

  test('many resets, restores and deletions at once leave one world, or none, and its accounts', async () => {
    const { simulator, get, post, call } = await started({ mockPublisher: { port: 0 } });
    await post('/_sim/worlds', { name: 'busy' });
    await post('/_sim/worlds/busy/snapshots', { id: 'one' });
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => post('/_sim/worlds/busy/reset')),
      ...Array.from({ length: 5 }, () => post('/_sim/worlds/busy/snapshots/one/restore')),
      call('DELETE', '/_sim/worlds/busy'),
      ...Array.from({ length: 5 }, () => post('/_sim/worlds/busy/reset')),
    ]);
    for (const { status: code } of answers) expect([200, 204, 404, 409]).toContain(code);
    expect((await get('/_sim/worlds/busy')).status).toBe(404);
    const landing = await fetch(`${simulator.publisherUrl}/busy/publisher-1/landing`);
    expect(landing.status).toBe(404);
    expect((await post('/_sim/worlds', { name: 'busy' })).status).toBe(201);
    expect((await fetch(`${simulator.publisherUrl}/busy/publisher-1/landing`)).status).not.toBe(404);
  });

  test('one that is still being built when the simulator ends, ends too', async () => {
    const simulator = await startSimulator({ clock: 'live' });
    const building = simulator.worlds.create('late');
    simulator.worlds.close();
    await building.catch(() => undefined);
    expect(simulator.worlds.list().every(({ ended }) => ended.aborted)).toBe(true);
    await simulator.close();
  });
});

describe('a mock publisher that cannot be reached', () => {
  const hosts: Server[] = [];
  afterEach(async () => {
    for (const host of hosts.splice(0)) {
      host.closeAllConnections();
      host.close();
      await once(host, 'close');
    }
  });

  /** Takes accounts until it is told not to. */
  async function moody() {
    const mood = { status: 200 };
    const host = createServer((request, response) => {
      request.resume();
      response.writeHead(mood.status).end();
    }).listen(0, '127.0.0.1');
    hosts.push(host);
    await once(host, 'listening');
    const address = host.address();
    if (typeof address !== 'object' || !address) throw new Error('no address');
    return { mood, url: `http://127.0.0.1:${address.port}` };
  }

  test('a world is neither made nor brought back nor deleted: it stays as it was', async () => {
    const { mood, url } = await moody();
    const at = await started({ mockPublisher: { url } });
    await at.post('/_sim/worlds', { name: 'kept' });
    await at.simulator.advance('P1D', 'kept');
    await at.post('/_sim/worlds/kept/snapshots', { id: 'one' });
    await at.simulator.advance('P1D', 'kept');
    mood.status = 503;
    const refusals = [
      await at.post('/_sim/worlds', { name: 'other' }),
      await at.post('/_sim/worlds/kept/reset'),
      await at.post('/_sim/worlds/kept/snapshots/one/restore'),
      await at.post('/_sim/worlds/kept/fork', { name: 'fork' }),
      await at.call('DELETE', '/_sim/worlds/kept'),
    ];
    expect(refusals.map((each) => [each.status, each.body?.error.code])).toEqual(
      refusals.map(() => [502, 'publisherUnreachable']),
    );
    expect((await at.get('/_sim/worlds/kept')).body.now).toBe('2026-01-07T09:00:00.000Z');
    expect((await at.get('/_sim/health')).body.worlds).toEqual(['kept']);
    mood.status = 200;
    expect((await at.post('/_sim/worlds', { name: 'other' })).status).toBe(201);
    expect((await at.post('/_sim/worlds/kept/reset')).body.now).toBe('2026-01-05T09:00:00.000Z');
    expect((await at.call('DELETE', '/_sim/worlds/kept')).status).toBe(204);
  });

  test('is told with what happened to the call', async () => {
    const { get } = await started({ mockPublisher: { url: 'http://127.0.0.1:1' } });
    const { status, body } = await get('/_sim/clock');
    expect([status, body.error.message]).toEqual([
      502,
      'the mock publisher at http://127.0.0.1:1 does not take accounts: bad port',
    ]);
  });

  test('a world that could not be made does nothing by itself', async () => {
    const built: SimulatedWorld[] = [];
    const publisherHost = {
      url: 'http://127.0.0.1:1',
      remind: async () => undefined,
      attach: async (world: unknown) => {
        built.push(world as SimulatedWorld);
        throw new Error('not there');
      },
      detach: async () => undefined,
    };
    const worlds = createWorlds({ clock: 'live' }, { ...alone(), publisherHost });
    await expect(worlds.create('ghost')).rejects.toThrow('not there');
    expect(built.map(({ name, ended }) => [name, ended.aborted])).toEqual([['ghost', true]]);
  });
});

test('a list of worlds tells the time of each that runs', async () => {
  const { get, simulator } = await started({ clock: 'live' });
  const world = await simulator.worlds.require();
  const [fact, first] = [world.engine.now(), (await get('/_sim/worlds')).body.worlds[0].now];
  await until(async () => (await get('/_sim/worlds')).body.worlds[0].now > first);
  expect(first >= fact).toBe(true);
});

test('a duration that leads out of the calendar is told apart from a text that is none', async () => {
  const { post } = await started();
  const refusals = [
    await post('/_sim/clock/advance', { by: 'P9000Y' }),
    await post('/_sim/clock/advance', { by: 'x' }),
  ];
  expect(refusals.map(({ status, body }) => [status, body.error.code, body.error.message])).toEqual([
    [400, 'durationInvalid', expect.stringContaining('out of the years of a world, 0 to 9799')],
    [400, 'durationInvalid', expect.stringContaining('is not an ISO 8601 duration')],
  ]);
});
