import { describe, expect, it } from 'vitest';
import {
  type CommandOf,
  convertedUsage,
  day,
  exchangeRate,
  lineFields,
  percent,
  price,
} from '../src/index.ts';
import { partners, perUserOffer } from './support/fixtures.ts';
import { accepted, aStory, refused, type Story, type StoryOptions } from './support/story.ts';

const setRate = (
  story: Story,
  rate: string,
  rest: Partial<Omit<CommandOf<'SetExchangeRate'>, 'type'>> = {},
) => story.run({ type: 'SetExchangeRate', from: 'USD', to: 'EUR', rate: exchangeRate(rate), ...rest });

const inEuro = (options: StoryOptions = {}): Story =>
  aStory({ startsAt: '2020-07-15T09:00:00Z', partner: { billingCurrency: 'EUR' }, ...options });

describe('BIL-17: priced in one currency, billed in another', () => {
  it('20.00 USD at 0.846202666 is 16.92 EUR per seat, with price, currency and rate on the line', () => {
    const story = inEuro();
    accepted(setRate(story, '0.846202666'));
    const id = story.buy('FX-M', 10);
    story.activate(id);
    const [line] = story.charges(id);
    expect(line).toMatchObject({
      ...{ currency: 'EUR', pricingCurrency: 'USD', exchangeRate: 846_202_666 },
      ...{ unitPrice: price('20.00'), unitAmount: 1_692, amount: 16_920 },
    });
    expect(line && lineFields(line, story.engine.state)).toMatchObject({
      effectiveUnitPrice: price('20.00'),
      pricingCurrency: 'USD',
      exchangeRate: 846_202_666,
    });
    story.at('2020-08-08T00:00:00Z');
    const [invoice] = story.engine.state.ledger.invoicesOf(partners.direct.id);
    expect(invoice).toMatchObject({ currency: 'EUR', total: 16_920 });
  });

  it('the rate is that of the month of the charge, and stays with the line', () => {
    const story = inEuro({ startsAt: '2020-06-30T09:00:00Z' });
    accepted(setRate(story, '0.5', { month: '2020-06' }));
    accepted(setRate(story, '0.9', { month: '2020-08' }));
    const id = story.buy('FX-M', 10);
    story.activate(id);
    accepted(story.at('2020-07-10T00:00:00Z').change(id, { type: 'SetQuantity', quantity: 15 }));
    accepted(setRate(story, '0.75'));
    story.at('2020-08-30T00:00:00Z');
    expect(story.charges(id).map(({ type, exchangeRate: rate }) => [type, rate])).toEqual([
      ['new', 500_000_000],
      ['addQuantity', 500_000_000],
      ['addQuantity', 500_000_000],
      ['renew', 750_000_000],
      ['renew', 900_000_000],
    ]);
  });

  it('the newest rate of a month holds, and a hundred thousand is the most', () => {
    const story = inEuro();
    accepted(setRate(story, '0.5'));
    accepted(setRate(story, '100000'));
    const id = story.buy('FX-M', 1);
    expect(story.activate(id).charges(id)[0]?.amount).toBe(200_000_000);
  });

  it('a refund is at the rate of its line: the chain comes to nothing', () => {
    const story = inEuro({ startsAt: '2020-07-31T20:00:00Z' });
    accepted(setRate(story, '0.846202666'));
    accepted(setRate(story, '0.9', { month: '2020-08' }));
    const id = story.buy('FX-M', 7);
    story.activate(id);
    accepted(story.at('2020-08-01T01:00:00Z').change(id, { type: 'SetQuantity', quantity: 3 }));
    accepted(story.change(id, { type: 'Cancel' }));
    expect(story.net(id)).toBe(0);
    const refund = story.charges(id).at(-1);
    expect(refund).toMatchObject({ pricingCurrency: 'USD', exchangeRate: 846_202_666 });
  });

  it('what is bought without a rate for its month is refused, and nothing is bought', () => {
    const story = inEuro();
    accepted(setRate(story, '0.9', { month: '2020-08' }));
    expect(() => story.buy('FX-M', 1)).toThrow('purchase');
    expect(story.engine.state.subscriptions.size).toBe(0);
    const failed = [...story.engine.state.carts.values()].at(-1)?.failures;
    expect(failed?.[0]?.error).toEqual({ code: 'exchangeRateMissing', from: 'USD', to: 'EUR' });
  });

  it('a partner that is billed in the currency of the price needs none, nor a customer that buys itself', () => {
    const usd = inEuro({ partner: { billingCurrency: 'USD' } });
    const id = usd.buy('FX-M', 1);
    expect(usd.activate(id).charges(id)[0]?.pricingCurrency).toBeUndefined();
    const story = inEuro();
    const own = story.buyDirect('FX-M', 1);
    expect(story.activate(own).charges(own)[0]).toMatchObject({ currency: 'USD', amount: 2_000 });
  });

  it('a cart may name either currency, and its order stays in that of the price', () => {
    const story = inEuro();
    accepted(setRate(story, '0.9'));
    const id = story.buy('FX-M', 1, { currencyCode: 'EUR' });
    expect(story.engine.state.orders.get(story.subscription(id).orderId)?.currency).toBe('USD');
    expect(() => story.buy('FX-M', 1, { currencyCode: 'SEK' })).toThrow('currencyNotSupported');
  });

  it('renewals and changes of plan look their price up in the currency of the price', () => {
    const story = inEuro();
    accepted(setRate(story, '0.5'));
    const id = story.buy('FX-M', 1);
    story.activate(id);
    accepted(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    story.at('2020-08-15T00:00:00Z');
    expect(story.charges(id).map(({ amount }) => amount)).toEqual([1_000, -1_000, 2_500, 2_500]);
    accepted(
      story.run({
        type: 'ChangePrices',
        productId: perUserOffer.productId,
        prices: [
          {
            skuId: '0007',
            duration: 'P1M',
            billingCycle: 'monthly',
            currency: 'USD',
            unitPrice: price('40'),
          },
        ],
      }),
    );
    story.at('2020-09-15T00:00:00Z');
    expect(story.charges(id).at(-1)?.amount).toBe(2_000);
  });

  it.each([
    ['to itself', { to: 'USD' }],
    ['of nothing', { rate: 0 }],
    ['out of range', { rate: 100_000_000_000_001 }],
    ['for no month', { month: '2020-13' }],
  ])('a rate %s is refused', (_name, rest) => {
    const story = inEuro();
    expect(refused(setRate(story, '1', rest))).toBe('exchangeRateInvalid');
  });
});

describe('BIL-20: conversion where amounts are cut off', () => {
  const floor = { 'rounding.mode': 'unitFloor' } as const;

  it('licences: the effective price of six decimals, converted, cut off, then times the seats', () => {
    const story = inEuro({ settings: floor });
    accepted(setRate(story, '0.846202666'));
    accepted(
      story.run({
        type: 'GrantMargin',
        productId: perUserOffer.productId,
        ...{ basisPoints: percent('15'), partnerIds: [partners.direct.id], endsOn: day('2020-07-31') },
      }),
    );
    const id = story.buy('FX-M', 3);
    story.activate(id);
    accepted(story.at('2020-07-25T00:00:00Z').change(id, { type: 'SetQuantity', quantity: 4 }));
    // 17.00 x 0.846202666 = 14.385; 17.00 x 21/31 = 11.516129, and that converted 9.744979.
    expect(story.charges(id).map(({ amount }) => amount)).toEqual([3 * 1_438, -3 * 974, 4 * 974]);
    const line = story.charges(id).at(-1);
    expect(line && lineFields(line, story.engine.state).effectiveUnitPrice).toBe(11_516_129);
  });

  it('usage: 137.5 units at 0.05 are 6.87, and that converted 5.81', () => {
    expect(convertedUsage(687, exchangeRate('0.846202666'), { from: 'USD', to: 'EUR' })).toBe(581);
    expect(convertedUsage(687, exchangeRate('150.5'), { from: 'USD', to: 'JPY' })).toBe(1_033);
  });

  it('the effective price of a credit, converted and cut off, is its amount', () => {
    const story = inEuro({ settings: floor });
    accepted(setRate(story, '0.846202666'));
    const id = story.buy('FX-M', 3);
    story.activate(id);
    accepted(story.at('2020-07-25T00:00:00Z').change(id, { type: 'SetQuantity', quantity: 4 }));
    const credit = story.charges(id)[1];
    const { effectiveUnitPrice = 0 } = credit ? lineFields(credit, story.engine.state) : {};
    expect(Math.floor((effectiveUnitPrice * 846_202_666) / 1e13)).toBe(credit?.unitAmount);
  });
});
