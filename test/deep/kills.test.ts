import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Publisher, startPublisher } from './kills/publisher.ts';
import { type Killable, killAll, startProcess } from './kills/simulator.ts';
import { call, type Known, type Market, type Owned, write } from './kills/writer.ts';

const kills = 20;
const callers = 6;

let folder = '';
let publisher: Publisher;
let seed = 1;

/** The same numbers in each run: from 0 to below a bound. */
function draw(below: number): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kills-'));
  publisher = await startPublisher(() => draw(30));
});
afterAll(async () => {
  killAll();
  await publisher[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function start(): Promise<Killable> {
  const simulator = await startProcess([
    ...['--data', folder, '--no-mock-publisher', '--publisher-webhook', publisher.url],
  ]);
  publisher.marketplace = simulator.url;
  return simulator;
}

async function marketOf(url: string): Promise<Market> {
  const { customers } = (await call(`${url}/_sim/accounts`, 'GET')).body;
  const { offers } = (await call(`${url}/_sim/catalog`, 'GET')).body;
  const plan = offers[0].plans.find(({ planId }: { planId: string }) => planId === 'standard');
  return { customerId: customers[0].tenantId, catalogItemId: plan.catalogItemId, planId: plan.planId };
}

/** Everything that was acknowledged is there, and what was not is there in whole or not at all. */
async function check(url: string, known: readonly Known[]): Promise<void> {
  for (const { owned, repeatables } of known) {
    for (const each of owned) await checkOwned(url, each);
    for (const { path, body, requestId, reply } of repeatables.splice(0)) {
      const headers = { authorization: 'Bearer dev-admin-agent', 'content-type': 'application/json' };
      const again = await call(url + path, 'POST', {
        headers: { ...headers, 'ms-requestid': requestId },
        body,
      });
      expect([again.status, again.text]).toEqual([reply.status, reply.text]);
    }
  }
}

async function checkOwned(url: string, { customerId, subscriptionId, name, quantity }: Owned): Promise<void> {
  const path = `${url}/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
  const found = (await call(path, 'GET')).body;
  if (name.sure !== '') expect([name.sure, ...name.possible]).toContain(found.friendlyName);
  expect([quantity.sure, ...quantity.possible]).toContain(found.quantity);
  name.sure = found.friendlyName;
  name.possible.length = 0;
}

interface Delivery {
  readonly operationId: string;
  readonly state: string;
}

/** Deliveries of the world, oldest first. */
async function deliveriesAt(url: string): Promise<readonly Delivery[]> {
  const { deliveries } = (await call(`${url}/_sim/deliveries?limit=1000`, 'GET')).body;
  return deliveries;
}

test(`${kills} kills during writes, with webhooks under way: nothing that was acknowledged is lost`, async () => {
  const known = Array.from({ length: callers }, (): Known => ({ repeatables: [], owned: [] }));
  for (let n = 0; n < kills; n++) {
    const simulator = await start();
    await check(simulator.url, known);
    const market = await marketOf(simulator.url);
    const enough = Promise.withResolvers<void>();
    let left = 20 + draw(120);
    const acknowledged = (): void => {
      left -= 1;
      if (left === 0) enough.resolve();
    };
    const writing = known.map((each) => write(simulator.url, market, each, acknowledged));
    await Promise.race([enough.promise, ...writing]);
    await Promise.all([simulator.kill(), ...writing]);
  }
  const simulator = await start();
  await check(simulator.url, known);
  await expect
    .poll(async () => (await deliveriesAt(simulator.url)).filter(({ state }) => state !== 'accepted'), {
      timeout: 60_000,
    })
    .toEqual([]);
  const heard = (await deliveriesAt(simulator.url)).map(({ operationId }) => operationId);
  expect(heard.length).toBeGreaterThan(kills);
  expect(heard.filter((id) => !publisher.heard.has(id))).toEqual([]);
  await simulator.kill();
});
