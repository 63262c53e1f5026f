import { describe, expect, it } from 'vitest';
import { effectiveFrom } from '../src/catalog/change-prices.ts';
import { day, instant, type NewPrice, type Offer, type Plan, price, priceAt } from '../src/index.ts';
import { flatOffer, perUserOffer, plans } from './support/fixtures.ts';
import { accepted, aStory, refusal, refused, type Story } from './support/story.ts';

const monthly = (unit: string, skuId = '0001'): NewPrice => ({
  skuId,
  duration: 'P1M',
  billingCycle: 'monthly',
  currency: 'USD',
  unitPrice: price(unit),
});
const yearly = (unit: string): NewPrice => ({
  skuId: '0002',
  duration: 'P1Y',
  billingCycle: 'annual',
  currency: 'USD',
  unitPrice: price(unit),
});
const emails = (unit: string): NewPrice => ({
  dimensionId: 'email100',
  currency: 'USD',
  unitPrice: price(unit),
});

const publish = (story: Story, prices: readonly NewPrice[], productId = perUserOffer.productId) =>
  story.run({ type: 'ChangePrices', productId, prices });

/** The list price of FX-M as the catalog has it. */
const listed = ({ engine }: Story, sku = 0) =>
  engine.state.offers.get(perUserOffer.productId)?.plans[sku]?.prices[0]?.unitPrice;

describe('BIL-11: from when a published price holds', () => {
  it.each([
    ['2020-07-20', true, '2020-11-01'],
    ['2020-07-27', false, '2020-08-01'],
    ['2020-07-28', false, '2020-09-01'],
    ['2020-07-01', false, '2020-08-01'],
    ['2020-08-03', true, '2020-11-01'],
    ['2020-08-04', true, '2020-12-01'],
    ['2021-02-24', false, '2021-03-01'],
    ['2021-02-25', false, '2021-04-01'],
    ['2020-02-25', false, '2020-03-01'],
    ['2020-12-31', false, '2021-02-01'],
    // Ninety days of the month that it counts for, not of the day itself: 1 February + 90 days is 2 May.
    ['2021-01-27', true, '2021-05-01'],
    ['2021-01-28', true, '2021-06-01'],
  ])('published on %s, rising: %s: from %s', (published, rises, from) => {
    expect(effectiveFrom(day(published), rises)).toBe(from);
  });

  it('the fact carries the date, and the catalog shows the new price from its first instant on', () => {
    const story = aStory({ startsAt: '2020-07-27T23:59:00Z' });
    const [fact] = accepted(publish(story, [monthly('15.00')]));
    expect(fact).toMatchObject({ type: 'PriceChangePublished', from: '2020-08-01' });
    story.at('2020-07-31T23:59:59.999Z');
    expect(listed(story)).toBe(price('20.00'));
    story.at('2020-08-01T00:00:00Z');
    expect(listed(story)).toBe(price('15.00'));
    const item = [...story.engine.state.planByCatalogItem.values()].find(
      ({ plan }) => plan.planId === 'fx-m',
    );
    expect(item?.plan.prices[0]?.unitPrice).toBe(price('15.00'));
  });

  it.each<[string, readonly NewPrice[], string]>([
    ['nothing free becomes paid', [monthly('1.00', '0009')], 'what is free cannot become paid'],
    ['some rise while others fall', [monthly('21.00'), yearly('100.00')], 'rise while others fall'],
    ['a price that is not there', [monthly('21.00', '0002')], 'no such price'],
    ['no price at all', [{ ...monthly('21.00'), unitPrice: -1 }], 'is no price'],
    ['one price twice', [monthly('21.00'), monthly('22.00')], 'named twice'],
    ['no change', [monthly('20.00')], 'no price would change'],
  ])('refused: %s', (_name, prices, detail) => {
    const free: Plan = {
      ...plans['FX-M'],
      ...{ planId: 'free', skuId: '0009', availabilityId: 'AVAIL9' },
      prices: [{ duration: 'P1M', billingCycle: 'monthly', currency: 'USD', unitPrice: 0 }],
    };
    const offer: Partial<Offer> = { plans: [...perUserOffer.plans, free] };
    const story = aStory({ offer, only: 'perUser' });
    const before = story.engine.seq();
    expect(refusal(publish(story, prices))).toMatchObject({
      code: 'priceChangeInvalid',
      detail: expect.stringContaining(detail),
    });
    expect(story.engine.seq()).toBe(before);
    expect(refused(publish(story, prices, 'DZH318Z0NONE'))).toBe('productNotFound');
  });

  it('one change after the other: first it falls, and once that holds it can rise', () => {
    const story = aStory({ startsAt: '2020-07-14T10:00:00Z' });
    accepted(publish(story, [monthly('15.00')]));
    expect(refused(publish(story, [monthly('25.00')]))).toBe('priceChangeInvalid');
    story.at('2020-08-01T00:00:00Z');
    accepted(publish(story, [monthly('25.00')]));
    story.at('2020-11-01T00:00:00Z');
    expect(listed(story)).toBe(price('25.00'));
  });

  it('a price is found by its term, its cycle and its currency together', () => {
    const story = aStory();
    const wanted = { skuId: '0001', duration: 'P1M', billingCycle: 'monthly', unitPrice: 1 } as const;
    expect(refused(publish(story, [{ ...wanted, currency: 'EUR' }]))).toBe('priceChangeInvalid');
    expect(refused(publish(story, [{ ...wanted, currency: 'USD', billingCycle: 'annual' }]))).toBe(
      'priceChangeInvalid',
    );
  });

  it('paid may become free, and what is unchanged in the list is left out', () => {
    const story = aStory();
    const [fact] = accepted(publish(story, [monthly('0'), yearly('120.00')]));
    expect(fact).toMatchObject({ prices: [{ skuId: '0001', unitPrice: 0 }] });
  });
});

describe('MET-10: the price at an instant, of plans and of dimensions', () => {
  it('a use of the day before the change is at the old price', () => {
    const story = aStory();
    accepted(publish(story, [emails('0.40')], flatOffer.productId));
    story.at('2020-08-01T09:00:00Z');
    accepted(publish(story, [emails('0.30')], flatOffer.productId));
    story.at('2020-09-02T00:00:00Z');
    const entry = story.engine.state.offers.get(flatOffer.productId)?.dimensions[0]?.prices[0];
    const at = (text: string) => entry && priceAt(entry, instant(text));
    expect([
      at('2020-07-31T23:59:59.999Z'),
      at('2020-08-01T00:00:00Z'),
      at('2020-08-31T23:59:59.999Z'),
      at('2020-09-01T00:00:00Z'),
    ]).toEqual([price('0.50'), price('0.40'), price('0.40'), price('0.30')]);
  });
});

describe('BIL-10, REN-05, PUR-19: whom a change reaches', () => {
  it('GEN-03: a renewal at the instant of the change takes the new price, and the change comes first', () => {
    const story = aStory({ startsAt: '2020-07-01T10:00:00Z' });
    const id = story.buy('FX-M', 10);
    story.activate(id);
    accepted(publish(story, [monthly('15.00')]));
    const seq = story.engine.seq();
    story.at('2020-08-01T00:00:00Z');
    expect(story.engine.events(seq).map(({ type }) => type)).toEqual([
      'PricesTookEffect',
      'TermStarted',
      'OrderPlaced',
      'Charged',
    ]);
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-01', '2020-09-01', 15_000]);
  });

  it('an increase from 2020-11-01: a month renews at the new price, a year keeps its own until it ends', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const month = story.buy('FX-M', 1);
    const year = story.buy('FX-A', 1);
    story.activate(month).activate(year).at('2020-07-20T00:00:00Z');
    accepted(publish(story, [monthly('25.00'), yearly('150.00')]));
    story.at('2021-07-15T00:00:00Z');
    const amounts = story.charges(month).map(({ start, amount }) => [start, amount]);
    expect(amounts.slice(3, 5)).toEqual([
      ['2020-10-15', 2_000],
      ['2020-11-15', 2_500],
    ]);
    expect(story.lines(year)).toEqual([
      ['new', '2020-07-15', '2021-07-15', 12_000],
      ['renew', '2021-07-15', '2022-07-15', 15_000],
    ]);
  });

  it('QTY-16: a seat added to the year costs what the term costs, 120.00 x 226/365', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const id = story.buy('FX-A', 1);
    story.activate(id).at('2020-07-20T00:00:00Z');
    accepted(publish(story, [yearly('150.00')]));
    accepted(story.at('2020-12-01T10:00:00Z').change(id, { type: 'SetQuantity', quantity: 2 }));
    expect(story.lines(id).slice(1)).toEqual([
      ['addQuantity', '2020-12-01', '2021-07-15', -7_430],
      ['addQuantity', '2020-12-01', '2021-07-15', 14_860],
    ]);
  });

  it('PUR-19: what was ordered before the change starts at the price of its order', () => {
    const story = aStory({ startsAt: '2020-07-14T10:00:00Z' });
    const id = story.buy('FX-M', 1);
    accepted(publish(story, [monthly('15.00')]));
    story.at('2020-08-02T00:00:00Z').activate(id);
    expect(story.lines(id)).toEqual([['new', '2020-08-02', '2020-09-02', 2_000]]);
    story.at('2020-09-02T00:00:00Z');
    expect(story.lines(id).at(-1)?.[3]).toBe(1_500);
  });

  it('BIL-25: a trial converts at the price of that instant', () => {
    const story = aStory({ startsAt: '2020-07-05T10:00:00Z' });
    const id = story.buy('FX-T', 1);
    story.activate(id);
    accepted(publish(story, [monthly('1.00', '0003')]));
    story.at('2020-08-05T00:00:00Z');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-05', '2020-09-05', 100]);
  });

  it('PLN-05: a change of plan takes the current price of the new plan, which becomes the price of the term', () => {
    const story = aStory({ startsAt: '2020-07-20T09:00:00Z' });
    const id = story.buy('FX-M', 1);
    story.activate(id);
    accepted(publish(story, [monthly('31.00', '0007')]));
    accepted(story.at('2020-08-05T00:00:00Z').change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    expect(story.lines(id).slice(1)).toEqual([
      ['convert', '2020-08-05', '2020-08-20', -968],
      ['convert', '2020-08-05', '2020-08-20', 1_500],
    ]);
    expect(story.subscription(id).unitPrice).toBe(price('31.00'));
  });

  it('INV-40: a change of prices makes no line, neither when it is published nor when it takes effect', () => {
    const story = aStory();
    const id = story.buy('FX-A', 3);
    story.activate(id);
    const before = story.charges(id).length;
    accepted(publish(story, [monthly('15.00'), yearly('100.00')]));
    story.at('2020-08-01T00:00:00Z');
    expect(story.charges(id)).toHaveLength(before);
  });
});

describe('changes that an offer is published with', () => {
  const withAhead = (from: string, unit: string): Partial<Offer> => ({
    plans: [
      {
        ...plans['FX-M'],
        prices: plans['FX-M'].prices.map((entry) => ({
          ...entry,
          ahead: [{ from: day(from), unitPrice: price(unit) }],
        })),
      },
    ],
  });

  it('take effect at their date', () => {
    const story = aStory({ offer: withAhead('2020-08-01', '22.00'), only: 'perUser' });
    expect(listed(story)).toBe(price('20.00'));
    story.at('2020-08-01T00:00:00Z');
    expect(listed(story)).toBe(price('22.00'));
  });

  it.each([
    ['2020-08-02', '22.00'],
    ['2020-08-01', '-1'],
  ])('are refused from %s to %s', (from, unit) => {
    expect(() => aStory({ offer: withAhead(from, unit), only: 'perUser' })).toThrow('price changes');
  });
});
