import { describe, expect, test } from 'vitest';
import { buyActive, customerIn } from './support/purchase.ts';
import { type Caller, started } from './support/running.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { until } from './support/until.ts';

const at = '2026-01-06T00:00:00Z';
const path = '/_sim/publisher/appointments';
const settings = { 'clock.realGrace': 'PT50S' };
const isv = (world: string) => ({
  headers: { authorization: 'Bearer dev-publisher', 'x-marketsim-world': world },
});

/** Whether an advance of a world stops where somebody has an appointment, until that is kept. */
async function stopsIn({ simulator, post }: Caller, name: string): Promise<void> {
  const { engine } = await simulator.worlds.require(name);
  const advance = post(`/_sim/clock/advance?world=${name}`, { by: 'P7D' });
  await until(() => engine.now() === '2026-01-06T00:00:00.000Z');
  expect((await post(`${path}/n/kept`, {}, isv(name))).status).toBe(204);
  expect((await advance).body).toMatchObject({ reached: 'target' });
}

async function appointed(options = {}): Promise<Caller> {
  const caller = await started({ settings, ...options });
  expect((await caller.post(path, { name: 'n', at, memo: { what: 'x' } }, isv('default'))).status).toBe(204);
  return caller;
}

describe('GEN-03: an appointment is kept with its world', () => {
  test('in a fork, and in the world that it was made from', async () => {
    const caller = await appointed();
    await caller.post('/_sim/worlds/default/fork', { name: 'twin' });
    await stopsIn(caller, 'twin');
    await stopsIn(caller, 'default');
  });

  test('in a world that is brought back to where it was ahead', async () => {
    const caller = await appointed();
    await caller.post('/_sim/worlds/default/snapshots', { id: 'before' });
    await stopsIn(caller, 'default');
    await caller.post('/_sim/worlds/default/snapshots/before/restore');
    await stopsIn(caller, 'default');
  });

  test('in an exported world; one that was kept is in none', async () => {
    const caller = await appointed();
    const copy = async () => {
      const file = await caller.simulator.worlds.export();
      return Buffer.concat([...file]);
    };
    await caller.simulator.worlds.import(await copy(), { name: 'imported' });
    await stopsIn(caller, 'imported');
    await caller.post(`${path}/n/kept`, {}, isv('default'));
    expect((await copy()).toString()).not.toContain('"n"');
  });

  test('over a stop, also when it was made after an earlier one was kept', async () => {
    const dataFolder = await temporaryFolder();
    const first = await started({ settings, dataFolder });
    for (const name of ['other', 'n']) await first.post(path, { name, at }, isv('default'));
    await first.post(`${path}/other/kept`, {}, isv('default'));
    await first.simulator.close();
    const second = await started({ dataFolder });
    expect((await second.simulator.worlds.require()).outbox.parts.appointments.all()).toEqual([
      { publisherId: 'publisher-1', name: 'n', at: '2026-01-06T00:00:00.000Z' },
    ]);
    await stopsIn(second, 'default');
  });

  test.each([[{ name: 'n', at, memo: 'text' }], [{ name: 'n', at, memo: { text: 'x'.repeat(10_000) } }]])(
    'a memo that is no object, or too long, is refused',
    async (body) => {
      const { post } = await started();
      const refused = await post(path, body, isv('default'));
      expect([refused.status, refused.body.error.target]).toEqual([400, 'memo']);
    },
  );
});

/** Ten licences of the mock publisher, whose answers it puts off by nine seconds: it will refuse what is asked. */
async function putOff(options = {}) {
  const caller = await started({ mockPublisher: { port: 0 }, ...options });
  const world = await caller.simulator.worlds.require();
  const customerId = customerIn(world, 'customer-1');
  const id = buyActive(world.engine, { customerId, planId: 'standard', quantity: 10 });
  await fetch(`${caller.simulator.publisherUrl}/default/publisher-1/behaviour`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ behaviour: 'reject', answerAfter: 'PT9S' }),
  });
  const headers = { authorization: 'Bearer dev-admin-agent' };
  await caller.call('PATCH', `/v1/customers/${customerId}/subscriptions/${id}`, {
    headers,
    body: { quantity: 12 },
  });
  return { ...caller, id };
}

/** The quantity once the time for an answer is over: of 10, the publisher has refused; of 12, nobody has answered. */
async function quantityAfter({ simulator, post }: Caller, name: string, id: string) {
  await post(`/_sim/clock/advance?world=${name}`, { by: 'PT20S' });
  return (await simulator.engine(name)).state.subscriptions.get(id)?.quantity;
}

describe('what the mock publisher has put off is done', () => {
  test('in a fork, and in the world that it was made from', async () => {
    const caller = await putOff();
    await caller.post('/_sim/worlds/default/fork', { name: 'twin' });
    expect(await quantityAfter(caller, 'twin', caller.id)).toBe(10);
    expect(await quantityAfter(caller, 'default', caller.id)).toBe(10);
  });

  test('in a world that is brought back, each time', async () => {
    const caller = await putOff();
    await caller.post('/_sim/worlds/default/snapshots', { id: 'before' });
    for (const _ of [1, 2]) {
      expect(await quantityAfter(caller, 'default', caller.id)).toBe(10);
      await caller.post('/_sim/worlds/default/snapshots/before/restore');
    }
  });

  test('after a stop, by a mock publisher that knows nothing from before', async () => {
    const dataFolder = await temporaryFolder();
    const { simulator, id } = await putOff({ dataFolder });
    await simulator.close();
    const again = await started({ dataFolder, mockPublisher: { port: 0 } });
    expect(await quantityAfter(again, 'default', id)).toBe(10);
  });

  test('metered use goes on in a fork', async () => {
    const caller = await started({ mockPublisher: { port: 0 } });
    const world = await caller.simulator.worlds.require();
    const customerId = customerIn(world, 'customer-1');
    const id = buyActive(world.engine, { customerId, planId: 'flat', quantity: 1 });
    const usage = `/publisher-2/subscriptions/${id}/usage`;
    const desk = caller.simulator.publisherUrl;
    for (const perHour of [1, 2])
      await fetch(`${desk}/default${usage}/steady`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ dimension: 'storage', perHour }),
      });
    await caller.post('/_sim/worlds/default/fork', { name: 'twin' });
    await caller.post('/_sim/clock/advance?world=twin', { by: 'PT3H' });
    expect(await (await fetch(`${desk}/twin${usage}`)).json()).toMatchObject({
      reported: [9, 10, 11].map((hour) => ({
        effectiveStartTime: `2026-01-05T${String(hour).padStart(2, '0')}:00:00.000Z`,
        quantity: 2,
        status: 'Accepted',
      })),
    });
  });
});
