import { describe, expect, test } from 'vitest';
import { buyActive, customerIn } from './support/purchase.ts';
import { type Caller, started } from './support/running.ts';

const agentIn = (world: string) => ({ authorization: `Bearer dev-admin-agent@${world}` });

interface Desk {
  readonly events: readonly {
    readonly subscriptionId: string;
    readonly action: string;
    readonly verified: boolean;
  }[];
}

const desk = async ({ simulator }: Caller, world: string): Promise<Desk> => {
  const response = await fetch(`${simulator.publisherUrl}/${world}/publisher-1/events`);
  return JSON.parse(await response.text());
};

const behave = ({ simulator }: Caller, world: string, behaviour: string) =>
  fetch(`${simulator.publisherUrl}/${world}/publisher-1/behaviour`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ behaviour }),
  });

async function change(at: Caller, world: string, quantity: number) {
  const { engine, ...made } = await at.simulator.worlds.require(world);
  const customerId = customerIn(made, 'customer-1');
  const id = buyActive(engine, { customerId, planId: 'standard', quantity: 10 });
  const path = `/v1/customers/${customerId}/subscriptions/${id}`;
  const answer = await at.call('PATCH', path, { headers: agentIn(world), body: { quantity } });
  return { id, status: answer.status, quantity: engine.state.subscriptions.get(id)?.quantity };
}

describe('the mock publisher', () => {
  test('hears, verifies and agrees; the activation link leads to its landing page', async () => {
    const at = await started({ mockPublisher: { port: 0 } });
    await at.post('/_sim/worlds', { name: 'one' });
    const { id, status, quantity } = await change(at, 'one', 12);
    expect([status, quantity]).toEqual([200, 12]);
    expect((await desk(at, 'one')).events).toMatchObject([
      { subscriptionId: id, action: 'ChangeQuantity', verified: true },
    ]);
    const { customerId, orderId } = (await at.simulator.engine('one')).state.subscriptions.get(id) ?? {};
    const links = await at.get(`/v1/customers/${customerId}/orders/${orderId}/lineitems/0/activationlinks`, {
      headers: agentIn('one'),
    });
    const landing = await fetch(links.body.items[0].link.uri);
    expect(landing.status).toBe(200);
    expect(links.body.items[0].link.uri).toContain(
      `${at.simulator.publisherUrl}/one/publisher-1/landing?token=`,
    );
    expect(await landing.text()).toContain('Manage your subscription');
  });

  test('is where the catalog says', async () => {
    const at = await started({ mockPublisher: { port: 0 } });
    const { status, body } = await at.get('/_sim/catalog');
    expect(status).toBe(200);
    const page = `${at.simulator.publisherUrl}/default/publisher-1`;
    expect(body.offers[0]).toMatchObject({
      landingPageUrl: `${page}/landing`,
      webhookUrl: `${page}/webhook`,
    });
  });

  test.each([
    ['reject', 400, 10],
    ['refuse', 400, 10],
    ['acknowledgeEarly', 200, 12],
    ['silent', 202, 10],
    ['acknowledgeLate', 202, 10],
    ['error', 202, 10],
  ])('%s: the partner hears %i', async (behaviour, status, quantity) => {
    const at = await started({ mockPublisher: { port: 0 } });
    expect((await behave(at, 'default', behaviour)).status).toBe(200);
    expect(await change(at, 'default', 12)).toMatchObject({ status, quantity });
  });

  test.each([
    ['accept', 200, undefined, 12],
    ['reject', 409, 'publisherRefused', 10],
    ['refuse', 409, 'publisherRefused', 10],
  ])('CTL-23, QTY-08: %s: the portal answers %i', async (behaviour, status, code, quantity) => {
    const at = await started({ mockPublisher: { port: 0 } });
    const { engine, ...made } = await at.simulator.worlds.require();
    const customerId = customerIn(made, 'customer-1');
    const id = buyActive(engine, { customerId, planId: 'standard', quantity: 10 });
    await behave(at, 'default', behaviour);
    const path = `/_sim/portal/subscriptions/${id}`;
    const answer = await at.call('PATCH', path, { body: { quantity: 12 } });
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    expect((await at.get(path)).body.quantity).toBe(quantity);
  });

  test('verifies under auth.issuer=own, set from the start', async () => {
    const at = await started({ mockPublisher: { port: 0 } });
    await at.post('/_sim/worlds', { name: 'one', settings: { 'auth.issuer': 'own' } });
    expect(await change(at, 'one', 12)).toMatchObject({ status: 200, quantity: 12 });
    expect((await desk(at, 'one')).events).toMatchObject([{ verified: true }]);
  });

  test('verifies after auth.issuer has changed between webhooks, either way', async () => {
    const at = await started({ mockPublisher: { port: 0 } });
    for (const issuer of ['microsoft', 'own', 'microsoft']) {
      await at.call('PATCH', '/_sim/settings', { body: { 'auth.issuer': issuer } });
      expect(await change(at, 'default', 12)).toMatchObject({ status: 200, quantity: 12 });
    }
    const verified = (await desk(at, 'default')).events.map((event) => event.verified);
    expect(verified).toEqual([true, true, true]);
  });

  test('worlds do not hear of each other: many at once with one publisher', async () => {
    const at = await started({ mockPublisher: { port: 0 } });
    const names = Array.from({ length: 12 }, (_, i) => `world-${i}`);
    const bought = await Promise.all(
      names.map(async (name, i) => {
        await at.post('/_sim/worlds', { name, seed: i % 3 });
        if (i % 4 === 3) await behave(at, name, 'reject');
        const one = await change(at, name, 20 + i);
        await at.simulator.advance('P1M', name);
        return { name, ...one };
      }),
    );
    for (const [i, { name, id, status, quantity }] of bought.entries()) {
      const { events } = await desk(at, name);
      expect(
        events.map(({ action, subscriptionId, verified }) => [action, subscriptionId, verified]),
      ).toEqual([
        ['ChangeQuantity', id, true],
        ['Renew', id, true],
      ]);
      expect([status, quantity]).toEqual(i % 4 === 3 ? [400, 10] : [200, 20 + i]);
    }
  });

  test('a fork is told of its own events only, though it has the ids of the first', async () => {
    const at = await started({ mockPublisher: { port: 0 } });
    await change(at, 'default', 12);
    await at.post('/_sim/worlds/default/fork', { name: 'twin' });
    await at.simulator.advance('P1M', 'twin');
    expect((await desk(at, 'twin')).events.map(({ action }) => action)).toEqual(['Renew']);
    expect((await desk(at, 'default')).events.map(({ action }) => action)).toEqual(['ChangeQuantity']);
    await at.call('DELETE', '/_sim/worlds/twin');
    expect((await fetch(`${at.simulator.publisherUrl}/twin/publisher-1/events`)).status).toBe(404);
  });

  test('one that does not listen is told at the first world', async () => {
    const at = await started({ mockPublisher: { url: 'http://127.0.0.1:1' } });
    expect(await at.get('/_sim/clock')).toMatchObject({
      status: 502,
      body: { error: { code: 'publisherUnreachable' } },
    });
  });

  test('an address where something else answers 404 is told at the first world', async () => {
    const other = await started();
    const at = await started({ mockPublisher: { url: `${other.simulator.url}/nothing-here` } });
    expect(await at.get('/_sim/clock')).toMatchObject({
      status: 502,
      body: { error: { code: 'publisherUnreachable', message: expect.stringContaining('404') } },
    });
  });
});

test("the portal's links lead to its landing page as Partner Center's do", async () => {
  const at = await started({ mockPublisher: { port: 0 } });
  const bought = await at.post('/_sim/portal/purchases', {
    customer: 'customer-1',
    offerId: 'teamwork',
    planId: 'standard',
  });
  const again = await at.get(`/_sim/portal/subscriptions/${bought.body.id}/link`);
  for (const { body } of [bought, again]) {
    expect(body.link).toContain(`${at.simulator.publisherUrl}/default/publisher-1/landing?token=`);
    expect(await (await fetch(body.link)).text()).toContain('Configure your subscription');
  }
});

test('one publisher in two worlds hears in each of what happens there, and nothing else', async () => {
  const at = await started({ mockPublisher: { port: 0 } });
  for (const name of ['one', 'two']) await at.post('/_sim/worlds', { name });
  const [one, two] = [await change(at, 'one', 12), await change(at, 'two', 14)];
  const heard = async (world: string) =>
    (await desk(at, world)).events.map(({ subscriptionId }) => subscriptionId);
  expect(await heard('one')).toEqual([one.id]);
  expect(await heard('two')).toEqual([two.id]);
  const seen = async (world: string, id: string) => {
    const headers = { authorization: `Bearer dev-publisher@${world}` };
    return (await at.get(`/api/saas/subscriptions/${id}?api-version=2018-08-31`, { headers })).status;
  };
  expect([await seen('one', one.id), await seen('one', two.id)]).toEqual([200, 404]);
  expect([await seen('two', two.id), await seen('two', one.id)]).toEqual([200, 404]);
});
