import { describe, expect, test } from 'vitest';
import { status } from './support/receiver.ts';
import { type Told, told } from './support/told.ts';

const operationStatus = ({ engine }: Told, id: string): string | undefined =>
  engine.state.operations.get(id)?.status;

describe('SF 4.4: a change by the partner, which the publisher may refuse', () => {
  test('2xx, then Success: the partner hears 200 with the new quantity', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = async ({ payload }, response) => {
      response.writeHead(200).end();
      expect((await at.patch(payload, 'Success')).status).toBe(200);
    };
    const answer = await at.setQuantity(id, 12);
    expect([answer.status, answer.body.quantity]).toEqual([200, 12]);
    expect(at.receiver.calls).toMatchObject([
      { payload: { action: 'ChangeQuantity', quantity: 12, status: 'InProgress' } },
    ]);
    expect(await at.deliveries()).toMatchObject([{ state: 'accepted', tried: 1, lastStatus: 200 }]);
  });

  test('2xx, then Failure: the partner hears that the publisher did not agree', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = async ({ payload }, response) => {
      response.writeHead(200).end();
      await at.patch(payload, 'Failure');
    };
    const answer = await at.setQuantity(id, 12);
    expect([answer.status, answer.body.code]).toEqual([400, 900280]);
    expect(at.subscription(id).quantity).toBe(10);
  });

  test('4xx: refused, and not tried again', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = status(400);
    expect((await at.setQuantity(id, 12)).status).toBe(400);
    await at.advance('P1D');
    expect(at.receiver.calls).toHaveLength(1);
    expect(await at.deliveries()).toMatchObject([{ state: 'refused', lastStatus: 400 }]);
  });

  test('2xx and silence: 202 once the publisher says that nothing comes, consent after ten seconds of world time', async () => {
    const at = await told();
    const id = at.buyActive();
    expect((await at.setQuantity(id, 12)).status).toBe(202);
    await at.advance('PT9.999S');
    expect(at.subscription(id).quantity).toBe(10);
    await at.advance('PT0.001S');
    expect(at.subscription(id).quantity).toBe(12);
  });

  test('a late answer is 409, a second one too, and one of nobody is 404', async () => {
    const at = await told({ settings: { 'clock.realGrace': 'PT0S' } });
    const id = at.buyActive();
    void at.setQuantity(id, 12);
    await at.receiver.came(1);
    const [call] = at.receiver.calls;
    if (!call) throw new Error('no call');
    await at.advance('PT10S');
    expect(operationStatus(at, call.payload.id)).toBe('Succeeded');
    expect((await at.patch(call.payload, 'Failure')).status).toBe(409);
    expect((await at.patch({ ...call.payload, id: crypto.randomUUID() }, 'Success')).status).toBe(404);
    expect(at.subscription(id).quantity).toBe(12);
  });

  test('an answer twice: the first one counts', async () => {
    const at = await told();
    const id = at.buyActive();
    const statuses: number[] = [];
    at.receiver.answer = async ({ payload }, response) => {
      response.writeHead(200).end();
      statuses.push((await at.patch(payload, 'Success')).status, (await at.patch(payload, 'Failure')).status);
    };
    await at.setQuantity(id, 12);
    await expect.poll(() => statuses).toEqual([200, 409]);
    expect(at.subscription(id).quantity).toBe(12);
  });

  test.each([
    ['accept', 200, 12],
    ['409', 409, 10],
  ] as const)(
    'F20, ops.patchBeforeReply = %s: an answer before the reply gets %i',
    async (setting, wanted, quantity) => {
      const at = await told({ settings: { 'ops.patchBeforeReply': setting } });
      const id = at.buyActive();
      at.receiver.answer = async ({ payload }, response) => {
        expect((await at.patch(payload, 'Success')).status).toBe(wanted);
        expect(at.subscription(id).quantity).toBe(10);
        response.writeHead(quantity === 12 ? 200 : 400).end();
      };
      await at.setQuantity(id, 12);
      expect(at.subscription(id).quantity).toBe(quantity);
    },
  );

  test.each([
    ['3xx, which is not followed', status(302, { location: '/elsewhere' }), 302],
    ['5xx', status(503), 503],
    ['a body that is no answer', status(500, { 'content-type': 'text/html' }, '<h1>gone</h1>'), 500],
  ])('%s: tried again as time passes', async (_, answer, code) => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = answer;
    expect((await at.setQuantity(id, 12)).status).toBe(202);
    expect(await at.deliveries()).toMatchObject([{ state: 'waiting', tried: 1, lastStatus: code }]);
    at.receiver.answer = at.quiet;
    await at.advance('PT57.6S');
    expect(await at.deliveries()).toMatchObject([{ state: 'accepted', tried: 2 }]);
    await at.advance('PT10S');
    expect(at.subscription(id).quantity).toBe(12);
    expect(at.receiver.calls.map(({ url }) => url)).toEqual(['/webhook', '/webhook']);
  });

  test('a reset connection and an answer that never comes say why in the log', async () => {
    const at = await told({ settings: { 'webhook.realTimeout': 'PT0.05S' } });
    const id = at.buyActive();
    at.receiver.answer = (_, response) => response.destroy();
    await at.setQuantity(id, 12);
    at.receiver.answer = () => undefined;
    await at.advance('PT58S');
    const [listed] = await at.deliveries();
    const { attempts } = await at.delivery(String(listed?.['id']));
    expect(attempts).toMatchObject([
      { number: 1, error: expect.stringMatching(/socket|other side|reset/i) },
      { number: 2, error: 'no answer within 50 ms' },
    ]);
  });

  test('nobody listens: after eight hours the change has failed', async () => {
    const at = await told({ ownPublisher: { webhookUrl: 'http://127.0.0.1:1/webhook' } });
    const id = at.buyActive();
    expect((await at.setQuantity(id, 12)).status).toBe(202);
    const { body } = await at.advance('PT8H');
    expect(body).toMatchObject({
      reached: 'target',
      deliveries: { sent: 3, exhausted: 1 },
      notSent: [{ publisherId: 'publisher-1', deliveries: 1, attempts: 496 }],
    });
    expect(at.subscription(id)).toMatchObject({ quantity: 10 });
    expect(await at.deliveries()).toMatchObject([{ state: 'exhausted', tried: 500 }]);
  });

  test('the end of the operation ends its retries', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = status(500);
    await at.setQuantity(id, 12);
    at.receiver.answer = at.quiet;
    await at.setStatus(id, 'deleted');
    await expect.poll(() => at.receiver.actions()).toEqual(['ChangeQuantity', 'Unsubscribe']);
    await expect
      .poll(() => at.deliveries())
      .toMatchObject([
        { action: 'ChangeQuantity', state: 'cancelled' },
        { action: 'Unsubscribe', state: 'accepted' },
      ]);
    await at.advance('P1D');
    expect(at.receiver.calls).toHaveLength(2);
  });
});

describe('keeping back', () => {
  test('what was kept back for an hour and then fails falls into its rhythm: one call, not one for each missed', async () => {
    const at = await told();
    const id = at.buyActive();
    await at.post('/_sim/deliveries/hold');
    await at.setStatus(id, 'suspended');
    await at.advance('PT1H');
    at.receiver.answer = status(500);
    await at.post('/_sim/deliveries/release');
    expect(at.receiver.calls).toHaveLength(1);
    expect(await at.deliveries()).toMatchObject([
      { state: 'waiting', tried: 63, nextTryAt: '2026-01-05T10:00:28.800Z' },
    ]);
  });

  test('a webhook is known by the id of its operation, too', async () => {
    const at = await told();
    const id = at.buyActive();
    await at.setQuantity(id, 12);
    const [listed] = await at.deliveries();
    expect(await at.delivery(String(listed?.['operationId']))).toMatchObject({ id: listed?.['id'] });
    const { body } = await at.post('/_sim/deliveries/hold', { deliveryId: listed?.['operationId'] });
    expect(body.holds).toEqual([{ deliveryId: listed?.['id'] }]);
  });

  test.each([
    ['deliveryId', 'deliveryUnknown'],
    ['subscriptionId', 'subscriptionNotFound'],
    ['publisherId', 'publisherNotFound'],
  ])('what is not there cannot be held or released: %s', async (member, code) => {
    const at = await told();
    for (const act of ['hold', 'release']) {
      const answer = await at.post(`/_sim/deliveries/${act}`, { [member]: 'nobody' });
      expect(answer).toMatchObject({ status: 404, body: { error: { code } } });
    }
    expect((await at.post('/_sim/deliveries/hold', { publisherId: 'publisher-1' })).body.holds).toEqual([
      { publisherId: 'publisher-1' },
    ]);
  });
});

describe('what publishers say can be seen beside the delivery', () => {
  test('twice, for somebody else’s operation, and nonsense', async () => {
    const at = await told();
    const id = at.buyActive();
    const stranger = { authorization: 'Bearer dev-publisher.publisher-2' };
    at.receiver.answer = async ({ payload }, response) => {
      response.writeHead(200).end();
      const path = `/api/saas/subscriptions/${payload.subscriptionId}/operations/${payload.id}?api-version=2018-08-31`;
      expect((await at.call('PATCH', path, { headers: stranger, body: { status: 'Failure' } })).status).toBe(
        403,
      );
      expect((await at.patch(payload, '')).status).toBe(400);
      expect((await at.patch(payload, 'Success')).status).toBe(200);
      expect((await at.patch(payload, 'Failure')).status).toBe(409);
    };
    await at.setQuantity(id, 12);
    const [listed] = await at.deliveries();
    await expect
      .poll(async () => (await at.delivery(String(listed?.['id'])))['answers'])
      .toEqual([
        { at: '2026-01-05T09:00:00.000Z', publisherId: 'publisher-2', outcome: 'subscriptionForeign' },
        {
          at: '2026-01-05T09:00:00.000Z',
          publisherId: 'publisher-1',
          status: '',
          outcome: 'operationStatusInvalid',
        },
        { at: '2026-01-05T09:00:00.000Z', publisherId: 'publisher-1', status: 'Success', outcome: 'taken' },
        {
          at: '2026-01-05T09:00:00.000Z',
          publisherId: 'publisher-1',
          status: 'Failure',
          outcome: 'operationClosed',
        },
      ]);
    const { number } = (await at.get('/_sim/requests?status=4xx')).body.requests.at(-1);
    const { chapters } = (await at.get(`/_sim/explain/requests/${number}`)).body;
    expect(chapters.at(-1).sentences[0].text).toContain(
      "The publisher's own PATCH with Success of 2026-01-05 09:00 UTC ended it as Succeeded: quantity 12",
    );
  });
});

describe('SF 4.2: notices', () => {
  test('a suspension and its end, a renewal, a cancellation: full payloads, one after another', async () => {
    const at = await told();
    const id = at.buyActive();
    await at.setStatus(id, 'suspended');
    await at.setStatus(id, 'active');
    await at.advance('P1M');
    await at.setStatus(id, 'deleted');
    await at.advance('P1M');
    expect(at.receiver.calls.map(({ payload }) => [payload.action, payload['status']])).toEqual([
      ['Suspend', 'Succeeded'],
      ['Reinstate', 'InProgress'],
      ['Renew', 'Succeeded'],
      ['Unsubscribe', 'Succeeded'],
    ]);
  });

  test('4xx to a notice is a failure that is repeated; the marketplace does not take it back', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = status(404);
    await at.setStatus(id, 'suspended');
    await expect.poll(() => at.deliveries()).toMatchObject([{ state: 'waiting', lastStatus: 404 }]);
    at.receiver.answer = at.quiet;
    await at.advance('PT1M');
    expect(await at.deliveries()).toMatchObject([{ state: 'accepted', tried: 2 }]);
    expect(at.subscription(id)).toMatchObject({ suspension: { cause: 'partner' } });
  });

  test('first tries go in order, and a failed one does not hold up the next', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = (call, response) =>
      response.writeHead(call.payload.action === 'Suspend' ? 500 : 200).end();
    await at.setStatus(id, 'suspended');
    await at.setStatus(id, 'deleted');
    await at.advance('P2M');
    await expect.poll(() => at.receiver.actions().slice(0, 2)).toEqual(['Suspend', 'Unsubscribe']);
  });
});
