import { describe, expect, it } from 'vitest';
import { type Charge, type Invoice, unbilledUsage } from '../src/index.ts';
import { metered, reporting, use } from './support/metered.ts';
import { accepted, type Story } from './support/story.ts';

const cancel = { type: 'Cancel' } as const;
const payer = { payerId: 'partner-direct', currency: 'USD' };

const invoices = ({ engine }: Story): readonly Invoice[] => engine.state.ledger.invoicesOf(payer.payerId);

const shown = (lines: readonly Charge[]) =>
  lines.map(({ type, start, end, unitPrice, quantity, amount }) => ({
    ...{ type, start, end, unitPrice, quantity, amount },
  }));

/** Lines of use that no invoice has yet, now. */
const unbilled = ({ engine: { state, now } }: Story, period: 'current' | 'previous') =>
  unbilledUsage(payer, period, { state, now: now() });

const usageLines = ({ engine }: Story, id: string) => engine.state.ledger.usageChargesOf(id);

describe('MET-02: what is billed', () => {
  it('is all that is reported: the publisher keeps what the fee includes', () => {
    const { story, id, report } = metered();
    story.at('2020-07-20T13:00:00Z');
    report(use(id, '2020-07-20T13:00:00Z', { quantity: 100 }));
    expect(unbilled(story, 'current').map(({ amount }) => amount)).toEqual([5_000]);
  });
});

describe('MET-08, BIL-20: the line of a month', () => {
  /** 100.1 + 0.2 + 37.2 audits at 0.05. */
  const audits = () => {
    const { story, id, report } = metered();
    for (const [day, quantity] of [
      ['16', 100.1],
      ['17', 0.2],
      ['30', 37.2],
    ] as const) {
      story.at(`2020-07-${day}T12:00:00Z`);
      report(use(id, `2020-07-${day}T11:00:00Z`, { dimensionId: 'audit', quantity }));
    }
    return { story, id };
  };

  it('adds up exactly and is cut off once: 137.5 at 0.05 are 6.87', () => {
    const { story, id } = audits();
    const line = {
      ...{ type: 'usage', start: '2020-07-01', end: '2020-08-01' },
      ...{ unitPrice: 50_000, quantity: 137.5, amount: 687 },
    };
    expect(shown(unbilled(story, 'current'))).toEqual([line]);
    story.at('2020-08-08T00:00:00Z');
    expect(shown(usageLines(story, id))).toEqual([line]);
    expect(usageLines(story, id)).toMatchObject([
      { usage: { dimensionId: 'audit', quantity: '137.5', count: 3 }, createdAt: '2020-08-08T00:00:00.000Z' },
    ]);
  });

  it('the invoice run makes the very lines that were expected, and nothing else of them', () => {
    const { story, id } = audits();
    story.at('2020-08-07T23:59:59.999Z');
    const before = unbilled(story, 'previous');
    story.at('2020-08-08T00:00:00Z');
    expect(usageLines(story, id)).toEqual(
      before.map((line) => ({ ...line, createdAt: '2020-08-08T00:00:00.000Z' })),
    );
    expect(unbilled(story, 'previous')).toEqual([]);
    expect(unbilled(story, 'current')).toEqual([]);
    story.at('2020-12-31T00:00:00Z');
    expect(usageLines(story, id)).toHaveLength(1);
  });

  it('there is one for each dimension and price, in an order that does not depend on arrival', () => {
    const lines = (order: readonly number[]) => {
      const { story, id } = metered();
      story.at('2020-07-20T12:00:00Z');
      const batch = [
        use(id, '2020-07-20T10:00:00Z', { quantity: 0.333 }),
        use(id, '2020-07-20T11:00:00Z', { quantity: 2.001 }),
        use(id, '2020-07-20T10:00:00Z', { dimensionId: 'audit', quantity: 7 }),
        use(id, '2020-07-19T22:00:00Z', { dimensionId: 'audit', quantity: 0.01 }),
      ];
      for (const n of order) accepted(story.run(reporting(...batch.slice(n, n + 1))));
      story.at('2020-08-08T00:00:00Z');
      return usageLines(story, id).map(({ id: lineId, amount }) => [lineId.slice(37), amount]);
    };
    expect(lines([0, 1, 2, 3])).toEqual([
      ['2020-07/audit/50000', 35],
      ['2020-07/email100/500000', 116],
    ]);
    expect(lines([3, 1, 2, 0])).toEqual(lines([0, 1, 2, 3]));
  });

  it('BIL-32: carries the ids, the reseller and the term of its subscription when it is made', () => {
    const { story, id, report } = metered('basic', { seller: 'provider' });
    report(use(id, '2020-07-15T09:00:00Z'));
    accepted(story.at('2020-08-02T00:00:00Z').change(id, { type: 'SetReseller', mpnId: '4847383' }));
    story.at('2020-08-08T00:00:00Z');
    const { customerId, orderId, productId, skuId, availabilityId } = story.subscription(id);
    expect(usageLines(story, id)).toMatchObject([
      {
        ...{ subscriptionId: id, customerId, orderId, productId, skuId, availabilityId },
        ...{ payerId: 'partner-provider', mpnId: '5900017', resellerMpnId: '4847383' },
        ...{ term: 1, termDuration: 'P1M', billingCycle: 'monthly', currency: 'USD', unitAmount: 50 },
      },
    ]);
  });

  it('a rate below a cent shows no amount of one unit, and is charged all the same', () => {
    const dimensions = [
      {
        id: 'email100',
        displayName: 'E',
        unitOfMeasure: 'e',
        prices: [{ currency: 'USD', unitPrice: 4_900 }],
      },
      { id: 'audit', displayName: 'A', unitOfMeasure: 'a', prices: [] },
    ];
    const { story, id, report } = metered('basic', { dimensions });
    report(use(id, '2020-07-15T09:00:00Z', { quantity: 1000 }));
    expect(unbilled(story, 'current')).toMatchObject([{ unitAmount: 0, amount: 490 }]);
  });
});

describe('MET-09, BIL-12, BIL-14: the month of a line', () => {
  it('is that of the use: 23:30 of the 31st, told the evening after, is on the invoice of July', () => {
    const { story, id, report } = metered();
    story.at('2020-08-01T20:00:00Z');
    expect(report(use(id, '2020-07-31T23:30:00Z', { quantity: 3 }))).toBe('accepted');
    expect(report(use(id, '2020-08-01T00:00:00Z', { quantity: 5 }))).toBe('accepted');
    expect(unbilled(story, 'previous').map(({ amount }) => amount)).toEqual([150]);
    expect(unbilled(story, 'current').map(({ amount }) => amount)).toEqual([250]);
    story.at('2020-08-08T00:00:00Z');
    expect(invoices(story).map(({ start, total }) => [start, total])).toEqual([['2020-07-01', 35_150]]);
    expect(unbilled(story, 'previous')).toEqual([]);
    expect(unbilled(story, 'current').map(({ amount }) => amount)).toEqual([250]);
  });

  it('every line is on the invoice of its month, the use behind the licence', () => {
    const { story, id, report } = metered();
    report(use(id, '2020-07-15T09:00:00Z', { quantity: 100 }));
    story.at('2020-09-08T00:00:00Z');
    const { ledger } = story.engine.state;
    const [july, august] = invoices(story);
    const lines = (invoice: Invoice | undefined) =>
      invoice?.chargeIds.map((chargeId) => [ledger.charge(chargeId)?.type, ledger.invoiceOf(chargeId)]);
    expect(lines(july)).toEqual([
      ['new', july?.id],
      ['usage', july?.id],
    ]);
    expect(lines(august)).toEqual([['renew', august?.id]]);
    expect([july?.total, august?.total]).toEqual([40_000, 35_000]);
  });

  it('months with use alone have their invoice, whatever the billing cycle of the licence', () => {
    const { story, id, report } = metered('yearly');
    for (const at of ['2020-07-20', '2020-09-20', '2020-10-20']) {
      story.at(`${at}T12:00:00Z`);
      report(use(id, `${at}T12:00:00Z`, { quantity: 0.01 }));
    }
    story.at('2021-01-01T00:00:00Z');
    expect(invoices(story).map(({ start, total, chargeIds }) => [start, total, chargeIds.length])).toEqual([
      ['2020-07-01', 385_000, 2],
      ['2020-09-01', 0, 1],
      ['2020-10-01', 0, 1],
    ]);
  });

  it('what comes after the run of its month goes on the next invoice', () => {
    const { story, id, report } = metered('basic', { settings: { 'invoice.day': 1 } });
    story.at('2020-08-01T20:00:00Z');
    expect(report(use(id, '2020-07-31T23:30:00Z', { quantity: 3 }))).toBe('accepted');
    expect(unbilled(story, 'previous')).toEqual([]);
    expect(unbilled(story, 'current').map(({ amount }) => amount)).toEqual([150]);
    story.at('2020-09-01T00:00:00Z');
    expect(invoices(story).map(({ start, total }) => [start, total])).toEqual([
      ['2020-07-01', 35_000],
      ['2020-08-01', 35_150],
    ]);
  });

  it('MET-07: late use of what has ended is billed too', () => {
    const { story, id, report } = metered('basic', { settings: { 'cancel.afterWindow': 'terminate' } });
    accepted(story.at('2020-07-31T23:00:00Z').change(id, cancel));
    story.at('2020-08-01T12:00:00Z');
    expect(report(use(id, '2020-07-31T22:00:00Z', { quantity: 10 }))).toBe('accepted');
    story.at('2020-09-08T00:00:00Z');
    expect(invoices(story).map(({ start, total }) => [start, total])).toEqual([['2020-07-01', 35_500]]);
  });
});

describe('payers', () => {
  it('a customer that bought for itself pays for its use itself (PUR-18)', () => {
    const { story, id, report } = metered('basic', { by: 'customer' });
    report(use(id, '2020-07-15T09:00:00Z', { quantity: 100 }));
    expect(unbilled(story, 'current')).toEqual([]);
    story.at('2020-08-08T00:00:00Z');
    expect(invoices(story)).toEqual([]);
    const own = story.engine.state.ledger.invoicesOf(story.customer.id);
    expect(own.map(({ total }) => total)).toEqual([40_000]);
  });

  it('the use of all subscriptions of a payer is on one invoice', () => {
    const { story, id, report } = metered();
    const other = story.buy('FX-F');
    story.activate(other);
    for (const each of [other, id]) report(use(each, '2020-07-15T09:00:00Z', { quantity: 1 }));
    story.at('2020-08-08T00:00:00Z');
    const { ledger } = story.engine.state;
    expect(invoices(story).map(({ total, chargeIds }) => [total, chargeIds.length])).toEqual([[70_100, 4]]);
    const ofUse = ledger.charges.filter(({ type }) => type === 'usage').map((line) => line.subscriptionId);
    expect(ofUse).toEqual([id, other].toSorted());
  });
});

describe('accepted events', () => {
  it('are kept until the month after theirs is billed, and live on as daily sums', () => {
    const { story, id, report } = metered();
    story.at('2020-07-31T12:00:00Z');
    for (const hour of ['10', '11']) report(use(id, `2020-07-31T${hour}:00:00Z`, { quantity: 0.1 }));
    story.at('2020-08-01T12:00:00Z');
    report(use(id, '2020-08-01T11:00:00Z', { quantity: 0.2 }));
    const { ledger } = story.engine.state;
    const kept = () => [...ledger.usageEventsOf(id)].map(({ usedAt }) => usedAt.slice(5, 13));
    expect(kept()).toEqual(['07-31T10', '07-31T11', '08-01T11']);
    story.at('2020-09-07T23:59:59.999Z');
    expect(kept()).toHaveLength(3);
    story.at('2020-09-08T00:00:00Z');
    expect(kept()).toEqual(['08-01T11']);
    expect(ledger.usageEvents.size).toBe(1);
    expect(ledger.dailyUsageOf(id)).toMatchObject([
      { day: '2020-07-31', quantity: '0.2', count: 2, lastUsedAt: '2020-07-31T11:00:00.000Z' },
      { day: '2020-08-01', quantity: '0.2', count: 1, lastAcceptedAt: '2020-08-01T12:00:00.000Z' },
    ]);
    expect(ledger.dailyUsageOn({ ...payer, month: '2020-07' })).toHaveLength(1);
  });

  it('GEN-06: have ids that depend on nothing but what they are of', () => {
    const ids = (first: readonly string[]) => {
      const { story, id, report } = metered();
      story.at('2020-07-20T12:00:00Z');
      for (const at of first) report(use(id, at));
      report(use(id, '2020-07-20T11:10:00Z'));
      return [...story.engine.state.ledger.usageEventsOf(id)].slice(-1).map((event) => event.id);
    };
    expect(ids(['2020-07-20T10:00:00Z'])).toEqual(ids([]));
    expect(ids([])).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });
});
