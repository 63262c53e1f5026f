import { describe, expect, it } from 'vitest';
import { chargeTypes, lineFields, percent, price, trialProjection } from '../src/index.ts';
import { publisher } from './support/fixtures.ts';
import { accepted, aStory, type Story } from './support/story.ts';

const fieldsOf = (story: Story, id: string) =>
  story.charges(id).map((charge) => lineFields(charge, story.engine.state));

describe('BIL-23: the kinds of lines', () => {
  it('are those of RB 5.1, in its order', () => {
    expect(chargeTypes).toEqual([
      'new',
      'renew',
      'cycleCharge',
      'addQuantity',
      'removeQuantity',
      'convert',
      'cancel',
      'cancelImmediate',
      'customerCredit',
      'usage',
    ]);
  });
});

describe('BIL-32: what a line shows beside what it holds', () => {
  it('sums, tax, words of its term, publisher, and the invoice once it is on one', () => {
    const story = aStory({ partner: { taxRate: percent('25') } });
    const id = story.buy('FX-M', 10);
    story.activate(id);
    const unbilled = {
      billableQuantity: 10,
      ...{ subtotal: 20_000, taxTotal: 5_000, totalForCustomer: 25_000 },
      ...{ pricingCurrency: 'USD', exchangeRate: 1_000_000_000 },
      ...{ effectiveUnitPrice: price('20.00'), priceAdjustments: [] },
      ...{ termAndBillingCycle: '1 Month Subscription', billingFrequency: 'Monthly' },
      publisherId: publisher.id,
      invoiceNumber: '',
    };
    expect(fieldsOf(story, id)).toEqual([unbilled]);
    story.at('2020-08-08T00:00:00Z');
    expect(fieldsOf(story, id)[0]).toEqual({ ...unbilled, invoiceNumber: expect.stringMatching(/^G\d{9}$/) });
  });

  it.each([
    ['FX-A', '1 Year Subscription', 'Annual'],
    ['FX-Y', '1 Year Subscription', 'Monthly'],
    ['FX-3Y', '3 Year Subscription', ''],
    ['FX-T', 'One-Month commitment for trial', ''],
  ] as const)('%s: %s, "%s"', (plan, termAndBillingCycle, billingFrequency) => {
    const story = aStory();
    const id = story.buy(plan, 1);
    story.activate(id);
    expect(fieldsOf(story, id)[0]).toMatchObject({ termAndBillingCycle, billingFrequency });
  });

  it('BIL-06: of a change the effective price is that of the days left', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const id = story.buy('FX-M', 10);
    story.activate(id).at('2020-07-25T12:00:00Z');
    accepted(story.change(id, { type: 'SetQuantity', quantity: 15 }));
    expect(fieldsOf(story, id).map(({ effectiveUnitPrice }) => effectiveUnitPrice)).toEqual([
      price('20.00'),
      price('13.55'),
      price('13.55'),
    ]);
  });
});

describe('BIL-28: the second row of a trial', () => {
  const trial = (): { readonly story: Story; readonly id: string } => {
    const story = aStory({ startsAt: '2020-06-10T08:00:00Z' });
    const id = story.buy('FX-T', 1);
    story.activate(id);
    return { story, id };
  };
  const projected = ({ engine, subscription }: Story, id: string) =>
    trialProjection(subscription(id), { now: engine.now(), state: engine.state });

  it('is of zero for the first paid period, and no line of the ledger', () => {
    const { story, id } = trial();
    expect(projected(story, id)).toMatchObject({
      ...{ type: 'renew', start: '2020-07-10', end: '2020-08-10', term: 2 },
      ...{ unitPrice: price('2.00'), quantity: 1, amount: 0, description: 'Paid subscription' },
    });
    expect(story.charges(id)).toHaveLength(1);
  });

  it('shows the price in effect, which the paid term will take', () => {
    const { story, id } = trial();
    const cheaper = { skuId: '0003', duration: 'P1M', billingCycle: 'monthly', currency: 'USD' } as const;
    const prices = [{ ...cheaper, unitPrice: price('1.50') }];
    accepted(story.run({ type: 'ChangePrices', productId: 'DZH318Z0PER1', prices }));
    story.at('2020-07-01T00:00:00Z');
    expect(projected(story, id)?.unitPrice).toBe(price('1.50'));
  });

  it('is gone once the trial has turned into what it stands for, or will not', () => {
    const { story, id } = trial();
    accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: false }));
    expect(projected(story, id)).toBeUndefined();
    accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: true }));
    story.at('2020-07-10T00:00:00Z');
    expect(projected(story, id)).toBeUndefined();
    const pending = story.buy('FX-M', 1);
    expect(projected(story, pending)).toBeUndefined();
  });
});

describe('BIL-29: an invoice', () => {
  it('has the lines of subscriptions and nothing else', () => {
    const story = aStory();
    const ids = [story.buy('FX-M', 3), story.buy('FX-F'), story.buyDirect('FX-A', 1)];
    for (const id of ids) story.activate(id);
    story.at('2020-08-08T00:00:00Z');
    const { ledger, offers } = story.engine.state;
    const onInvoices = [...ledger.invoices.values()].flatMap(({ chargeIds }) => chargeIds);
    expect(onInvoices.toSorted()).toEqual(
      ids.flatMap((id) => story.charges(id).map((charge) => charge.id)).toSorted(),
    );
    expect(ledger.charges.every(({ productId }) => offers.has(productId))).toBe(true);
  });
});
