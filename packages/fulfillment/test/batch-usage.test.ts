import { expect, test } from 'vitest';
import { changingNothing, unknownId } from './support/api.ts';
import { beams } from './support/catalog.ts';
import { badArgument, metered } from './support/metered.ts';

test('M2: each event is judged by itself, in its order (SF 6.3)', async () => {
  const world = metered();
  const { body } = await world
    .batch([
      world.event({ quantity: 4 }),
      world.event({ effectiveStartTime: '2026-01-28T08:00:00Z', quantity: 9 }),
      world.event({ resourceId: unknownId }),
      world.event({ effectiveStartTime: '2026-01-31T10:29:00Z', quantity: 2 }),
      world.event({ planId: undefined }),
    ])
    .expect(200);
  expect(body.count).toBe(5);
  const [accepted, expired, unknown, duplicate, incomplete] = body.result;
  expect(accepted).toMatchObject({ status: 'Accepted', quantity: 4, usageEventId: expect.any(String) });
  expect(expired).toEqual({
    status: 'Expired',
    messageTime: '2026-01-31T10:30:00Z',
    error: badArgument('effectiveStartTime'),
    resourceId: world.id,
    quantity: 9,
    dimension: 'pings',
    effectiveStartTime: '2026-01-28T08:00:00Z',
    planId: 'shore',
  });
  expect(unknown).toMatchObject({ status: 'ResourceNotFound', error: badArgument('resourceId') });
  expect(duplicate).toMatchObject({
    status: 'Duplicate',
    quantity: 2,
    error: {
      additionalInfo: { acceptedMessage: { ...accepted, status: 'Duplicate' } },
      message: 'This usage event already exist.',
      code: 'Conflict',
    },
  });
  expect(incomplete).toMatchObject({ status: 'BadArgument', error: badArgument('PlanId') });
  expect(incomplete).not.toHaveProperty('planId');
});

test('a batch of which nothing is accepted is 200 and changes nothing (SF 6.3)', async () => {
  const world = metered();
  const sent = [world.event({ quantity: 0 }), world.event({ dimension: 'echoes' }), {}];
  const { body } = await changingNothing(world, () => world.batch(sent).expect(200));
  expect(body.result.map(({ status }: { status: string }) => status)).toEqual([
    'InvalidQuantity',
    'InvalidDimension',
    'BadArgument',
  ]);
});

test('a batch has 1 to 25 events (MET-05)', async () => {
  const world = metered();
  const many = Array.from({ length: 26 }, () => world.event());
  for (const sent of [[], many]) {
    const { body } = await changingNothing(world, () => world.batch(sent).expect(400));
    expect(body).toEqual(badArgument('request'));
  }
  await world.batch(many.slice(1)).expect(200);
});

test('a batch that cannot be read is refused as a whole', async () => {
  const world = metered();
  const sent = [world.event(), world.event({ quantity: '5', effectiveStartTime: '2026-01-31T09:30:00Z' })];
  const { body } = await changingNothing(world, () => world.batch(sent).expect(400));
  expect(body).toEqual(badArgument('request[1].quantity'));
});

test("C39: another publisher's resource spoils its own event, or the whole batch", async () => {
  for (const setting of ['item', 'whole'] as const) {
    const world = metered({ 'metering.foreignBatch': setting });
    const foreign = world.buyActive({ offer: beams });
    const { id: _, ...managed } = { id: 0, ...world.event({ resourceId: undefined, resourceUri: '/x' }) };
    for (const other of [world.event({ resourceId: foreign, planId: 'lamp' }), managed]) {
      const sent = [world.event({ resourceId: unknownId }), other];
      const error = { message: 'Client is not authorized for this usage resource.', code: 'Forbidden' };
      const call = world.batch(sent);
      if (setting === 'whole') expect((await call.expect(403)).body).toEqual(error);
      else {
        const { result } = (await call.expect(200)).body;
        expect(result[1]).toMatchObject({ status: 'ResourceNotAuthorized', error });
      }
    }
  }
});
