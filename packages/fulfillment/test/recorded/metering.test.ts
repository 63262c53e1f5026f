import { describe, expect, test } from 'vitest';
import { unknownId } from '../support/api.ts';
import { soundings } from '../support/catalog.ts';
import { badArgument, metered } from '../support/metered.ts';

const late = 'The effective time provided is has expired or is in future.';
const gone = 'The resourceId value provided cannot be found or this resource is not active.';

const causes = [
  ['older than 24 h', { effectiveStartTime: '2026-01-30T10:29:59Z' }, 'Expired', 'effectiveStartTime', late],
  ['in the future', { effectiveStartTime: '2026-01-31T10:30:01Z' }, 'Expired', 'effectiveStartTime', late],
  ['of an id that is unknown', { resourceId: unknownId }, 'ResourceNotFound', 'resourceId', gone],
  [
    'of a dimension that the plan has not',
    { dimension: 'echoes' },
    'InvalidDimension',
    'dimension',
    'The payload dimension is invalid.',
  ],
] as const;

describe('a report of use', () => {
  test('[R] SF 6.2: the service adds the resourceUri of a SaaS resource', async () => {
    const world = metered();
    const { body } = await world.report(world.event()).expect(200);
    expect(body.resourceUri).toMatch(
      /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.SaaS\/resources\/Sonar pilot$/,
    );
  });

  test.each(causes)(
    '[R] SF 6.2: use %s is 400 in the frame of all causes',
    async (_, detail, __, target, message) => {
      const world = metered();
      const { body } = await world.report(world.event(detail)).expect(400);
      expect(body).toEqual(badArgument(target, message));
      expect(Object.keys(body)).toEqual(['message', 'target', 'code', 'details']);
    },
  );

  test('[R] SF 6.2: use of what is not active has the words of what cannot be found', async () => {
    const world = metered();
    const resourceId = world.buy({ offer: soundings });
    const { body } = await world.report(world.event({ resourceId })).expect(400);
    expect(body).toEqual(badArgument('resourceId', gone));
  });

  test('[R] SF 6.2: the same hour again is 409, its members in the recorded order', async () => {
    const world = metered();
    const { body: accepted } = await world.report(world.event({ quantity: 37.5 })).expect(200);
    const again = world.event({ quantity: 2, effectiveStartTime: '2026-01-31T10:20:00Z' });
    const { body, text } = await world.report(again).expect(409);
    expect(body).toEqual({
      additionalInfo: { acceptedMessage: { ...accepted, status: 'Duplicate' } },
      message: 'This usage event already exist.',
      code: 'Conflict',
    });
    expect(text).toContain('}},"message"');
  });
});

describe('a batch', () => {
  test.each(causes)(
    '[R] SF 6.2: of use %s it says so in `status`',
    async (_, detail, status, target, message) => {
      const world = metered();
      const { body } = await world.batch([world.event(detail)]).expect(200);
      expect(body.result).toMatchObject([{ status, error: badArgument(target, message) }]);
      expect(body.result[0]).not.toHaveProperty('usageEventId');
    },
  );

  test('[R] SF 6.2: of the same hour it says Duplicate, and messageTime is when it was judged', async () => {
    const world = metered();
    await world.report(world.event()).expect(200);
    world.advanceTo('2026-01-31T10:45:00.250Z');
    const { body } = await world.batch([world.event()]).expect(200);
    expect(body.result).toMatchObject([{ status: 'Duplicate', messageTime: '2026-01-31T10:45:00.25Z' }]);
  });
});

describe('the list of use', () => {
  test('[R] SF 6.4: is a bare array with the newest day first', async () => {
    const world = metered({}, '2026-02-01T09:00:00Z');
    for (const effectiveStartTime of ['2026-01-31T10:00:00Z', '2026-02-01T08:00:00Z'])
      await world.report(world.event({ effectiveStartTime })).expect(200);
    const { body } = await world.usage('usageStartDate=2026-01-01').expect(200);
    expect(body).toMatchObject([
      { usageDate: '2026-02-01T00:00:00Z' },
      { usageDate: '2026-01-31T00:00:00Z' },
    ]);
  });

  test('[R] SF 6.4: what is Submitted has no processedQuantity yet, and no names', async () => {
    const world = metered();
    await world.report(world.event({ quantity: 41.5 })).expect(200);
    const { body } = await world.usage('usageStartDate=2026-01-01').expect(200);
    expect(body).toMatchObject([
      {
        ...{ reconStatus: 'Submitted', submittedQuantity: 41.5, processedQuantity: 0, submittedCount: 1 },
        ...{ planName: '', offerName: '', offerType: 'SaaS' },
      },
    ]);
  });
});
