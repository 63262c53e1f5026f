import { describe, expect, it } from 'vitest';
import { type Instalment, type Offer, type Plan, price, type TermChoice } from '../src/index.ts';
import { flatOffer, plans } from './support/fixtures.ts';
import { accepted, aStory, refused, type Story, type StoryOptions } from './support/story.ts';

const year: TermChoice = { duration: 'P1Y', billingCycle: 'annual' };
const three = [
  { afterDays: 0, amount: price('100') },
  { afterDays: 90, amount: price('200') },
  { afterDays: 200, amount: price('300') },
];

/** The flat-rate plan of the fixtures, private and in instalments. */
const planWith = (instalments: readonly Instalment[], rest: Partial<Plan> = {}, term = year): Plan => ({
  ...plans['FX-A'],
  ...{ planId: 'fx-f', skuId: '0001', availabilityId: 'AVAIL1', privateAudience: ['lakeshore-tenant'] },
  prices: [{ ...term, currency: 'USD', unitPrice: price('600'), instalments }],
  ...rest,
});

const story = (instalments: readonly Instalment[] = three, options: StoryOptions = {}, term = year): Story =>
  aStory({
    startsAt: '2021-01-15T09:00:00Z',
    only: 'flat',
    offer: { plans: [planWith(instalments, {}, term)] },
    customer: { tenantId: 'lakeshore-tenant' },
    ...options,
  });

const buy = (told: Story, term = year): string => told.buy('FX-F', 1, { term });

describe('BIL-31: instalments of a term', () => {
  it('100, 200 and 300 of a year: three coverage lines for contiguous stretches', () => {
    const told = story();
    const id = buy(told);
    told.activate(id).at('2022-01-14T23:59:59.999Z');
    expect(told.lines(id)).toEqual([
      ['new', '2021-01-15', '2021-04-15', 10_000],
      ['cycleCharge', '2021-04-15', '2021-08-03', 20_000],
      ['cycleCharge', '2021-08-03', '2022-01-15', 30_000],
    ]);
    expect(told.charges(id).map(({ createdAt }) => createdAt)).toEqual([
      '2021-01-15T09:00:00.000Z',
      '2021-04-15T00:00:00.000Z',
      '2021-08-03T00:00:00.000Z',
    ]);
  });

  it('INV-39: all of them show the price of the term', () => {
    const told = story();
    const id = buy(told);
    told.activate(id).at('2021-12-01T00:00:00Z');
    expect(new Set(told.charges(id).map(({ unitPrice }) => unitPrice))).toEqual(new Set([price('600')]));
  });

  it('a renewed term has the same ones, from its own first day', () => {
    const told = story();
    const id = buy(told);
    told.activate(id).at('2022-04-15T00:00:00Z');
    expect(told.lines(id).slice(3)).toEqual([
      ['renew', '2022-01-15', '2022-04-15', 10_000],
      ['cycleCharge', '2022-04-15', '2022-08-03', 20_000],
    ]);
  });

  it('seventy are possible, in three years', () => {
    const long: TermChoice = { duration: 'P3Y', billingCycle: 'oneTime' };
    const seventy = Array.from({ length: 70 }, (_, i) => ({
      afterDays: i * 15,
      amount: price(i === 0 ? '531' : '1'),
    }));
    const told = story(seventy, {}, long);
    const id = buy(told, long);
    told.activate(id).at('2024-01-14T00:00:00Z');
    expect(told.charges(id)).toHaveLength(70);
    expect(told.net(id)).toBe(60_000);
    const ends = told.charges(id).map(({ end }) => end);
    expect(told.charges(id).map(({ start }) => start)).toEqual(['2021-01-15', ...ends.slice(0, -1)]);
    expect(ends.at(-1)).toBe('2024-01-15');
  });

  it('a cancellation in the window gives back those that were charged', () => {
    const told = story();
    const id = buy(told);
    told.activate(id);
    accepted(told.change(id, { type: 'Cancel' }));
    expect(told.net(id)).toBe(0);
    expect(told.charges(id)[1]).toMatchObject({ unitPrice: price('600'), instalment: price('100') });
    told.at('2021-12-01T00:00:00Z');
    expect(told.charges(id)).toHaveLength(2);
  });

  it('CAN-07: out of the window nobody leaves at once while some are due, but after the last', () => {
    const told = story(three, { profile: 'interim-2022', settings: { 'terms.instalments': true } });
    const id = buy(told);
    told.activate(id).at('2021-03-01T00:00:00Z');
    expect(refused(told.change(id, { type: 'Cancel' }))).toBe('windowPassed');
    told.at('2021-08-02T23:59:59.999Z');
    expect(refused(told.change(id, { type: 'Cancel' }))).toBe('windowPassed');
    told.at('2021-08-03T00:00:00Z');
    accepted(told.change(id, { type: 'Cancel' }));
    expect(told.net(id)).toBe(60_000);
  });

  it('CAN-06: a scheduled cancellation still pays the rest', () => {
    const told = story();
    const id = buy(told);
    told.activate(id).at('2021-03-01T00:00:00Z');
    accepted(told.change(id, { type: 'Cancel' }));
    told.at('2022-02-01T00:00:00Z');
    expect(told.net(id)).toBe(60_000);
  });

  it('SUS-10: one that fell due while suspended is charged for the days that are left of its stretch', () => {
    const told = story();
    const id = buy(told);
    told.activate(id).at('2021-04-01T00:00:00Z');
    accepted(told.change(id, { type: 'Suspend' }));
    told.at('2021-06-09T00:00:00Z');
    accepted(told.change(id, { type: 'Reactivate' }));
    // 55 of the 110 days from 15 April to 3 August.
    expect(told.lines(id).at(-1)).toEqual(['cycleCharge', '2021-06-09', '2021-08-03', 10_000]);
    told.at('2021-08-03T00:00:00Z');
    expect(told.lines(id).at(-1)?.[3]).toBe(30_000);
  });

  it('PLN-03: no plan change leads into a schedule or out of one', () => {
    const other = planWith(three, {
      ...{ planId: 'other', skuId: '0002', availabilityId: 'AVAIL2' },
      prices: [{ ...year, currency: 'USD', unitPrice: price('600') }],
    });
    const told = story(three, { offer: { plans: [planWith(three), other] } });
    const id = buy(told);
    told.activate(id);
    expect(refused(told.change(id, { type: 'ChangePlan', planId: 'other' }))).toBe('termNotAllowed');
  });

  it('BIL-11: such a price does not change', () => {
    const told = story();
    const wanted = { skuId: '0001', ...year, currency: 'USD', unitPrice: price('500') };
    expect(
      refused(told.run({ type: 'ChangePrices', productId: flatOffer.productId, prices: [wanted] })),
    ).toBe('priceChangeInvalid');
  });

  it('are bought only where the policy has them', () => {
    const told = story(three, { profile: 'interim-2022' });
    expect(() => buy(told)).toThrow('billingPlanNotSupported');
    expect(told.engine.state.subscriptions.size).toBe(0);
  });
});

describe('BIL-31: what cannot be published', () => {
  const instalment = (afterDays: number, amount: string) => ({ afterDays, amount: price(amount) });
  const published = (offer: Partial<Offer>) => () => story(three, { offer });

  it.each<[string, readonly Instalment[], string]>([
    ['another sum', [instalment(0, '100'), instalment(90, '499.99')], 'add up'],
    ['a late first', [instalment(1, '600')], 'ascend'],
    ['one date twice', [instalment(0, '100'), instalment(0, '500')], 'ascend'],
    ['half a day', [instalment(0, '100'), instalment(0.5, '500')], 'ascend'],
    ['the day after the term', [instalment(0, '100'), instalment(365, '500')], 'inside the term'],
    ['less than nothing', [instalment(0, '601'), { afterDays: 9, amount: -price('1') }], 'amount'],
    ['none', [], 'ascend'],
    [
      'more than seventy',
      Array.from({ length: 71 }, (_, i) => instalment(i, i === 0 ? '530' : '1')),
      'more than 70',
    ],
  ])('%s', (_name, instalments, words) => {
    expect(published({ plans: [planWith(instalments)] })).toThrow(words);
  });

  it('an instalment of nothing is possible', () => {
    const told = story([instalment(0, '0'), instalment(90, '600')]);
    expect(told.activate(buy(told)).net(buy(told))).toBe(0);
  });

  it('for seats, for everybody, or beside a payment by the month', () => {
    const perUser = { pricingModel: 'perUser', dimensions: [] } as const;
    expect(published({ ...perUser, plans: [planWith(three)] })).toThrow('no flat rate');
    const { privateAudience: _, ...open } = planWith(three);
    expect(published({ plans: [open] })).toThrow('public');
    const byMonth: TermChoice = { duration: 'P1Y', billingCycle: 'monthly' };
    expect(published({ plans: [planWith(three, {}, byMonth)] })).toThrow('upfront');
  });
});

describe('BIL-01: two and three years, upfront and by the month', () => {
  it.each([
    ['P2Y', 'monthly', 24],
    ['P2Y', 'oneTime', 1],
    ['P3Y', 'monthly', 36],
    ['P3Y', 'oneTime', 1],
  ] as const)('%s billed %s: %i lines, then the renewal', (duration, billingCycle, count) => {
    const term = { duration, billingCycle };
    const plan = { ...plans['FX-A'], prices: [{ ...term, currency: 'USD', unitPrice: price('10') }] };
    const told = aStory({ only: 'perUser', offer: { plans: [plan] }, profile: 'interim-2022' });
    const id = told.buy('FX-A', 2, { term });
    told.activate(id).at(duration === 'P2Y' ? '2022-07-14T00:00:00Z' : '2023-07-14T00:00:00Z');
    const types = told.charges(id).map(({ type }) => type);
    expect(types).toHaveLength(count + 1);
    expect([types[0], types[1], types.at(-1)]).toEqual([
      'new',
      count === 1 ? 'renew' : 'cycleCharge',
      'renew',
    ]);
    expect(told.net(id)).toBe(2_000 * (count + 1));
  });
});
