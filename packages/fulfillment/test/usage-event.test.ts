import { unbilledUsage } from '@marketsim/core';
import { expect, test } from 'vitest';
import { changingNothing, unknownId } from './support/api.ts';
import { beams, ids, pierdesk, soundings } from './support/catalog.ts';
import { badArgument, type Metered, metered } from './support/metered.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const gone = 'The resourceId value provided cannot be found or this resource is not active.';
const late = 'The effective time provided is has expired or is in future.';

const refusal = async (world: Metered, event: object): Promise<unknown> => {
  const { body } = await changingNothing(world, () => world.report(event).expect(400));
  return body;
};

test('M1: an accepted event comes back with its id and its Azure resource (SF 6.2)', async () => {
  const world = metered();
  const { body, headers } = await world.report(world.event({ quantity: 37.5 })).expect(200);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.stringify(Object.keys(body))).toBe(
    '["usageEventId","status","messageTime","resourceId","resourceUri","quantity","dimension","effectiveStartTime","planId"]',
  );
  expect(body).toEqual({
    usageEventId: expect.stringMatching(guid),
    status: 'Accepted',
    messageTime: '2026-01-31T10:30:00Z',
    resourceId: world.id,
    resourceUri: expect.stringMatching(
      /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/saas\/providers\/Microsoft\.SaaS\/resources\/Sonar pilot$/,
    ),
    quantity: 37.5,
    dimension: 'pings',
    effectiveStartTime: '2026-01-31T10:00:00Z',
    planId: 'shore',
  });
});

test('accepted use is unbilled use (BIL-14)', async () => {
  const world = metered();
  await world.report(world.event({ quantity: 37.5 })).expect(200);
  const payer = { payerId: ids.cloudPartner, currency: 'EUR' } as const;
  const [line] = unbilledUsage(payer, 'current', { state: world.engine.state, now: world.engine.now() });
  expect(line).toMatchObject({ amount: 150, usage: { dimensionId: 'pings', quantity: '37.5', count: 1 } });
});

test.each([
  ['without a zone, which is UTC', '2026-01-31T10:00:00', '2026-01-31T10:00:00Z'],
  ['with an offset', '2026-01-31T11:15:00+01:00', '2026-01-31T10:15:00Z'],
  ['with seven digits', '2026-01-31T10:00:00.1230000Z', '2026-01-31T10:00:00.123Z'],
  ['as a date', '2026-01-31', undefined],
])('a time may be written %s (SF 6.1)', async (_, written, read) => {
  const world = metered();
  const sent = world.event({ effectiveStartTime: written });
  if (read === undefined) expect(await refusal(world, sent)).toEqual(badArgument('resourceId', gone));
  else expect((await world.report(sent).expect(200)).body.effectiveStartTime).toBe(read);
});

test('what was reported of the hour already is 409 with the first event (MET-04)', async () => {
  const world = metered();
  const { body: first } = await world.report(world.event({ quantity: 37.5 })).expect(200);
  world.advanceTo('2026-01-31T10:45:00Z');
  const again = world.event({ quantity: 2, effectiveStartTime: '2026-01-31T10:29:00Z' });
  const { body, text } = await changingNothing(world, () => world.report(again).expect(409));
  expect(body).toEqual({
    additionalInfo: { acceptedMessage: { ...first, status: 'Duplicate' } },
    message: 'This usage event already exist.',
    code: 'Conflict',
  });
  expect(text).toContain('},"message"');
});

test('each hour has its event, and no more than one (MET-04)', async () => {
  const world = metered();
  await world.report(world.event()).expect(200);
  await world.report(world.event({ effectiveStartTime: '2026-01-31T09:30:00Z' })).expect(200);
  await world.report(world.event({ effectiveStartTime: '2026-01-31T09:31:00Z' })).expect(409);
});

test.each([
  ['after the present', '2026-02-02T10:30:00.001Z'],
  ['more than a day before it', '2026-02-01T10:29:59.999Z'],
])('use %s is expired (MET-03)', async (_, effectiveStartTime) => {
  const world = metered({}, '2026-02-02T10:30:00Z');
  expect(await refusal(world, world.event({ effectiveStartTime }))).toEqual(
    badArgument('effectiveStartTime', late),
  );
});

test.each(['2026-02-02T10:30:00Z', '2026-02-01T10:30:00Z'])(
  'the bounds of the window belong to it: %s (MET-03)',
  async (effectiveStartTime) => {
    const world = metered({}, '2026-02-02T10:30:00Z');
    await world.report(world.event({ effectiveStartTime })).expect(200);
  },
);

test.each([
  ['a resource that is not there', { resourceId: unknownId }, 'resourceId', gone],
  ['a resource that has no GUID', { resourceId: 'sonar' }, 'resourceId', gone],
  [
    'a dimension that is not there',
    { dimension: 'echoes' },
    'dimension',
    'The payload dimension is invalid.',
  ],
  ['the name of the plan', { planId: 'Shore' }, 'planId', 'The payload planId is invalid.'],
  ['another plan', { planId: 'abyss' }, 'planId', 'The payload planId is invalid.'],
  ['no quantity to speak of', { quantity: 0 }, 'quantity', undefined],
  ['less than nothing', { quantity: -1 }, 'quantity', undefined],
  ['more than can be billed', { quantity: 1e15 }, 'quantity', undefined],
  ['a time that is none', { effectiveStartTime: 'yesterday' }, 'effectiveStartTime', undefined],
  ['both kinds of resource', { resourceUri: '/subscriptions/x' }, 'resourceUri', undefined],
  ['a quantity in words', { quantity: 'ten' }, 'quantity', undefined],
])('%s is a bad argument (SF 6.2)', async (_, detail, target, message) => {
  const world = metered();
  expect(await refusal(world, world.event(detail))).toEqual(badArgument(target, message));
});

test.each([
  ['resourceId', 'ResourceId'],
  ['quantity', 'Quantity'],
  ['dimension', 'Dimension'],
  ['effectiveStartTime', 'EffectiveStartTime'],
  ['planId', 'PlanId'],
])('a missing %s is told with a capital (SF 6.2)', async (member, target) => {
  const world = metered();
  const told = badArgument(target, `The ${member} is required.`);
  expect(await refusal(world, world.event({ [member]: undefined }))).toEqual(told);
  expect(await refusal(world, world.event({ [member]: null }))).toEqual(told);
});

test('all that is missing is told at once; a body that is no JSON, or none, too', async () => {
  const world = metered();
  expect(await refusal(world, {})).toMatchObject({
    details: ['ResourceId', 'Quantity', 'Dimension', 'EffectiveStartTime', 'PlanId'].map((target) => ({
      target,
    })),
  });
  for (const text of ['{ half', '', '[]']) {
    const call = () => world.report({}).set('content-type', 'application/json').send(text).expect(400);
    const { body } = await changingNothing(world, call);
    expect(body).toMatchObject({ code: 'BadArgument', target: 'usageEventRequest' });
  }
});

test("another publisher's resource, and one that is no SaaS, are 403 (SF 1.5)", async () => {
  const world = metered();
  const foreign = world.buyActive({ offer: beams });
  const told = { message: 'Client is not authorized for this usage resource.', code: 'Forbidden' };
  const resourceUri = '/subscriptions/x/resourceGroups/y/providers/Microsoft.Solutions/applications/z';
  await changingNothing(world, async () => {
    expect((await world.report(world.event({ resourceId: foreign })).expect(403)).body).toEqual(told);
    expect((await world.report(world.event(), 'lighthouse').expect(403)).body).toEqual(told);
    const managed = world.event({ resourceId: undefined, resourceUri });
    expect((await world.report(managed).expect(403)).body).toEqual(told);
  });
});

test('a bad token is 403 with code and message, no version 400 (SF 8)', async () => {
  const world = metered();
  for (const as of ['expired', 'wrongAudience', 'stranger'] as const) {
    const { body } = await world.report(world.event(), as).expect(403);
    expect(body).toEqual({ message: expect.any(String), code: 'Forbidden' });
  }
  const { body } = await world.raw('post', '/api/USAGEEVENT/?api-version=2018-08-31').send({}).expect(403);
  expect(body).toMatchObject({ code: 'Forbidden' });
  const versionless = await world.raw('post', '/api/usageEvent').send({}).expect(400);
  expect(versionless.body.Error.Code).toBe('ApiVersionUnspecified');
});

test.each([
  ['ResourceNotActive', { 'metering.inactiveStatus': 'ResourceNotActive' }],
  ['ResourceNotFound', { 'metering.inactiveStatus': 'ResourceNotFound' }],
] as const)('use of what is not active: %s (C40)', async (status, settings) => {
  const world = metered(settings);
  const pending = world.buy({ offer: soundings });
  const suspended = world.buyActive({ offer: soundings });
  world.change(suspended, { type: 'Suspend' });
  for (const resourceId of [pending, suspended]) {
    expect(await refusal(world, world.event({ resourceId }))).toEqual(badArgument('resourceId', gone));
    const { body } = await world.batch([world.event({ resourceId })]).expect(200);
    expect(body.result[0].status).toBe(status);
  }
});

test('use before the end may follow for a day, use after it not (MET-07)', async () => {
  const world = metered();
  world.change(world.id, { type: 'Cancel' });
  world.advanceTo('2026-02-01T09:00:00Z');
  const after = world.event({ effectiveStartTime: '2026-01-31T10:30:00.001Z' });
  expect(await refusal(world, after)).toEqual(badArgument('resourceId', gone));
  await world.report(world.event()).expect(200);
});

test('seats are not metered (SF 6)', async () => {
  const world = metered();
  const seats = world.buyActive({ offer: pierdesk });
  const sent = { resourceId: seats, planId: 'crew', effectiveStartTime: '2026-01-31T10:30:00Z' };
  const { body } = await world.batch([world.event(sent)]).expect(200);
  expect(body.result[0].status).toBe('InvalidDimension');
});
