import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { callFailure } from '../src/fetch-failure.ts';
import { createEndedParcels } from '../src/outbox/ended-parcels.ts';
import type { Parcel } from '../src/outbox/parcel.ts';
import { createUnderway } from '../src/outbox/underway.ts';
import { started } from './support/running.ts';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

const isv = { authorization: 'Bearer dev-publisher' } as const;

describe('SF 3.2: an answer that was taken counts', () => {
  test.each(['Success', 'Failure'])(
    'no time to answer: %s after the reply is late and says so, in an advance too',
    async (answer) => {
      const at = await told({ settings: { 'op.ackTimeout': 'PT0S', 'clock.realGrace': 'PT0.2S' } });
      const id = at.buyActive();
      const statuses: number[] = [];
      at.receiver.answer = async ({ payload }, response) => {
        response.writeHead(200).end();
        await until(() => at.engine.state.deliveriesAhead.size === 0);
        statuses.push((await at.patch(payload, answer)).status);
      };
      await at.post('/_sim/deliveries/hold');
      await at.setQuantity(id, 12);
      await at.post('/_sim/deliveries/release');
      await until(() => statuses.length > 0);
      expect([statuses, at.subscription(id).quantity]).toEqual([[409], 12]);
    },
  );

  test.each(['frozen', 'live'] as const)(
    'no time to answer: one that comes before the reply is in time (%s)',
    async (clock) => {
      const at = await told({ clock, settings: { 'op.ackTimeout': 'PT0S' } });
      const id = at.buyActive();
      at.receiver.answer = async ({ payload }, response) => {
        expect((await at.patch(payload, 'Failure')).status).toBe(200);
        response.writeHead(200).end();
      };
      expect((await at.setQuantity(id, 12)).status).toBe(400);
      await at.advance('PT1S');
      expect(at.subscription(id).quantity).toBe(10);
    },
  );

  test('Success before the reply, and then a reply that refuses: what was said first counts', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = async ({ payload }, response) => {
      expect((await at.patch(payload, 'Success')).status).toBe(200);
      response.writeHead(400).end();
    };
    expect(await at.setQuantity(id, 12)).toMatchObject({ status: 200, body: { quantity: 12 } });
    expect(await at.deliveries()).toMatchObject([{ state: 'refused' }]);
    expect(at.world.outbox.parts.answers.hasHeld()).toBe(false);
    at.receiver.answer = async ({ payload }, response) => {
      expect((await at.patch(payload, 'Success')).status).toBe(200);
      response.writeHead(400).end();
    };
    await at.post('/_sim/deliveries/hold');
    await at.setQuantity(id, 14);
    await at.post('/_sim/deliveries/release');
    expect(at.subscription(id).quantity).toBe(14);
  });

  test('a reply that comes when the time for delivering is over, in a live world: the answer before it counts', async () => {
    const at = await told({ clock: 'live', settings: { 'op.deliveryTimeout': 'PT1S' } });
    const id = at.buyActive();
    at.receiver.answer = async ({ payload }, response) => {
      expect((await at.patch(payload, 'Success')).status).toBe(200);
      const [delivery] = at.engine.state.deliveries.values();
      await until(() => at.world.clock.view().now > (delivery?.giveUpAt ?? ''));
      response.writeHead(200).end();
    };
    expect((await at.setQuantity(id, 12)).status).toBe(200);
    await until(async () => (await at.deliveries())[0]?.['state'] !== 'sending');
    expect(at.subscription(id).quantity).toBe(12);
  });
});

test('QTY-08: where there is no time to answer, none is waited for', async () => {
  const at = await told({ settings: { 'op.ackTimeout': 'PT0S', 'clock.realGrace': 'P1D' } });
  const id = at.buyActive();
  at.receiver.answer = (_, response) => response.writeHead(200).end();
  at.world.outbox.handling.hold({});
  void at.setQuantity(id, 12);
  await until(() => at.engine.state.deliveriesAhead.size === 1);
  expect((await at.post('/_sim/deliveries/release')).body.deliveries).toMatchObject({ accepted: 1 });
  expect(at.subscription(id).quantity).toBe(12);
});

describe('clock.realGrace: a publisher that has no more to say', () => {
  test.each(['one', 'all'] as const)(
    'and says so before its reply is not waited for (%s of its operations)',
    async (which) => {
      const at = await told({ settings: { 'clock.realGrace': 'P1D' } });
      const id = at.buyActive();
      at.receiver.answer = async ({ payload }, response) => {
        const body = which === 'one' ? { operationId: payload.id } : undefined;
        expect((await at.post('/_sim/publisher/idle', body, { headers: isv })).status).toBe(204);
        response.writeHead(200).end();
      };
      await at.post('/_sim/deliveries/hold');
      await at.setQuantity(id, 12);
      const released = await at.post('/_sim/deliveries/release');
      expect(released.body.deliveries).toMatchObject({ accepted: 1 });
    },
  );

  test('holds for one try only', async () => {
    const at = await told();
    const id = at.buyActive();
    at.receiver.answer = async ({ payload }, response) => {
      await at.quietly(payload);
      response.writeHead(500).end();
    };
    await at.setQuantity(id, 12);
    at.receiver.answer = async ({ payload }, response) => {
      response.writeHead(200).end();
      await until(() => at.engine.state.deliveriesAhead.size === 0);
      await at.patch(payload, 'Failure');
    };
    await at.advance('P1D');
    expect(at.subscription(id).quantity).toBe(10);
  });
});

test('SF 4.1: an answer without end is read as far as anybody wants to see it', async () => {
  const at = await told();
  const id = at.buyActive();
  let sent = 0;
  at.receiver.answer = async (_, response) => {
    const chunk = 'x'.repeat(65_536);
    response.writeHead(200);
    const closed = once(response, 'close');
    while (!response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) await Promise.race([once(response, 'drain'), closed]);
    }
  };
  await at.setStatus(id, 'suspended');
  await until(async () => (await at.deliveries())[0]?.['state'] === 'accepted');
  const [listed] = await at.deliveries();
  const { attempts } = await at.delivery(String(listed?.['id']));
  expect(String(attempts[0]?.['answer'])).toHaveLength(2000);
  expect(sent).toBeLessThan(50_000_000);
});

test('GEN-03: what was left alone counts no tries after its operation had ended', async () => {
  const at = await told({ ownPublisher: { webhookUrl: 'http://127.0.0.1:1/webhook' } });
  const id = at.buyActive();
  const off = { type: 'SetAutoRenew', autoRenew: false } as const;
  at.engine.execute({ type: 'ChangeSubscription', subscriptionId: id, changes: [off] });
  await at.advance('P30DT14H');
  await at.setQuantity(id, 12);
  const { body } = await at.advance('P2D');
  const [asked, ended] = await at.deliveries(`?subscriptionId=${id}`);
  expect(asked).toMatchObject({
    action: 'ChangeQuantity',
    state: 'cancelled',
    queuedAt: '2026-02-04T23:00:00.000Z',
  });
  // An hour has 62 and a half times 57.6 seconds; the first try is at its beginning.
  expect([asked?.['tried'], ended?.['tried']]).toEqual([63, 500]);
  expect(body.notSent).toMatchObject([{ publisherId: 'publisher-1', deliveries: 2, attempts: 59 + 500 }]);
});

test.each([
  ['/_sim/deliveries/hold', { subscription: 'x' }, 'subscription'],
  ['/_sim/deliveries/release', { publisher: 'x' }, 'publisher'],
  ['/_sim/clock/advance', { by: 'P1D', wiat: false }, 'wiat'],
  ['/_sim/worlds', { name: 'typo', settigns: {} }, 'settigns'],
  ['/_sim/worlds/default/snapshots', { name: 'x' }, 'name'],
])(
  '%s says that it does not know a member, for leaving one out means something: %j',
  async (path, body, member) => {
    const { post, get } = await started();
    const before = (await get('/_sim/clock')).body;
    expect(await post(path, body)).toMatchObject({
      status: 400,
      body: {
        error: {
          ...{ code: 'invalid', target: member },
          message: expect.stringContaining(`${member}: is not a known member`),
        },
      },
    });
    expect((await get('/_sim/clock')).body).toEqual(before);
  },
);

describe('what the transport keeps', () => {
  /** A delivery that is over, as often as wanted. */
  async function parcels(count: number): Promise<readonly Parcel[]> {
    const at = await told();
    await at.setStatus(at.buyActive(), 'suspended');
    await until(() => at.engine.state.deliveriesAhead.size === 0);
    const [like] = at.world.outbox.parts.parcels.all();
    if (!like) throw new Error('no delivery');
    return Array.from({ length: count }, (_, place) => ({
      ...like,
      ...{ place, batch: 1, attempts: [...like.attempts] },
      delivery: { ...like.delivery, id: `delivery ${place}` },
    }));
  }

  test('is bounded by tries as well as by deliveries: the oldest make room', async () => {
    const forgotten: string[] = [];
    const ended = createEndedParcels(({ delivery }) => forgotten.push(delivery.id));
    for (const parcel of await parcels(3)) {
      const [attempt] = parcel.attempts;
      if (attempt) parcel.attempts.push(...Array.from({ length: 20_000 }, () => attempt));
      ended.keep(parcel);
    }
    expect(forgotten).toEqual(['delivery 0']);
    expect([...ended.all()].map(({ delivery }) => delivery.id)).toEqual(['delivery 1', 'delivery 2']);
    const many = createEndedParcels(({ delivery }) => forgotten.push(delivery.id));
    for (const parcel of await parcels(10_001)) many.keep(parcel);
    expect(forgotten).toEqual(['delivery 0', 'delivery 0']);
  });

  test('SF 4.5: replies to what one turn brought about are written down in its order, whichever comes first', async () => {
    const written: string[] = [];
    const underway = createUnderway(({ delivery }) => written.push(delivery.id));
    const [first, second, third] = await parcels(3);
    if (!first || !second || !third) throw new Error('no deliveries');
    for (const parcel of [first, second, third]) underway.add(parcel);
    const ok = { kind: 'answered', status: 200, text: '' } as const;
    underway.answered(third, ok);
    underway.answered(second, ok);
    expect([written, underway.size]).toEqual([[], 3]);
    underway.drop(first);
    expect([written, underway.size]).toEqual([['delivery 1', 'delivery 2'], 0]);
  });
});

test.each([
  ['one address', new Error('connect ECONNREFUSED 127.0.0.1:9')],
  ['several, as localhost has', new AggregateError([new Error('connect ECONNREFUSED ::1:9')], '')],
])('SF 4.5: the log says why nobody could be reached at %s', (_, cause) => {
  expect(callFailure(new TypeError('fetch failed', { cause }))).toMatch(/^connect ECONNREFUSED \S+:9$/);
});
