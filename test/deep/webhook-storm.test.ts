import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { killAll, startProcess } from './kills/simulator.ts';
import { startStorm } from './kills/storm.ts';
import { call } from './kills/writer.ts';

const folder = await mkdtemp(join(tmpdir(), 'storm-'));
afterAll(async () => {
  killAll();
  await rm(folder, { recursive: true });
});

const subscriptions = 60;
const json = { 'content-type': 'application/json' };
const publisher = { authorization: 'Bearer dev-publisher', ...json };
const version = 'api-version=2018-08-31';

const post = (url: string, body: object) => call(url, 'POST', { headers: json, body: JSON.stringify(body) });

/** Asks for 12 seats; what the publisher refuses, or the kill interrupts, is no failure of the test. */
const ask = (base: string, id: string): Promise<unknown> =>
  call(`${base}/_sim/portal/subscriptions/${id}`, 'PATCH', {
    headers: json,
    body: JSON.stringify({ quantity: 12 }),
  }).catch(() => undefined);

/** What the publisher answers, and what becomes of a change to 12 seats (SF 4.4). */
const effects = [
  { status: 200, operation: 'Succeeded', quantity: 12 },
  { status: 400, operation: 'Failed', quantity: 10 },
  { status: 503, operation: 'Failed', quantity: 10 },
] as const;

test('SF 4.4: a storm of webhooks with a kill in its middle ends as the publisher answered', async () => {
  const answers = new Map<string, (typeof effects)[number]>();
  await using storm = await startStorm((id) => answers.get(id)?.status ?? 500);
  const options = ['--data', folder, '--no-mock-publisher', '--publisher-webhook', storm.url];
  const first = await startProcess([...options, '--clock', 'frozen']);
  const bought: string[] = [];
  for (let n = 0; n < subscriptions; n += 1) {
    const body = { customer: 'customer-1', offerId: 'teamwork', planId: 'standard', quantity: 10 };
    const { id } = (await post(`${first.url}/_sim/portal/purchases`, body)).body;
    const path = `${first.url}/api/saas/subscriptions/${id}/activate?${version}`;
    expect((await call(path, 'POST', { headers: publisher })).status).toBe(200);
    answers.set(id, effects[n % effects.length] ?? effects[0]);
    bought.push(id);
  }
  const changes = bought.map((id) => ask(first.url, id));
  await storm.came(subscriptions / 2);
  await Promise.all([first.kill(), ...changes]);

  const second = await startProcess([...options, '--clock', 'frozen']);
  const stateOf = async (id: string) =>
    (await call(`${second.url}/_sim/portal/subscriptions/${id}`, 'GET')).body;
  // What was never written down was never acknowledged: it is asked for again.
  for (const id of bought) {
    const { openOperationId, quantity } = await stateOf(id);
    const asked = (await call(`${second.url}/_sim/deliveries?subscriptionId=${id}`, 'GET')).body.deliveries;
    if (openOperationId || quantity === 12 || asked.length > 0) continue;
    await ask(second.url, id);
  }
  await post(`${second.url}/_sim/clock/advance`, { by: 'PT9H' });
  for (const id of bought) {
    const { quantity, openOperationId } = await stateOf(id);
    const [{ operationId }] = (await call(`${second.url}/_sim/deliveries?subscriptionId=${id}`, 'GET')).body
      .deliveries;
    const path = `${second.url}/api/saas/subscriptions/${id}/operations/${operationId}?${version}`;
    const operation = (await call(path, 'GET', { headers: publisher })).body.status;
    const { status, ...expected } = answers.get(id) ?? effects[0];
    expect({ status, operation, quantity, openOperationId }).toEqual({ status, ...expected });
  }
  await second.kill();
});
