import { describe, expect, it } from 'vitest';
import {
  type ChapterName,
  day,
  type Explanation,
  exchangeRate,
  explainInvoice,
  explainLine,
  percent,
  price,
  readPast,
} from '../src/index.ts';
import { flatOffer, partners, perUserOffer } from './support/fixtures.ts';
import { metered, use } from './support/metered.ts';
import { manually, pay } from './support/owing.ts';
import { accepted, aStory, type Story, type StoryOptions } from './support/story.ts';

/** The words of one chapter, with the rules behind each statement. */
const told = (explanation: Explanation | undefined, wanted: ChapterName): readonly string[] =>
  (explanation?.chapters.find(({ name }) => name === wanted)?.sentences ?? []).map(
    ({ text, rules }) => `${text} (${rules.join(', ')})`,
  );

const line = ({ engine }: Story, id: string) =>
  explainLine(id, readPast(engine, engine.state.ledger.charge(id)?.subscriptionId));

/** The amount of the n-th line of a subscription, from 1, in words. */
const amountOf = (story: Story, id: string, n: number) => told(line(story, `${id}/${n}`), 'amount');

const quantity = (n: number) => ({ type: 'SetQuantity', quantity: n }) as const;

/** 10 seats of FX-M from 2020-07-15 on. */
function monthly(options: StoryOptions = {}) {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
  const id = story.buy('FX-M', 10);
  return { story: story.activate(id), id };
}

describe('what is charged', () => {
  it('BIL-05: a new line is the list price times the quantity', () => {
    const { story, id } = monthly();
    const explanation = line(story, `${id}/1`);
    expect(explanation?.headline).toBe(`Line ${id}/1, \`new\`, is 200.00 USD before tax`);
    expect(told(explanation, 'what')).toEqual([
      'It was activated, and its first period is charged in advance (`new`) (ACT-12, BIL-04, BIL-23)',
      'It is for 2020-07-15 to 2020-08-14, both days included (GEN-02, GEN-05)',
    ]);
    expect(told(explanation, 'price')).toEqual([
      'Plan 0001 costs 20.00 USD a licence for a month; the price is fixed for the term (BIL-06, BIL-10)',
    ]);
    expect(told(explanation, 'amount')).toEqual([
      'One licence: 20.00 USD = 20.00 USD (BIL-19)',
      '10 licences: 20.00 USD × 10 = 200.00 USD (BIL-05, BIL-19)',
    ]);
    expect(told(explanation, 'invoice')).toEqual([
      'It was made in 2020-07; its invoice will be made on 2020-08-08 00:00 UTC, by `invoice.day` = 8 (BIL-12, BIL-13)',
    ]);
  });

  it('QTY-12, BIL-22: a change of quantity credits the old one and charges the new one, by the days left', () => {
    const { story, id } = monthly();
    accepted(story.at('2020-07-25T12:00:00Z').change(id, quantity(15)));
    expect(amountOf(story, id, 2)).toEqual([
      '21 of the 31 days of the period are left, the day of the change included (QTY-12, BIL-22)',
      'One licence: 20.00 USD × 21 of 31 days = 13.548387…, rounded half up: 13.55 USD (BIL-19)',
      '10 licences: 13.55 USD × 10 = 135.50 USD; taken back: -135.50 USD (QTY-12, GEN-13)',
    ]);
    expect(amountOf(story, id, 3).at(-1)).toBe('15 licences: 13.55 USD × 15 = 203.25 USD (BIL-05, BIL-19)');
    expect(told(line(story, `${id}/2`), 'what')).toContain(`It takes back from line ${id}/1 (GEN-13)`);
  });

  it('QTY-12: no more goes back than what is left of the line', () => {
    const { story, id } = monthly({ settings: { 'rounding.mode': 'unitHalfUp' } });
    const asked = story.at('2020-08-14T12:00:00Z');
    for (const n of [9, 8, 7]) accepted(asked.change(id, quantity(n)));
    expect(amountOf(story, id, 4).at(-1)).toBe(
      '9 licences: 0.65 USD × 9 = 5.85 USD; taken back: -5.85 USD (QTY-12, GEN-13)',
    );
    expect(line(story, `${id}/4`)?.chapters[0]?.sentences[0]?.text).toBe(
      'Licences were taken away: the old quantity is credited for the days left (`removeQuantity`)',
    );
  });

  it('BIL-21: rounded by the day and again', () => {
    const { story, id } = monthly({ settings: { 'rounding.mode': 'dailyTwice' } });
    accepted(story.at('2020-07-25T12:00:00Z').change(id, quantity(15)));
    expect(amountOf(story, id, 3)[1]).toBe(
      'One licence: 20.00 USD × 15 ÷ 31 days = 9.68 USD a day, rounded; × 21 days ÷ 15, rounded, and at most 20.00 USD: 13.55 USD (BIL-21)',
    );
  });

  it('BIL-20, PUR-20, BIL-17: cut off, with a margin, in another currency', () => {
    const story = aStory({
      startsAt: '2020-07-15T09:00:00Z',
      settings: { 'rounding.mode': 'unitFloor' },
      partner: { billingCurrency: 'EUR' },
    });
    const { productId } = perUserOffer;
    accepted(
      story.run({
        ...{ type: 'GrantMargin', productId, basisPoints: percent('12.5') },
        ...{ partnerIds: [partners.direct.id], endsOn: day('2020-07-31') },
      }),
    );
    accepted(
      story.run({ type: 'SetExchangeRate', from: 'USD', to: 'EUR', rate: exchangeRate('0.846202666') }),
    );
    const id = story.buy('FX-M', 3);
    story.activate(id);
    expect(told(line(story, `${id}/1`), 'price').slice(1)).toEqual([
      'A private margin takes 12.5 % off, for the whole of what the charge pays for (PUR-20, BIL-09)',
      'It is priced in USD and billed in EUR, at 0.846202666 EUR per USD, known since 2020-07 (BIL-17)',
    ]);
    expect(amountOf(story, id, 1)).toEqual([
      'One licence: 20.00 USD × 87.5 % = 17.50 USD, cut off after six decimals × 0.846202666 EUR per USD; cut off: 14.80 EUR (BIL-20)',
      '3 licences: 14.80 EUR × 3 = 44.40 EUR (BIL-05, BIL-19)',
    ]);
  });

  it('REN-05, BIL-04, BIL-31: renewals, periods and instalments', () => {
    const { story, id } = monthly();
    story.at('2020-08-20T00:00:00Z');
    expect(told(line(story, `${id}/2`), 'what')[0]).toContain('The term was over and renewed');
    const yearly = story.buy('FX-Y', 1);
    story.activate(yearly).at('2020-09-25T00:00:00Z');
    expect(told(line(story, `${yearly}/2`), 'what')[0]).toContain('The next period of the running term');

    const [flat] = flatOffer.plans;
    if (!flat) throw new Error('no plan');
    const term = { duration: 'P1Y', billingCycle: 'annual' } as const;
    const instalments = [
      { afterDays: 0, amount: price('100') },
      { afterDays: 90, amount: price('500') },
    ];
    const prices = [{ ...term, currency: 'USD', unitPrice: price('600'), instalments }];
    const other = aStory({
      ...{ only: 'flat', customer: { tenantId: 'lakeshore-tenant' } },
      offer: { plans: [{ ...flat, prices, privateAudience: ['lakeshore-tenant'] }] },
    });
    const paid = other.buy('FX-F', 1, { term });
    other.activate(paid).at('2021-01-01T00:00:00Z');
    expect(told(line(other, `${paid}/2`), 'price')).toEqual([
      'Plan 0001 costs 600.00 USD a licence for the term; the price is fixed for the term (BIL-06, BIL-10)',
      'Instalment 2 of it is 500.00 USD (BIL-31)',
    ]);
  });

  it('SUS-10: a period that began while access was off is charged from the reinstatement on', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const id = story.buy('FX-Y', 10);
    accepted(story.activate(id).change(id, { type: 'Suspend' }));
    accepted(story.at('2020-08-20T09:00:00Z').change(id, { type: 'Reactivate' }));
    expect(told(line(story, `${id}/2`), 'what')[0]).toContain('its days from the reinstatement on');
    expect(amountOf(story, id, 2).slice(0, 2)).toEqual([
      '26 of the 31 days of the period are left, the first of them included (BIL-22)',
      'One licence: 10.00 USD × 26 of 31 days = 8.387096…, rounded half up: 8.39 USD (BIL-19)',
    ]);
  });

  it('PLN-05, BIL-27: the lines of a change of plan', () => {
    const { story, id } = monthly();
    accepted(story.at('2020-07-25T12:00:00Z').change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    expect(amountOf(story, id, 2).at(-1)).toContain('taken back: -135.50 USD');
    expect(amountOf(story, id, 3)[1]).toBe(
      'One licence: 50.00 USD × 21 of 31 days = 33.870967…, rounded half up: 33.87 USD (BIL-19)',
    );
    const other = aStory();
    const trial = other.buy('FX-T', 10);
    accepted(other.activate(trial).change(trial, { type: 'ChangePlan', planId: 'fx-m' }));
    expect(amountOf(other, trial, 2).at(-1)).toContain('taken back: 0.00 USD');
    expect(told(line(other, `${trial}/3`), 'what')[0]).toContain('A plan without trial ended the trial');
  });
});

describe('what is given back', () => {
  it('CAN-04: all that is left of a line, inside the window', () => {
    const { story, id } = monthly();
    accepted(story.change(id, quantity(12)));
    accepted(story.change(id, { type: 'Cancel' }));
    expect(amountOf(story, id, 4)).toEqual([
      `Inside the window everything goes back: what is left of ${id}/3, all of it: -240.00 USD (CAN-04)`,
    ]);
    expect(told(line(story, `${id}/4`), 'what')[0]).toBe(
      'It was cancelled inside the window, with `cancel.refund` = full (`cancel`) (CAN-04, CAN-03, BIL-23)',
    );
  });

  it('CAN-21: the days left, where refunds are prorated', () => {
    const { story, id } = monthly({ profile: 'nce-7d' });
    accepted(story.at('2020-07-20T12:00:00Z').change(id, { type: 'Cancel' }));
    expect(amountOf(story, id, 2)).toEqual([
      '26 of the 31 days of the period are left, the day of the change included (CAN-21, BIL-22)',
      'One licence: 20.00 USD × 26 of 31 days = 16.774193 USD, cut off after six decimals; cut off: 16.77 USD (BIL-20)',
      '10 licences: 16.77 USD × 10 = 167.70 USD; taken back: -167.70 USD (CAN-21, GEN-13)',
    ]);
  });

  it('CAN-12: nothing for a trial', () => {
    const story = aStory();
    const trial = story.buy('FX-T', 10);
    accepted(story.activate(trial).change(trial, { type: 'Cancel' }));
    expect(told(line(story, `${trial}/1`), 'price')).toEqual(['Nothing is asked for a trial (BIL-24)']);
    expect(amountOf(story, trial, 2)).toEqual([
      'It answers the line of the trial: a trial costs nothing, so nothing goes back: 0.00 USD (CAN-12)',
    ]);
  });

  it('CAN-16: a metered plan has lines of its own kind', () => {
    const { story, id } = metered();
    accepted(story.change(id, { type: 'Cancel' }));
    expect(told(line(story, `${id}/2`), 'what')[0]).toContain(
      '(`cancelImmediate`) (CAN-04, CAN-03, CAN-16, BIL-23)',
    );
  });

  it('CAN-20: what a publisher gave back, the newest line first', () => {
    const { story, id } = monthly({ profile: 'current' });
    accepted(story.at('2020-07-25T00:00:00Z').change(id, quantity(15)));
    accepted(story.change(id, { type: 'ApproveRefund', amount: 20_311 }));
    expect([...amountOf(story, id, 4), ...amountOf(story, id, 5)]).toEqual([
      `The publisher gave 203.11 USD back: 203.11 USD, at most the 203.10 USD that are left of ${id}/3: -203.10 USD (CAN-20)`,
      `The publisher gave 203.11 USD back: 203.11 USD − 203.10 USD from newer lines, at most the 64.60 USD that are left of ${id}/1: -0.01 USD (CAN-20)`,
    ]);
  });

  it('BIL-18: the tax of a charge, and of what is taken back from it', () => {
    const { story, id } = monthly({ partner: { taxRate: percent('25') } });
    accepted(story.at('2020-07-25T12:00:00Z').change(id, quantity(15)));
    expect(told(line(story, `${id}/1`), 'tax')).toEqual([
      'Tax by the rate that held: 200.00 USD × 25 % = 50.00 USD, rounded half up (BIL-18)',
    ]);
    expect(told(line(story, `${id}/2`), 'tax')).toEqual([
      'The tax of what goes back: 25 % of the 64.50 USD that stay, less 25 % of the 200.00 USD that were left, each rounded half up: -33.87 USD (BIL-18)',
    ]);
  });
});

describe('MET-08: what is used', () => {
  it('is added up, and cut off once', () => {
    const { story, id, report } = metered();
    for (const [date, n] of [
      ['16', 100.1],
      ['17', 0.2],
      ['30', 37.2],
    ] as const) {
      story.at(`2020-07-${date}T12:00:00Z`);
      report(use(id, `2020-07-${date}T12:00:00Z`, { dimensionId: 'audit', quantity: n }));
    }
    story.at('2020-08-08T00:00:00Z');
    const [charge] = story.engine.state.ledger.usageChargesOf(id);
    const explanation = line(story, charge?.id ?? '');
    expect(told(explanation, 'price')).toEqual(['A unit of audit cost 0.05 USD when it was used (MET-10)']);
    expect(told(explanation, 'amount')).toEqual([
      '3 reports of audit, 137.5 in all: 100.1 on 2020-07-16 + 0.2 on 2020-07-17 + 37.2 on 2020-07-30 (MET-08)',
      'All of it: 137.5 × 0.05 USD, cut off: 6.87 USD (MET-08, BIL-20)',
    ]);
    expect(told(explanation, 'invoice')[0]).toMatch(/^It is of the use of 2020-07, whose invoice is G\d{9}/);
  });

  it('BIL-20: is cut off before it is converted, too', () => {
    const { story, id, report } = metered('basic', {
      partner: { billingCurrency: 'EUR' },
      before: ({ run }) => {
        accepted(run({ type: 'SetExchangeRate', from: 'USD', to: 'EUR', rate: exchangeRate('0.9') }));
        accepted(
          run({
            ...{ type: 'GrantMargin', productId: 'DZH318Z0MAIL', basisPoints: percent('15') },
            ...{ partnerIds: [partners.direct.id], endsOn: day('2020-07-31') },
          }),
        );
      },
    });
    story.at('2020-07-20T12:00:00Z');
    report(use(id, '2020-07-20T12:00:00Z', { quantity: 3 }));
    story.at('2020-08-08T00:00:00Z');
    const [charge] = story.engine.state.ledger.usageChargesOf(id);
    expect(told(line(story, charge?.id ?? ''), 'amount').slice(1)).toEqual([
      'One unit: 0.50 USD × 85 % = 0.425 USD, cut off after six decimals (BIL-20)',
      'All of it: 3 × 0.425 USD, cut off: 1.27 USD × 0.9 EUR per USD, cut off: 1.14 EUR (MET-08, BIL-20)',
    ]);
  });
});

describe('BIL-13: invoices', () => {
  it('add up their lines and the tax, and say how they stand', () => {
    const story = manually({ partner: { taxRate: percent('25') } });
    const id = story.buy('FX-M', 10);
    story.activate(id).at('2020-08-08T00:00:00Z');
    const [invoiceId = ''] = story.engine.state.ledger.invoices.keys();
    const explained = () => explainInvoice(invoiceId, story.engine);
    expect(explained()?.headline).toBe(`Invoice ${invoiceId} is 250.00 USD with tax`);
    expect(told(explained(), 'amount')).toEqual([
      `200.00 USD: line ${id}/1, \`new\`, 2020-07-15 to 2020-08-14 ()`,
      'In all, 1 line: 200.00 USD + 50.00 USD tax = 250.00 USD (BIL-13, BIL-18)',
    ]);
    expect(told(explained(), 'now')[0]).toContain('due on 2020-10-07, 60 days after its date');
    story.at('2020-10-08T00:00:00Z');
    expect(told(explained(), 'now')[0]).toContain('is past due since 2020-10-08 00:00 UTC');
    accepted(pay(story, invoiceId));
    expect(told(explained(), 'now')[0]).toContain('and is paid');
  });

  it('BIL-16: a credit note says why it is one', () => {
    const { story, id } = monthly({ settings: { 'cancel.window.monthlyBilled': 'P30D' } });
    accepted(story.at('2020-08-10T00:00:00Z').change(id, { type: 'Cancel' }));
    story.at('2020-09-08T00:00:00Z');
    const credit = [...story.engine.state.ledger.invoices.keys()].at(-1) ?? '';
    const explanation = explainInvoice(credit, story.engine);
    expect(explanation?.headline).toBe(`Credit note ${credit} is -200.00 USD with tax`);
    expect(told(explanation, 'now')).toEqual(['Nothing is to be paid (BIL-15)']);
  });
});

it('nothing is said about what is not there', () => {
  const past = readPast(aStory().engine);
  expect([explainLine('none/1', past), explainInvoice('G000000000', past)]).toEqual([undefined, undefined]);
});
