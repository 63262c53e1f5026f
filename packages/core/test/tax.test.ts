import { describe, expect, it } from 'vitest';
import { taxOf } from '../src/billing/tax.ts';
import { percent } from '../src/index.ts';
import { partners } from './support/fixtures.ts';
import { accepted, aStory, type Story } from './support/story.ts';

const start = '2020-07-15T09:00:00Z';
const taxed = (rate = '25'): Story => aStory({ startsAt: start, partner: { taxRate: percent(rate) } });

const taxes = (story: Story, id: string) => story.charges(id).map(({ amount, tax }) => [amount, tax]);
const taxNet = (story: Story, id: string): number =>
  story.charges(id).reduce((sum, { tax = 0 }) => sum + tax, 0);

describe('BIL-18: tax on a line', () => {
  it('25 %: 200.00 has 50.00, 135.50 has 33.88', () => {
    expect(taxOf(20_000, percent('25'))).toEqual({ taxRate: 2_500, tax: 5_000 });
    expect(taxOf(13_550, percent('25')).tax).toBe(3_388);
  });

  it('none at a rate of zero: such lines have no such member', () => {
    const story = aStory({ startsAt: start });
    const id = story.buy('FX-M', 10);
    story.activate(id);
    expect(Object.keys(story.charges(id)[0] ?? {})).not.toContain('tax');
  });

  it('a credit takes back the tax of what it takes back', () => {
    const story = taxed();
    const id = story.buy('FX-M', 10);
    story.activate(id).at('2020-07-25T12:00:00Z');
    accepted(story.change(id, { type: 'SetQuantity', quantity: 15 }));
    // What is left of the first line, 64.50, keeps 16.13: the credit takes back 33.87.
    expect(taxes(story, id)).toEqual([
      [20_000, 5_000],
      [-13_550, -3_387],
      [20_325, 5_081],
    ]);
  });

  it.each(['27', '0.01', '19.6', '33.33'])(
    'INV-23: nothing is left of it after a full refund at %s %%',
    (rate) => {
      const story = taxed(rate);
      const id = story.buy('FX-A', 7);
      story.activate(id);
      accepted(story.at('2020-07-18T12:00:00Z').change(id, { type: 'SetQuantity', quantity: 11 }));
      accepted(story.at('2020-07-23T12:00:00Z').change(id, { type: 'SetQuantity', quantity: 3 }));
      accepted(story.at('2020-07-24T12:00:00Z').change(id, { type: 'Cancel' }));
      expect([story.net(id), taxNet(story, id)]).toEqual([0, 0]);
    },
  );

  it('a refund takes the rate of its line, whatever the rate is by then', () => {
    const story = aStory({ startsAt: start, settings: { 'tax.rate': 20 } });
    const id = story.buy('FX-M', 10);
    story.activate(id);
    accepted(story.run({ type: 'ChangeSetting', name: 'tax.rate', value: 10 }));
    accepted(story.change(id, { type: 'Cancel' }));
    expect(taxes(story, id)).toEqual([
      [20_000, 4_000],
      [-20_000, -4_000],
    ]);
  });
});

describe('BIL-18: whose rate', () => {
  it('the partner pays by its own, the customer that buys itself by its own, the others by the world’s', () => {
    const rateOf = (buy: (story: Story) => string, options: Parameters<typeof aStory>[0] = {}) => {
      const story = aStory({ startsAt: start, settings: { 'tax.rate': 7 }, ...options });
      const id = buy(story);
      return story.activate(id).charges(id)[0]?.taxRate;
    };
    const sold = (story: Story) => story.buy('FX-M', 1);
    const bought = (story: Story) => story.buyDirect('FX-M', 1);
    expect(rateOf(sold)).toBe(700);
    expect(rateOf(sold, { partner: { taxRate: percent('25') } })).toBe(2_500);
    expect(rateOf(sold, { partner: { taxRate: 0 } })).toBeUndefined();
    expect(rateOf(bought, { partner: { taxRate: percent('25') } })).toBe(700);
    expect(rateOf(bought, { customer: { taxRate: percent('19') } })).toBe(1_900);
    expect(rateOf(sold, { customer: { taxRate: percent('19') } })).toBe(700);
  });
});

describe('INV-35: invoices', () => {
  it('the total is that of the lines with their tax', () => {
    const story = taxed();
    const id = story.buy('FX-M', 10);
    story.activate(id).at('2020-07-25T12:00:00Z');
    accepted(story.change(id, { type: 'SetQuantity', quantity: 15 }));
    story.at('2020-08-08T00:00:00Z');
    const [invoice] = story.engine.state.ledger.invoicesOf(partners.direct.id);
    expect(invoice).toMatchObject({ total: 26_775 + 6_694, tax: 6_694 });
  });

  it('without tax an invoice has no such member', () => {
    const story = aStory({ startsAt: start });
    story.activate(story.buy('FX-M', 1)).at('2020-08-08T00:00:00Z');
    const [invoice] = story.engine.state.ledger.invoicesOf(partners.direct.id);
    expect(Object.keys(invoice ?? {})).not.toContain('tax');
  });
});
