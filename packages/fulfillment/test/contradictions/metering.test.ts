import { price } from '@marketsim/core';
import { beams, soundings } from '../support/catalog.ts';
import { contradiction } from '../support/contradiction.ts';
import { metered } from '../support/metered.ts';

/** An offer with two dimensions, in a world in which its use can be reported. */
const surveying = {
  ...soundings,
  offerId: 'surveying',
  productId: 'P-surveying',
  dimensions: ['pings', 'maps'].map((id) => ({
    id,
    displayName: id,
    unitOfMeasure: id,
    prices: [{ currency: 'EUR', unitPrice: price('1') } as const],
  })),
  plans: soundings.plans.slice(0, 1).map((plan) => ({ ...plan, skuId: 'SURVEY', availabilityId: 'SURVEY' })),
};

contradiction<readonly number[]>(
  'C31: the states of reported use that can be asked for',
  [['are four by OpenAPI, and two more by the documentation', {}, [200, 200, 200, 200, 200, 200, 400]]],
  async (settings) => {
    const world = metered(settings);
    const statuses: number[] = [];
    for (const asked of ['Submitted', 'Accepted', 'Rejected', 'Mismatch', 'TestHeaders', 'DryRun', 'Lost'])
      statuses.push((await world.usage(`usageStartDate=2026-01-01&reconStatus=${asked}`)).status);
    return statuses;
  },
);

contradiction<readonly string[]>(
  'C32: one event an hour is accepted',
  [
    ['of each dimension by the table', {}, ['Accepted', 'Accepted', 'Duplicate']],
    [
      'of each resource by the prose',
      { 'meter.keyIncludesDimension': false },
      ['Accepted', 'Duplicate', 'Duplicate'],
    ],
  ],
  async (settings) => {
    const world = metered(settings);
    world.run({ type: 'PublishOffer', offer: surveying });
    const resourceId = world.buyActive({ offer: surveying });
    const effectiveStartTime = '2026-01-31T10:30:00Z';
    const sent = ['pings', 'maps', 'pings'].map((dimension) =>
      world.event({ resourceId, dimension, effectiveStartTime }),
    );
    const { body } = await world.batch(sent).expect(200);
    return body.result.map(({ status }: { status: string }) => status);
  },
);

contradiction<readonly unknown[]>(
  'C39: a batch with a resource of somebody else is',
  [
    ['judged event by event by the documentation', {}, [200, ['ResourceNotAuthorized', 'Accepted']]],
    ['403 as a whole by reports', { 'metering.foreignBatch': 'whole' }, [403, undefined]],
  ],
  async (settings) => {
    const world = metered(settings);
    const resourceId = world.buyActive({ offer: beams });
    const { status, body } = await world.batch([world.event({ resourceId }), world.event()]);
    return [status, body.result?.map((result: { status: string }) => result.status)];
  },
);

contradiction<string>(
  'C40: use of what is not active is',
  [
    ['ResourceNotActive by OpenAPI', {}, 'ResourceNotActive'],
    [
      'ResourceNotFound by its recorded text',
      { 'metering.inactiveStatus': 'ResourceNotFound' },
      'ResourceNotFound',
    ],
  ],
  async (settings) => {
    const world = metered(settings);
    const resourceId = world.buy({ offer: soundings });
    const { body } = await world.batch([world.event({ resourceId })]).expect(200);
    return body.result[0].status;
  },
);
