import { describe, expect, it, test } from 'vitest';
import { endpoints } from '../src/endpoints.ts';
import { call, filled } from './support/calls.ts';
import { ids } from './support/fixtures.ts';
import { line } from './support/purchase.ts';
import { expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const customer = (id: string): string => `/v1/customers/${id}`;

const statusOf = async (sim: Simulation, path: string, who = 'admin@direct'): Promise<number> =>
  (await sim.as(who).get(path)).status;

/** How often a call goes through before it is refused. */
async function untilRefused(sim: Simulation, path: string, who?: string): Promise<number> {
  for (let n = 0; n < 20; n++) if ((await statusOf(sim, path, who)) === 429) return n;
  return Number.POSITIVE_INFINITY;
}

describe('PC 9: throttling', () => {
  test.each(endpoints.map(({ contract }) => contract))('$id is throttled, too', async ({ method, path }) => {
    const sim = simulation({ 'throttle.perMinute': 1 });
    const answer = () => call(sim, 'global@direct', method, filled(path));
    await answer();
    expect(await answer()).toMatchObject({ status: 429, headers: { 'retry-after': expect.any(String) } });
  });

  it('is off unless a setting says otherwise', async () => {
    expect(await untilRefused(simulation(), customer(ids.customer))).toBe(Number.POSITIVE_INFINITY);
  });

  it('answers 429 with the documented body, and in how many seconds there is room', async () => {
    const sim = simulation({ 'throttle.perMinute': 3 });
    expect(await untilRefused(sim, customer(ids.customer))).toBe(3);
    sim.pass(60_000);
    for (let n = 0; n < 2; n++) expect(await statusOf(sim, customer(ids.customer))).toBe(200);
    const { body, headers, status } = await sim.as().get(customer(ids.customer));
    expect(status).toBe(429);
    expect(body).toEqual({
      statusCode: 429,
      message: `Rate limit is exceeded. Try again in ${headers['retry-after']} seconds.`,
    });
    expect(headers['retry-after']).toBe('40');
    sim.pass(40_000);
    expect(await statusOf(sim, customer(ids.customer))).toBe(200);
  });

  it('counts refused calls too, and lets nobody wait for longer than a minute', async () => {
    const sim = simulation({ 'throttle.perMinute': 3 });
    expect(await untilRefused(sim, customer(ids.customer))).toBe(3);
    for (let n = 0; n < 10; n++) await statusOf(sim, customer(ids.customer));
    const { headers } = await sim.as().get(customer(ids.customer));
    expect(headers['retry-after']).toBe('60');
    sim.pass(59_000);
    expect(await statusOf(sim, customer(ids.customer))).toBe(429);
    sim.pass(60_000);
    expect(await statusOf(sim, customer(ids.customer))).toBe(200);
  });

  it('answers one call in a minute where that is the limit', async () => {
    const sim = simulation({ 'throttle.perMinute': 1 });
    expect(await untilRefused(sim, customer(ids.customer))).toBe(1);
    expect((await sim.as().get(customer(ids.customer))).headers['retry-after']).toBe('60');
    sim.pass(60_000);
    expect(await statusOf(sim, customer(ids.customer))).toBe(200);
  });

  it('counts each partner, and each of its customers, by itself', async () => {
    const sim = simulation({ 'throttle.perMinute': 2 });
    expect(await untilRefused(sim, customer(ids.customer))).toBe(2);
    expect(await untilRefused(sim, `${customer(ids.customer.toUpperCase())}/orders`)).toBe(0);
    expect(await untilRefused(sim, customer(ids.other))).toBe(2);
    expect(await untilRefused(sim, '/v1/customers')).toBe(2);
    expect(await untilRefused(sim, '/v1/invoices', 'billing@direct')).toBe(0);
    expect(await untilRefused(sim, '/v1/customers', 'admin@provider')).toBe(2);
  });

  it('changes nothing, and a repeat of the call is no repeat of the refusal', async () => {
    const sim = simulation({ 'throttle.perMinute': 1 });
    const call = () =>
      sim
        .as()
        .post(`${customer(ids.customer)}/carts`)
        .set('MS-RequestId', 'c0ffee00-2222-4222-8222-000000000001')
        .send({ lineItems: [line()] });
    await statusOf(sim, customer(ids.customer));
    await expectNoEvents(sim, () => call().expect(429));
    sim.pass(120_000);
    await call().expect(201);
  });

  it('allows two validation events in a minute', async () => {
    const sim = simulation({ 'throttle.perMinute': 100 });
    const registration = '/webhooks/v1/registration';
    const body = { WebhookUrl: 'https://partner.example/hook', WebhookEvents: ['test-created'] };
    await sim.as().post(registration).send(body).expect(200);
    const validate = () => sim.as().post(`${registration}/validationEvents`);
    await validate().expect(200);
    await validate().expect(200);
    await validate().expect(429);
    sim.pass(60_000);
    await validate().expect(200);
  });
});
