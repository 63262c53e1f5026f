import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Ask, type Effect, effects } from './kills/effects.ts';
import { killAll, startProcess } from './kills/simulator.ts';
import { startStorm } from './kills/storm.ts';
import { buy, call, type Market, setUp } from './kills/writer.ts';

const folder = await mkdtemp(join(tmpdir(), 'storm-'));
afterAll(async () => {
  killAll();
  await rm(folder, { recursive: true });
});

const each = 2;
const json = { 'content-type': 'application/json' };
const publisher = { authorization: 'Bearer dev-publisher', ...json };
const version = 'api-version=2018-08-31';

interface Asked extends Effect {
  readonly id: string;
  readonly customerId: string;
}

const send = (url: string, method: string, body: object, headers: Record<string, string> = json) =>
  call(url, method, { headers, body: JSON.stringify(body) });

async function marketOf(base: string): Promise<Market> {
  const { customers } = (await call(`${base}/_sim/accounts`, 'GET')).body;
  const { offers } = (await call(`${base}/_sim/catalog`, 'GET')).body;
  const { planId, catalogItemId } = offers[0].plans.find((plan: Market) => plan.planId === 'standard');
  return { customerId: customers[0].tenantId, planId, catalogItemId };
}

const setStatus = (base: string, { customerId, id }: Pick<Asked, 'customerId' | 'id'>, status: string) =>
  call(`${base}/v1/customers/${customerId}/subscriptions/${id}`, 'PATCH', {
    body: JSON.stringify({ status }),
  });

/** What a partner sold where a partner is to ask, else what the customer bought itself; active, or suspended. */
async function begun(base: string, effect: Effect, market: Market): Promise<Asked> {
  const { customerId } = market;
  if (effect.ask === 'reinstate' || effect.ask === 'suspend') {
    const owned = await buy(base, { repeatables: [], owned: [] }, market);
    await setUp(base, owned, market);
    const asked = { ...effect, id: owned.subscriptionId, customerId };
    if (effect.ask === 'reinstate') await setStatus(base, asked, 'suspended');
    return asked;
  }
  const wanted = { customer: customerId, offerId: 'teamwork', planId: 'standard', quantity: 10 };
  const { id } = (await send(`${base}/_sim/portal/purchases`, 'POST', wanted)).body;
  await call(`${base}/api/saas/subscriptions/${id}/activate?${version}`, 'POST', { headers: publisher });
  return { ...effect, id, customerId };
}

/** How each thing is asked for; what the publisher refuses, or the kill interrupts, is no failure of the test. */
const ways: { readonly [A in Ask]: (base: string, asked: Asked) => Promise<unknown> } = {
  quantity: (base, { id }) => send(`${base}/_sim/portal/subscriptions/${id}`, 'PATCH', { quantity: 12 }),
  plan: (base, { id }) => send(`${base}/_sim/portal/subscriptions/${id}`, 'PATCH', { planId: 'negotiated' }),
  own: (base, { id }) =>
    send(`${base}/api/saas/subscriptions/${id}?${version}`, 'PATCH', { quantity: 12 }, publisher),
  reinstate: (base, asked) => setStatus(base, asked, 'active'),
  suspend: (base, asked) => setStatus(base, asked, 'suspended'),
  cancel: (base, { id }) => send(`${base}/_sim/portal/subscriptions/${id}`, 'PATCH', { status: 'cancelled' }),
};
/** Asks; resolves to what went wrong, if something did. */
const ask = (base: string, asked: Asked): Promise<unknown> =>
  ways[asked.ask](base, asked).then(
    () => undefined,
    (error: unknown) => error,
  );

const actions: Readonly<Record<Ask, string>> = {
  quantity: 'ChangeQuantity',
  plan: 'ChangePlan',
  own: 'ChangeQuantity',
  reinstate: 'Reinstate',
  suspend: 'Suspend',
  cancel: 'Unsubscribe',
};

/** The operation by which the publisher was told of what was asked for, if it was. */
async function toldOf(base: string, { id, ask: what }: Asked): Promise<string | undefined> {
  const { deliveries } = (await call(`${base}/_sim/deliveries?subscriptionId=${id}&limit=100`, 'GET')).body;
  return deliveries.find(({ action }: { action: string }) => action === actions[what])?.operationId;
}

/** Asks for what was never written down, and never acknowledged, until the publisher is told of it. */
async function askAgain(base: string, asked: Asked): Promise<void> {
  let wrong: unknown;
  while ((await toldOf(base, asked)) === undefined) {
    expect(wrong, `${asked.ask} was not asked for`).toBeUndefined();
    const answer = await ask(base, asked);
    // A connection that was closed while it rested takes a request with it (`fetch` throws a TypeError): nobody heard that.
    if (!(answer instanceof TypeError)) wrong = answer ?? 'it was answered, and nobody was told';
  }
}

test('SF 4.4: a storm of webhooks with a kill in its middle ends as every row of the table has it', async () => {
  const byId = new Map<string, Asked>();
  await using storm = await startStorm((id) => byId.get(id)?.answer ?? { status: 200 });
  const options = ['--data', folder, '--no-mock-publisher', '--publisher-webhook', storm.url];
  const first = await startProcess([...options, '--clock', 'frozen']);
  storm.moved(first.url);
  const market = await marketOf(first.url);
  for (const effect of Array.from({ length: each }, () => effects).flat()) {
    const asked = await begun(first.url, effect, market);
    byId.set(asked.id, asked);
  }
  storm.begin();
  const all = [...byId.values()];
  const changes = all.map((asked) => ask(first.url, asked));
  await storm.came(all.length / 2);
  await Promise.all([first.kill(), ...changes]);

  const second = await startProcess([...options, '--clock', 'frozen']);
  storm.moved(second.url);
  for (const asked of all) await askAgain(second.url, asked);
  await storm.said();
  await send(`${second.url}/_sim/clock/advance`, 'POST', { by: 'PT9H' });
  for (const asked of all) {
    const path = `${second.url}/api/saas/subscriptions/${asked.id}`;
    const read = async (below: string) =>
      (await call(`${path}${below}?${version}`, 'GET', { headers: publisher })).body;
    const { saasSubscriptionStatus: status, planId, quantity } = await read('');
    const { status: operation } = await read(`/operations/${await toldOf(second.url, asked)}`);
    const { ask: what, answer } = asked;
    const seen = { what, answer, operation, end: { status, planId, quantity } };
    expect(seen).toEqual({ what, answer, operation: asked.operation, end: asked.end });
  }
  await second.kill();
});
