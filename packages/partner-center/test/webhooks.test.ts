import { describe, expect, it, test } from 'vitest';
import { ids } from './support/fixtures.ts';
import { buy } from './support/purchase.ts';
import { envelope, expectNoEvents, type Simulation, simulation } from './support/simulation.ts';

const registration = '/webhooks/v1/registration';
const events = ['subscription-updated', 'test-created'];
const WebhookUrl = 'https://partner.example/hook';
const wanted = { WebhookUrl, WebhookEvents: events };

const registered = async (sim: Simulation, body: object = wanted) =>
  (await sim.as().post(registration).send(body).expect(200)).body;

/** What comes of the try that is due. */
function tried(sim: Simulation, outcome: { readonly status?: number; readonly failure?: string }): void {
  const [noticeId = ''] = sim.engine.state.noticesAhead.keys();
  sim.run({ type: 'RecordNoticeTry', noticeId, outcome });
}

describe('WHK-1: events', () => {
  it('are a bare list of names', async () => {
    const { body } = await simulation().as().get(`${registration}/events`).expect(200);
    expect(body).toEqual(expect.arrayContaining(['test-created', 'subscription-updated', 'invoice-ready']));
    expect(body).toContain('granular-admin-access-assignment-deleted');
  });
});

describe('WHK-2: registration', () => {
  it('is made, read without the subscriber, and replaced by another', async () => {
    const sim = simulation();
    const { body: none } = await sim.as().get(registration).expect(404);
    expect(none).toEqual(envelope(1000));
    const first = await registered(sim);
    expect(first).toEqual({ SubscriberId: expect.stringMatching(/^[0-9a-f-]{36}$/), ...wanted });
    expect((await sim.as().get(registration).expect(200)).body).toEqual(wanted);
    const other = { webhookUrl: 'http://127.0.0.1:9/hook', webhookEvents: ['INVOICE-READY'] };
    const { body: second } = await sim.as().put(registration).send(other).expect(200);
    expect(second).toEqual({
      ...{ SubscriberId: first.SubscriberId, WebhookUrl: other.webhookUrl },
      WebhookEvents: ['invoice-ready'],
    });
    expect((await sim.as().get(registration).expect(200)).body.WebhookEvents).toEqual(['invoice-ready']);
  });

  it('belongs to its partner alone', async () => {
    const sim = simulation();
    await registered(sim);
    await sim.as('admin@provider').get(registration).expect(404);
  });

  test.each(['global', 'billing', 'admin', 'sales', 'helpdesk', 'app'])('is open to %s', async (who) => {
    await simulation().as(`${who}@direct`).post(registration).send(wanted).expect(200);
  });

  test.each([
    [{ WebhookEvents: events }, 3000],
    [{ WebhookUrl }, 3000],
    [{ WebhookUrl, WebhookEvents: [] }, 3000],
    [{ WebhookUrl: 'partner.example/hook', WebhookEvents: events }, 3000],
    [{ WebhookUrl: 'ftp://partner.example/hook', WebhookEvents: events }, 3000],
    [{ WebhookUrl, WebhookEvents: ['order-created'] }, 800002],
  ])('%j is 400/%i and changes nothing', async (body, code) => {
    const sim = simulation();
    await expectNoEvents(sim, async () => {
      for (const method of ['post', 'put'] as const) {
        const answer = await sim.as()[method](registration).send(body).expect(400);
        expect(answer.body).toEqual(envelope(code));
      }
    });
  });
});

describe('WHK-3: validation events', () => {
  const send = async (sim: Simulation): Promise<string> =>
    (await sim.as().post(`${registration}/validationEvents`).expect(200)).body.correlationId;
  const result = (sim: Simulation, id: string) => sim.as().get(`${registration}/validationEvents/${id}`);

  it('have one result per try', async () => {
    const sim = simulation();
    await registered(sim);
    const correlationId = await send(sim);
    const { body: begun } = await result(sim, correlationId).expect(200);
    expect(begun).toEqual({
      ...{ correlationId, partnerId: ids.direct, status: 'inProgress' },
      ...{ callbackUrl: WebhookUrl, results: [] },
    });
    tried(sim, { failure: 'nobody there' });
    sim.advance('2026-01-05T09:00:30Z');
    tried(sim, { status: 500 });
    sim.advance('2026-01-05T09:01:30Z');
    tried(sim, { status: 200 });
    const { body } = await result(sim, correlationId).expect(200);
    expect(body.status).toBe('completed');
    expect(body.results).toEqual([
      {
        ...{ responseCode: '', responseMessage: 'nobody there', systemError: true },
        dateTimeUtc: '2026-01-05T09:00:00.000Z',
      },
      {
        ...{ responseCode: 'InternalServerError', responseMessage: '', systemError: false },
        dateTimeUtc: '2026-01-05T09:00:30.000Z',
      },
      {
        ...{ responseCode: 'OK', responseMessage: '', systemError: false },
        dateTimeUtc: '2026-01-05T09:01:30.000Z',
      },
    ]);
  });

  it('need a registration for test-created', async () => {
    const sim = simulation();
    const post = () => sim.as().post(`${registration}/validationEvents`).expect(400);
    expect((await post()).body).toEqual(envelope(3000));
    await registered(sim, { ...wanted, WebhookEvents: ['invoice-ready'] });
    expect((await post()).body).toEqual(envelope(3000));
  });

  it('can be read for seven days, by their partner alone', async () => {
    const sim = simulation();
    await registered(sim);
    const id = await send(sim);
    tried(sim, { status: 200 });
    await result(sim, id.toUpperCase()).expect(200);
    await sim.as('admin@provider').get(`${registration}/validationEvents/${id}`).expect(404);
    const { body } = await result(sim, ids.nobody).expect(404);
    expect(body).toEqual(envelope(1000));
    sim.advance('2026-01-12T08:59:59Z');
    await result(sim, id).expect(200);
    sim.advance('2026-01-12T09:00:00Z');
    await result(sim, id).expect(404);
  });
});

it('PC 8.2: what an event names as a subscription can be read there', async () => {
  const sim = simulation();
  await registered(sim);
  const { subscription } = await buy(sim);
  const [notice] = sim.engine.state.noticesAhead.values();
  const named = await sim
    .as()
    .get(notice?.resourcePath ?? '')
    .expect(200);
  expect(named.body).toEqual((await sim.as().get(subscription).expect(200)).body);
});
