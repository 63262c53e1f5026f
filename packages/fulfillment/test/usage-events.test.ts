import { expect, test } from 'vitest';
import { beams, soundings } from './support/catalog.ts';
import { badArgument, type Metered, metered } from './support/metered.ts';

const rows = async (world: Metered, query = 'usageStartDate=2026-01-01'): Promise<readonly unknown[]> =>
  (await world.usage(query).expect(200)).body;

test('M3: the use of a day is one row until it is processed (SF 6.4)', async () => {
  const world = metered();
  await world.report(world.event({ quantity: 37.5 })).expect(200);
  await world.report(world.event({ quantity: 4, effectiveStartTime: '2026-01-31T09:30:00Z' })).expect(200);
  const row = {
    usageDate: '2026-01-31T00:00:00Z',
    usageResourceId: world.id,
    dimension: 'pings',
    planId: 'shore',
    planName: '',
    offerId: 'soundings',
    offerName: '',
    offerType: 'SaaS',
    azureSubscriptionId: expect.any(String),
    reconStatus: 'Submitted',
    submittedQuantity: 41.5,
    processedQuantity: 0,
    submittedCount: 2,
  };
  world.advanceTo('2026-02-01T10:29:59.999Z');
  expect(await rows(world)).toEqual([row]);
  world.advanceTo('2026-02-01T10:30:00Z');
  expect(await rows(world)).toEqual([
    {
      ...row,
      reconStatus: 'Accepted',
      processedQuantity: 41.5,
      planName: 'Shore',
      offerName: 'soundings',
    },
  ]);
});

test('its Azure subscription is the one of the resource', async () => {
  const world = metered();
  const { body } = await world.report(world.event()).expect(200);
  const [row] = await rows(world);
  const { azureSubscriptionId } = Object(row);
  expect(body.resourceUri).toContain(`/subscriptions/${azureSubscriptionId}/`);
});

test('M3: without a delay it is processed at once', async () => {
  const world = metered({ 'metering.reconDelay': 'PT0S' });
  await world.report(world.event()).expect(200);
  expect(await rows(world)).toMatchObject([{ reconStatus: 'Accepted' }]);
});

test('M3: newest day first, narrowed by dates that both belong to it and by every other filter', async () => {
  const world = metered({}, '2026-02-02T10:30:00Z');
  const other = world.buyActive({ offer: soundings, planId: 'abyss' });
  for (const effectiveStartTime of ['2026-02-01T12:00:00Z', '2026-02-02T10:00:00Z'])
    await world.report(world.event({ effectiveStartTime })).expect(200);
  const now = { effectiveStartTime: '2026-02-02T10:30:00Z', resourceId: other, planId: 'abyss' };
  await world.report(world.event(now)).expect(200);
  const days = async (query: string): Promise<readonly string[]> =>
    (await rows(world, query)).map((row) => `${Object(row).usageDate.slice(8, 10)} ${Object(row).planId}`);
  expect(await days('usageStartDate=2026-02-01')).toEqual(['02 shore', '02 abyss', '01 shore']);
  expect(await days('usageStartDate=2026-02-02T23:00:00Z')).toEqual(['02 shore', '02 abyss']);
  expect(await days('USAGESTARTDATE=2026-02-01&usageEndDate=2026-02-01')).toEqual(['01 shore']);
  expect(await days('usageStartDate=2026-02-01&planId=abyss')).toEqual(['02 abyss']);
  expect(await days('usageStartDate=2026-02-01&offerId=soundings&dimension=pings')).toHaveLength(3);
  expect(await days('usageStartDate=2026-02-01&offerId=pierdesk')).toEqual([]);
  expect(await days('usageStartDate=2026-02-01&dimension=echoes')).toEqual([]);
  expect(await days('usageStartDate=2026-02-01&reconStatus=Submitted')).toHaveLength(3);
  expect(await days('usageStartDate=2026-02-01&reconStatus=Accepted')).toEqual([]);
  expect(await days('usageStartDate=2026-02-01&azureSubscriptionId=none')).toEqual([]);
});

test("M3: another publisher's use is not shown", async () => {
  const world = metered();
  world.buyActive({ offer: beams });
  await world.report(world.event()).expect(200);
  expect((await world.usage('usageStartDate=2026-01-01', 'lighthouse').expect(200)).body).toEqual([]);
});

test('M3: what is missing is told in the words of the other metering calls', async () => {
  const { body } = await metered().usage('').expect(400);
  expect(body.details).toEqual([
    { message: 'The usageStartDate is required.', target: 'usageStartDate', code: 'BadArgument' },
  ]);
});

test.each([
  ['', 'usageStartDate'],
  ['usageStartDate=soon', 'usageStartDate'],
  ['usageStartDate=2026-01-01&UsageEndDate=later', 'UsageEndDate'],
  ['usageStartDate=2026-01-01&reconStatus=Lost', 'reconStatus'],
])('M3: a query that cannot be read is refused: %s', async (query, target) => {
  const { body } = await metered().usage(query).expect(400);
  expect(body).toEqual(badArgument(target));
});
