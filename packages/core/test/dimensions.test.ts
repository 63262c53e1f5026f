import { describe, expect, it } from 'vitest';
import { type Dimension, dimensionsOf, type Offer, price } from '../src/index.ts';
import { flatOffer } from './support/fixtures.ts';
import { accepted, aStory, refused } from './support/story.ts';

const usd = (unit: string) => [{ currency: 'USD', unitPrice: price(unit) }];
const dimension = (id: string): Dimension => ({
  ...{ id, displayName: id, unitOfMeasure: id, prices: usd('1.00') },
});
const many = (count: number) => Array.from({ length: count }, (_, n) => dimension(`d${n}`));
const offer: Offer = { ...flatOffer, productId: 'DZH318Z0DIM1', dimensions: many(2) };
const [plan] = offer.plans;

const publish = (rest: Partial<Offer>) =>
  aStory().run({ type: 'PublishOffer', offer: { ...offer, ...rest } });

/** The offer with a plan that says more. */
const saying = (rest: Partial<Offer['plans'][number]>): Partial<Offer> => ({
  plans: plan ? [{ ...plan, ...rest }] : [],
});

describe('MET-01: the dimensions of an offer', () => {
  it('are thirty at most', () => {
    accepted(publish({ dimensions: many(30) }));
    expect(refused(publish({ dimensions: many(31) }))).toBe('offerInvalid');
  });

  it.each<readonly [string, Partial<Offer>]>([
    ['two of one id', { dimensions: [dimension('d0'), dimension('d0')] }],
    ['a seat price beside them', { pricingModel: 'perUser' }],
    ['a price below nothing', { dimensions: [{ ...dimension('d0'), prices: usd('-1') }] }],
    [
      'two prices in one currency',
      { dimensions: [{ ...dimension('d0'), prices: [...usd('1'), ...usd('2')] }] },
    ],
    ['a trial beside them', saying({ freeTrial: true })],
    ['included units of another', saying({ included: [{ dimensionId: 'd9', units: '5' }] })],
    ['a plan that switches another off', saying({ dimensions: [{ dimensionId: 'd9', enabled: false }] })],
    [
      'a plan that says two things about one',
      saying({
        dimensions: [
          { dimensionId: 'd0', enabled: false },
          { dimensionId: 'd0', enabled: true },
        ],
      }),
    ],
    [
      'a price of a plan below nothing',
      saying({ dimensions: [{ dimensionId: 'd0', enabled: true, prices: usd('-1') }] }),
    ],
  ])('do not go with %s', (_, rest) => {
    expect(refused(publish(rest))).toBe('offerInvalid');
  });

  it('are fixed once it is published', () => {
    const story = aStory();
    accepted(story.run({ type: 'PublishOffer', offer }));
    const again = { ...offer, dimensions: many(3) };
    expect(refused(story.run({ type: 'PublishOffer', offer: again }))).toBe('idTaken');
    expect(story.engine.state.offers.get(offer.productId)?.dimensions).toEqual(many(2));
  });

  it('are sold under each plan as the offer sells them, but where the plan differs', () => {
    expect(dimensionsOf({ offer, plan: {} })).toEqual(offer.dimensions);
    const dimensions = [
      { dimensionId: 'd0', enabled: false },
      { dimensionId: 'd1', enabled: true, prices: usd('0.40') },
    ];
    expect(dimensionsOf({ offer, plan: { dimensions } })).toEqual([
      { ...dimension('d1'), prices: usd('0.40') },
    ]);
  });
});
