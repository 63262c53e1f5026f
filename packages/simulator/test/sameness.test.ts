import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { buyActive, customerIn } from './support/purchase.ts';
import type { Call } from './support/receiver.ts';
import { type Told, told } from './support/told.ts';

/** What the publisher says depends on what it is asked; when it says it depends on nothing that could be foretold. */
async function answer(at: Told, { payload }: Call, reply: (status: number) => unknown): Promise<void> {
  const soon = (): Promise<unknown> => delay(Math.random() * 4);
  const quantity = Number(payload['quantity']);
  await soon();
  if (payload.action !== 'ChangeQuantity') {
    reply(200);
    return at.quietly(payload);
  }
  if (quantity % 5 === 1) return void reply(400);
  const early = Math.random() < 0.3;
  const patch = async (): Promise<unknown> => at.patch(payload, quantity % 5 === 2 ? 'Failure' : 'Success');
  if (early) await patch();
  reply(200);
  await soon();
  if (!early) await patch();
}

async function story(at: Told): Promise<readonly string[]> {
  await at.simulator.reset();
  const world = await at.simulator.worlds.require();
  const { engine } = world;
  const customerId = customerIn(world, 'customer-1');
  const ids = Array.from({ length: 5 }, () =>
    buyActive(engine, { customerId, planId: 'standard', quantity: 10 }),
  );
  const patch = (id: string, body: object) =>
    at.call('PATCH', `/v1/customers/${customerId}/subscriptions/${id}`, {
      headers: { authorization: 'Bearer dev-admin-agent' },
      body,
    });
  await patch(ids[0] ?? '', { quantity: 13 });
  await at.advance('P10D');
  await at.post('/_sim/deliveries/hold');
  for (const [i, id] of ids.entries()) await patch(id, { quantity: 21 + i });
  await at.post('/_sim/deliveries/release');
  await at.advance('P1M');
  for (const id of ids) await patch(id, { status: 'suspended' });
  await at.advance('P1D');
  for (const id of ids) await patch(id, { status: 'active' });
  await at.advance('P2M');
  return world.log.entries().map((entry) => JSON.stringify(entry));
}

test('same seed, same commands, a publisher that answers in any real time: the same history, 100 times', async () => {
  const at = await told({ settings: { 'reinstate.ack': 'on' } });
  at.receiver.answer = (call, response) =>
    answer(at, call, (code) => response.writeHead(code).end()).catch(() => undefined);
  const first = await story(at);
  const quantities = first.flatMap((line) => /"QuantityChanged".*"quantity":(\d+)/.exec(line)?.[1] ?? []);
  expect(quantities).toEqual(['13', '23', '24', '25']);
  for (let run = 1; run < 100; run += 1) {
    const again = await story(at);
    const differs = again.findIndex((line, i) => line !== first[i]);
    expect([run, again[differs], again.length]).toEqual([run, undefined, first.length]);
  }
}, 240_000);
