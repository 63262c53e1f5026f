import { describe, expect, it } from 'vitest';
import { type Invoice, invoiceStatus, standingOf } from '../src/index.ts';
import { invoicesOf, manually, owing, pay } from './support/owing.ts';
import { again } from './support/restored.ts';
import { accepted, aStory, refusal, refused, type Story } from './support/story.ts';

const payer = 'partner-direct';

const invoice = ({ engine }: Story, n = 0): Invoice => {
  const found = engine.state.ledger.invoicesOf(payer)[n];
  if (!found) throw new Error(`no invoice ${n}`);
  return found;
};
const status = (story: Story, n = 0) => invoiceStatus(invoice(story, n), story.engine.state);
const standing = ({ engine }: Story) => standingOf(payer, engine.state);

describe('BIL-15: an invoice of 2020-08-08', () => {
  it('is due on 2020-10-07 and past due from the day after', () => {
    const { story } = owing();
    story.at('2020-10-07T23:59:59.999Z');
    expect([invoice(story).dueOn, status(story), standing(story)]).toEqual(['2020-10-07', 'issued', 'good']);
    story.at('2020-10-08T00:00:00Z');
    expect([status(story), standing(story)]).toEqual(['pastDue', 'pastDue']);
    expect(status(story, 1)).toBe('issued');
  });

  it('is paid by itself when its due date begins, unless payments are left to somebody', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    story.activate(story.buy('FX-M')).at('2020-10-06T23:59:59.999Z');
    expect(status(story)).toBe('issued');
    story.at('2020-10-07T00:00:00Z');
    expect(status(story)).toBe('paid');
    expect([...story.engine.state.payments.values()]).toEqual([
      { invoiceId: invoice(story).id, amount: 20_000, paidAt: '2020-10-07T00:00:00.000Z' },
    ]);
    story.at('2023-10-07T00:00:00Z');
    expect(standing(story)).toBe('good');
  });

  it('keeps its due date when the days to pay are changed after it', () => {
    const { story } = owing('FX-M', { settings: { 'invoice.netDays': 14 } });
    story.at('2020-08-08T00:00:00Z');
    accepted(story.run({ type: 'ChangeSetting', name: 'invoice.netDays', value: 30 }));
    story.at('2020-09-08T00:00:00Z');
    expect([invoice(story, 0).dueOn, invoice(story, 1).dueOn]).toEqual(['2020-08-22', '2020-10-08']);
  });

  it('is paid in the same instant where there is no time to pay', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z', settings: { 'invoice.netDays': 0 } });
    story.activate(story.buy('FX-M')).at('2020-08-08T00:00:00Z');
    expect(status(story)).toBe('paid');
  });
});

describe('RB 14.3: the account', () => {
  it('is past due while any invoice is, and good again when the last of them is paid', () => {
    const { story } = owing('FX-Y');
    story.at('2020-11-09T00:00:00Z');
    const [july, august, september] = invoicesOf(story);
    expect([0, 1, 2].map((n) => status(story, n))).toEqual(['pastDue', 'pastDue', 'issued']);
    accepted(pay(story, august));
    expect([status(story, 1), standing(story)]).toEqual(['paid', 'pastDue']);
    accepted(pay(story, july));
    expect(standing(story)).toBe('good');
    accepted(pay(story, september));
    expect(status(story, 2)).toBe('paid');
  });

  it('an invoice that is paid in time never falls past due', () => {
    const { story } = owing('FX-A');
    story.at('2020-10-07T23:59:59.999Z');
    accepted(pay(story, invoice(story).id));
    story.at('2020-12-01T00:00:00Z');
    expect([status(story), standing(story)]).toEqual(['paid', 'good']);
  });
});

describe('a payment', () => {
  it('is refused for what is not there, is paid, or is not paid in full; nothing changes', () => {
    const { story } = owing();
    story.at('2020-08-08T00:00:00Z');
    const [id] = invoicesOf(story);
    const before = story.engine.seq();
    expect(refused(pay(story, 'G999999999'))).toBe('invoiceNotFound');
    expect(refusal(pay(story, id, 19_999))).toEqual({
      code: 'paymentNotInFull',
      invoiceId: id,
      total: 20_000,
    });
    expect(refused(pay(story, id, 20_001))).toBe('paymentNotInFull');
    expect(story.engine.seq()).toBe(before);
    accepted(pay(story, id));
    expect(refused(pay(story, id))).toBe('invoicePaid');
  });

  it('BIL-16: a credit is on the next invoice, a credit note, on which there is nothing to be paid', () => {
    const story = manually({ startsAt: '2020-07-31T09:00:00Z' });
    const id = story.buy('FX-M');
    accepted(story.activate(id).at('2020-08-01T08:00:00Z').change(id, { type: 'Cancel' }));
    story.at('2020-12-01T00:00:00Z');
    const [july, august] = [invoice(story), invoice(story, 1)];
    expect([july, august].map(({ documentType, total }) => [documentType, total])).toEqual([
      ['invoice', 20_000],
      ['creditNote', -20_000],
    ]);
    expect([status(story, 0), status(story, 1)]).toEqual(['pastDue', 'nothingDue']);
    expect(refused(pay(story, august.id))).toBe('nothingToPay');
  });

  it('is not asked for by an invoice of nothing', () => {
    const story = manually();
    story.activate(story.buy('FX-T', 1)).at('2020-10-10T00:00:00Z');
    expect([invoice(story).total, status(story), standing(story)]).toEqual([0, 'nothingDue', 'good']);
    expect(refused(pay(story, invoice(story).id))).toBe('nothingToPay');
  });

  it('INV-34: leaves its invoice as it was', () => {
    const { story } = owing();
    story.at('2020-10-08T00:00:00Z');
    const before = JSON.stringify([...story.engine.state.ledger.invoices.values()]);
    accepted(pay(story, invoice(story).id));
    expect(JSON.stringify([...story.engine.state.ledger.invoices.values()])).toBe(before);
  });
});

describe('payments, set while the world runs', () => {
  const set = (story: Story, value: 'auto' | 'manual') =>
    story.run({ type: 'ChangeSetting', name: 'payments', value });

  it('to auto: what is due is paid at once, the rest on its date', () => {
    const { story } = owing('FX-Y');
    story.at('2020-10-10T00:00:00Z');
    accepted(set(story, 'auto'));
    expect([status(story, 0), status(story, 1), standing(story)]).toEqual(['paid', 'issued', 'good']);
    story.at('2020-11-07T00:00:00Z');
    expect(status(story, 1)).toBe('paid');
  });

  it('to auto on the very due date: that is paid too', () => {
    const { story } = owing();
    accepted(set(story.at('2020-10-07T12:00:00Z'), 'auto'));
    expect(status(story)).toBe('paid');
  });

  it('to auto before the world is taken up again: what was due comes at once', () => {
    const { story } = owing();
    story.at('2020-10-07T12:00:00Z');
    const later = again(story.engine, { settings: { ...story.settings, payments: 'auto' } });
    expect(later.nextDueAt()).toBe(later.now());
    accepted(later.stepTo(later.now()));
    expect(invoiceStatus(invoice(story), later.state)).toBe('paid');
  });

  it('to manual: what is not paid yet waits for somebody', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    story.activate(story.buy('FX-M')).at('2020-10-06T00:00:00Z');
    accepted(set(story, 'manual'));
    story.at('2020-10-08T00:00:00Z');
    expect(status(story)).toBe('pastDue');
  });
});
