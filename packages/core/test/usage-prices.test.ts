import { describe, expect, it } from 'vitest';
import { day, exchangeRate, lineFields, type NewPrice, percent, price } from '../src/index.ts';
import { partners } from './support/fixtures.ts';
import { acceptedUse, metered, meteredOffer, reporting, results, use } from './support/metered.ts';
import { accepted, refusal, type Story } from './support/story.ts';

const { productId } = meteredOffer;

const reprice = (story: Story, ...prices: readonly NewPrice[]) =>
  story.run({ type: 'ChangePrices', productId, prices });
const emails = (unit: string, skuId?: string): NewPrice => ({
  ...{ dimensionId: 'email100', currency: 'USD', unitPrice: price(unit) },
  ...(skuId !== undefined && { skuId }),
});

const grant = (story: Story) =>
  accepted(
    story.run({
      ...{ type: 'GrantMargin', productId, partnerIds: [partners.direct.id] },
      ...{ basisPoints: percent('15'), endsOn: day('2020-07-31') },
    }),
  );

const reported = (story: Story, id: string, usedAt: string, quantity = 100) => {
  story.at(usedAt);
  return acceptedUse(results(story.run(reporting(use(id, usedAt, { quantity }))))[0]);
};

const usageLines = ({ engine }: Story, id: string) => engine.state.ledger.usageChargesOf(id);

describe('MET-10: the price at the instant of the use', () => {
  it('use of the day before the change costs what it did, though it is reported after it', () => {
    const { story, id } = metered();
    accepted(reprice(story, emails('0.40')));
    story.at('2020-08-01T10:00:00Z');
    const late = use(id, '2020-07-31T23:30:00Z', { quantity: 100 });
    const later = use(id, '2020-08-01T00:00:00Z', { quantity: 100 });
    accepted(story.run(reporting(late, later)));
    story.at('2020-09-08T00:00:00Z');
    expect(usageLines(story, id).map(({ start, unitPrice, amount }) => [start, unitPrice, amount])).toEqual([
      ['2020-07-01', 500_000, 5_000],
      ['2020-08-01', 400_000, 4_000],
    ]);
  });

  it('a plan with a price of its own keeps it when that of the offer changes, and changes by itself', () => {
    const { story, id } = metered('bulk');
    accepted(reprice(story, emails('0.30')));
    accepted(reprice(story, emails('0.20', '0002')));
    expect(refusal(reprice(story, emails('0.20', '0001')))).toMatchObject({
      detail: expect.stringContaining('dimension email100 of SKU 0001 in USD: the offer has no such price'),
    });
    expect(reported(story, id, '2020-07-20T10:00:00Z').rate).toEqual({ unitPrice: price('0.40') });
    expect(reported(story, id, '2020-08-01T00:00:00Z').rate).toEqual({ unitPrice: price('0.20') });
  });

  it('a margin holds for use inside its dates, and makes a line of its own', () => {
    const { story, id } = metered('basic', { before: grant });
    reported(story, id, '2020-07-31T23:00:00Z');
    expect(reported(story, id, '2020-08-01T00:00:00Z').rate).toEqual({ unitPrice: price('0.50') });
    story.at('2020-09-08T00:00:00Z');
    const [july, august] = usageLines(story, id);
    expect([july?.amount, july?.margin, august?.amount]).toEqual([4_250, 1_500, 5_000]);
    expect(july && lineFields(july, story.engine.state)).toMatchObject({
      effectiveUnitPrice: price('0.425'),
      priceAdjustments: ['15.0% Private margin'],
      billableQuantity: 100,
    });
  });

  it('MET-08: a margin that begins inside a month splits its use into two lines', () => {
    const { story, id } = metered();
    reported(story, id, '2020-07-20T10:00:00Z');
    grant(story);
    reported(story, id, '2020-07-20T11:00:00Z');
    story.at('2020-08-08T00:00:00Z');
    expect(usageLines(story, id).map(({ amount }) => amount)).toEqual([5_000, 4_250]);
    expect(new Set(usageLines(story, id).map((line) => line.id)).size).toBe(2);
  });
});

describe('BIL-18, BIL-20: use with tax, in another currency', () => {
  it('6.87 USD are 5.81 EUR, and 25 % of it 1.45', () => {
    const { story, id } = metered('basic', {
      partner: { billingCurrency: 'EUR', taxRate: percent('25') },
      before: ({ run }) =>
        void accepted(
          run({ type: 'SetExchangeRate', from: 'USD', to: 'EUR', rate: exchangeRate('0.846202666') }),
        ),
    });
    story.at('2020-07-20T10:00:00Z');
    const audit = { dimensionId: 'audit', quantity: 137.5 };
    accepted(story.run(reporting(use(id, '2020-07-20T10:00:00Z', audit))));
    story.at('2020-08-08T00:00:00Z');
    expect(usageLines(story, id)).toMatchObject([
      {
        ...{ amount: 581, tax: 145, currency: 'EUR', pricingCurrency: 'USD', exchangeRate: 846_202_666 },
        ...{ unitPrice: price('0.05'), quantity: 137.5 },
      },
    ]);
    const [invoice] = story.engine.state.ledger.invoicesOf(partners.direct.id);
    // The fee: 350.00 USD are 296.17 EUR with 74.04 of tax.
    expect(invoice).toMatchObject({ total: 29_617 + 7_404 + 581 + 145, tax: 7_404 + 145 });
  });
});
