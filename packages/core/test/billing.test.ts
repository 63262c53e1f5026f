import { describe, expect, it } from 'vitest';
import { accepted, aStory, aSwedishPurchase } from './support/story.ts';

describe('RB 5.2: the worked ledger, to the cent', () => {
  const story = aStory();
  const id = story.buy('FX-M', 10);
  story.at('2020-07-14T15:00:00Z');
  accepted(story.change(id, { type: 'AssignLicenses', count: 10 }));
  story.at('2020-07-15T09:00:00Z');
  accepted(story.change(id, { type: 'ConfirmActivation' }));
  story.at('2020-07-25T12:00:00Z');
  accepted(story.change(id, { type: 'SetQuantity', quantity: 15 }));
  story.at('2020-08-05T12:00:00Z');
  accepted(story.change(id, { type: 'SetQuantity', quantity: 8 }));
  story.at('2020-09-08T00:00:00Z');

  it('BIL-04, BIL-05, BIL-22, QTY-12, REN-05: six lines', () => {
    expect(story.lines(id)).toEqual([
      ['new', '2020-07-15', '2020-08-15', 20_000],
      ['addQuantity', '2020-07-25', '2020-08-15', -13_550],
      ['addQuantity', '2020-07-25', '2020-08-15', 20_325],
      ['removeQuantity', '2020-08-05', '2020-08-15', -9_675],
      ['removeQuantity', '2020-08-05', '2020-08-15', 5_160],
      ['renew', '2020-08-15', '2020-09-15', 16_000],
    ]);
  });

  it('QTY-12: each credit names the last charge before it', () => {
    const [first, credit, charge, second] = story.charges(id);
    expect(credit?.parentId).toBe(first?.id);
    expect(second?.parentId).toBe(charge?.id);
    expect(charge?.parentId).toBeUndefined();
  });

  it('BIL-13, BIL-15: the July and August invoices are made on the 8th and due 60 days later', () => {
    const invoices = story.engine.state.ledger.invoicesOf('partner-direct');
    expect(
      invoices.map(({ issuedAt, start, end, total, dueOn }) => [issuedAt, start, end, total, dueOn]),
    ).toEqual([
      ['2020-08-08T00:00:00.000Z', '2020-07-01', '2020-08-01', 26_775, '2020-10-07'],
      ['2020-09-08T00:00:00.000Z', '2020-08-01', '2020-09-01', 11_485, '2020-11-07'],
    ]);
  });

  it('decision 12: the changes and the renewal added orders', () => {
    const orders = [...story.engine.state.ordersOf.of(story.customer.id)].map((orderId) => {
      const order = story.engine.state.orders.get(orderId);
      return [
        order?.transactionType,
        order?.status,
        order?.lineItems[0]?.transaction,
        order?.lineItems[0]?.quantity,
      ];
    });
    expect(orders).toEqual([
      ['UserPurchase', 'completed', 'new', 10],
      ['UserPurchase', 'completed', 'addQuantity', 15],
      ['UserPurchase', 'completed', 'removeQuantity', 8],
      ['SystemPurchase', 'completed', 'renew', 8],
    ]);
  });
});

describe('BIL-01, BIL-02: terms and billing periods', () => {
  it('a year billed monthly has twelve lines of which the later ones are cycle charges', () => {
    const story = aStory();
    const id = story.buy('FX-Y', 10);
    story.activate(id).at('2021-07-15T00:00:00Z');
    const types = story.charges(id).map(({ type, term }) => `${term} ${type}`);
    expect(types).toEqual(['1 new', ...Array.from({ length: 11 }, () => '1 cycleCharge'), '2 renew']);
    expect(story.net(id)).toBe(13 * 10_000);
  });

  it('three years upfront are one line and the next comes after three years', () => {
    const story = aStory();
    const id = story.buy('FX-3Y', 1);
    story.activate(id).at('2023-07-14T00:00:00Z');
    expect(story.lines(id)).toEqual([
      ['new', '2020-07-14', '2023-07-14', 30_000],
      ['renew', '2023-07-14', '2026-07-14', 30_000],
    ]);
  });

  it('BIL-03, REN-11: an anchor on the 31st returns to the 31st', () => {
    const story = aStory({ startsAt: '2020-01-31T12:00:00Z' });
    const id = story.buy('FX-M', 1);
    story.activate(id).at('2020-06-01T00:00:00Z');
    expect(story.charges(id).map(({ start }) => start)).toEqual([
      '2020-01-31',
      '2020-02-29',
      '2020-03-31',
      '2020-04-30',
      '2020-05-31',
    ]);
  });

  it('BIL-05: a flat rate is charged once whatever it serves', () => {
    const story = aStory();
    const id = story.buy('FX-F');
    story.activate(id);
    expect(story.lines(id)).toEqual([['new', '2020-07-14', '2020-08-14', 35_000]]);
  });
});

describe('invoices', () => {
  it('BIL-12: the billing month is that of the instant of creation', () => {
    const story = aStory({ startsAt: '2020-07-31T23:59:00Z' });
    const july = story.buy('FX-M', 1);
    story.activate(july).at('2020-08-01T00:00:00Z');
    const august = story.buy('FX-M', 2);
    story.activate(august).at('2020-09-08T00:00:00Z');
    const invoices = story.engine.state.ledger.invoicesOf('partner-direct');
    // The July purchase renews on the 31st of August: that line is August's.
    expect(invoices.map(({ start, total }) => [start, total])).toEqual([
      ['2020-07-01', 2_000],
      ['2020-08-01', 4_000 + 2_000],
    ]);
  });

  it('BIL-13, BIL-14: lines are unbilled until the run, and a month without lines has no invoice', () => {
    const story = aStory();
    const id = story.buy('FX-A', 1);
    story.activate(id).at('2020-08-07T23:59:59.999Z');
    const [line] = story.charges(id);
    expect(story.engine.state.ledger.invoiceOf(line?.id ?? '')).toBeUndefined();
    expect(story.engine.state.ledger.openAccounts('2020-07')).toHaveLength(1);
    story.at('2020-08-08T00:00:00Z');
    expect(story.engine.state.ledger.invoiceOf(line?.id ?? '')).toMatch(/^G\d{9}$/);
    expect(story.engine.state.ledger.openAccounts('2020-07')).toEqual([]);
    story.at('2021-06-01T00:00:00Z');
    expect(story.engine.state.ledger.invoices.size).toBe(1);
  });

  it('CAN-05: what a cancellation gives back is on the invoice of its own month', () => {
    const story = aStory();
    const id = story.buy('FX-A', 10);
    accepted(story.activate(id).at('2020-07-27T00:00:00Z').change(id, { type: 'Cancel' }));
    story.at('2020-08-08T00:00:00Z');
    const [invoice, ...later] = story.engine.state.ledger.invoicesOf('partner-direct');
    expect(invoice).toMatchObject({ total: 0, documentType: 'invoice' });
    expect(invoice?.chargeIds).toHaveLength(2);
    expect(later).toEqual([]);
  });

  it('CAN-05, BIL-16: a credit goes to the month in which it was made, as a credit note', () => {
    const story = aStory({ startsAt: '2020-07-31T20:00:00Z' });
    const id = story.buy('FX-M', 10);
    story.activate(id).at('2020-08-01T10:00:00Z');
    accepted(story.change(id, { type: 'Cancel' }));
    story.at('2020-09-08T00:00:00Z');
    const invoices = story.engine.state.ledger.invoicesOf('partner-direct');
    expect(invoices.map(({ total, documentType }) => [total, documentType])).toEqual([
      [20_000, 'invoice'],
      [-20_000, 'creditNote'],
    ]);
  });

  it('PUR-17: the partner pays, and the line carries what held when it was made (BIL-32)', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    story.activate(id);
    expect(story.charges(id)[0]).toMatchObject({
      payerId: 'partner-direct',
      customerId: story.customer.id,
      orderId: story.subscription(id).orderId,
      productId: 'DZH318Z0PER1',
      skuId: '0001',
      termDuration: 'P1M',
      billingCycle: 'monthly',
      unitPrice: 20_000_000,
      currency: 'USD',
    });
  });
});

describe('GEN-05, GEN-13, BIL-10, BIL-17: what the ledger keeps', () => {
  it('GEN-05: the day of activation counts whole, the renewal comes at midnight', () => {
    const story = aStory({ startsAt: '2020-07-14T23:59:00Z' });
    const id = story.buy('FX-M', 1);
    story.activate(id).at('2020-08-14T00:00:00Z');
    expect(story.charges(id).map(({ createdAt, start, amount }) => [createdAt, start, amount])).toEqual([
      ['2020-07-14T23:59:00.000Z', '2020-07-14', 2_000],
      ['2020-08-14T00:00:00.000Z', '2020-08-14', 2_000],
    ]);
  });

  it('GEN-13: lines are only added, never changed, also by invoices', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    story.activate(id);
    const before = structuredClone(story.engine.state.ledger.charges);
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    story.at('2020-09-08T00:00:00Z');
    const after = story.engine.state.ledger.charges;
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.slice(0, before.length)).toEqual(before);
  });

  it('BIL-10: every line of a term has the price of the term', () => {
    const story = aStory();
    const id = story.buy('FX-Y', 10);
    story.activate(id).at('2020-10-20T00:00:00Z');
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    story.at('2021-03-01T00:00:00Z');
    expect(new Set(story.charges(id).map(({ unitPrice }) => unitPrice))).toEqual(new Set([10_000_000]));
  });

  it('BIL-17: each currency has an invoice of its own', () => {
    const story = aStory();
    story.activate(story.buy('FX-M', 1));
    const [abroad] = aSwedishPurchase(story);
    story.activate(abroad).at('2020-08-08T00:00:00Z');
    const invoices = story.engine.state.ledger.invoicesOf('partner-direct');
    expect(invoices.map(({ currency, total }) => [currency, total])).toEqual([
      ['USD', 2_000],
      ['SEK', 21_000],
    ]);
  });
});

describe('BIL-24, BIL-25: trials', () => {
  it('a trial is a line of zero and becomes a paid month', () => {
    const story = aStory({ startsAt: '2020-06-10T08:00:00Z' });
    const id = story.buy('FX-T', 1);
    story.activate(id).at('2020-08-10T00:00:00Z');
    expect(story.lines(id)).toEqual([
      ['new', '2020-06-10', '2020-07-10', 0],
      ['renew', '2020-07-10', '2020-08-10', 200],
      ['renew', '2020-08-10', '2020-09-10', 200],
    ]);
    expect(story.charges(id).map(({ description }) => description)).toEqual([
      'Free trial',
      'Paid subscription',
      '',
    ]);
    expect(story.charges(id)[0]?.billingCycle).toBe('none');
  });

  it('trial.duration: a trial of 30 days starts the paid rhythm on its own last day', () => {
    const story = aStory({ startsAt: '2020-07-01T08:00:00Z', settings: { 'trial.duration': 'P30D' } });
    const id = story.buy('FX-T', 1);
    story.activate(id).at('2020-08-31T00:00:00Z');
    expect(story.lines(id)).toEqual([
      ['new', '2020-07-01', '2020-07-31', 0],
      ['renew', '2020-07-31', '2020-08-31', 200],
      ['renew', '2020-08-31', '2020-09-30', 200],
    ]);
  });

  it('QTY-14: seats added in the trial cost nothing until it converts', () => {
    const story = aStory({ startsAt: '2020-06-10T08:00:00Z' });
    const id = story.buy('FX-T', 1);
    story.activate(id).at('2020-06-20T00:00:00Z');
    accepted(story.change(id, { type: 'SetQuantity', quantity: 3 }));
    story.at('2020-07-10T00:00:00Z');
    expect(story.lines(id).map(([type, , , amount]) => [type, amount])).toEqual([
      ['new', 0],
      ['addQuantity', 0],
      ['addQuantity', 0],
      ['renew', 600],
    ]);
  });

  it('BIL-26: the second purchase of the offer starts paid', () => {
    const story = aStory();
    const first = story.buy('FX-T', 1);
    const second = story.buy('FX-T', 1);
    expect([first, second].map((id) => story.subscription(id).startsWithTrial)).toEqual([true, false]);
    story.activate(second);
    expect(story.lines(second)).toEqual([['new', '2020-07-14', '2020-08-14', 200]]);
  });
});
