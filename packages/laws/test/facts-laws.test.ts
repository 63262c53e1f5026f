import type { Charge, Day, DomainEvent, Instant, Order, Period, Term, UsageEvent } from '@marketsim/core';
import { expect, test } from 'vitest';
import { aHistory, type History, type HistoryOptions, judge, type Purchase } from './support/history.ts';
import { again, facts, invoices, lines, ofType, type Tamper, without } from './support/tamper.ts';

/** A subscription of ten seats, told to its publisher, in its first month. */
function young(options: HistoryOptions = {}, purchase: Purchase = {}): readonly [History, string] {
  const history = aHistory(options);
  return [history, history.start({ publisher: 'desk', ...purchase })];
}

const seats = (quantity: number) => ({ type: 'SetQuantity', quantity }) as const;

const changed = (): History => {
  const [history, id] = young();
  history.at('2020-07-20T00:00:00Z');
  history.change(id, seats(15));
  return history;
};

const refunded = (): History => {
  const [history, id] = young();
  history.change(id, seats(12));
  history.change(id, { type: 'Cancel' });
  return history;
};

const renewed = (): History => {
  const [history] = young({}, { publisher: 'told' });
  history.at('2020-09-20T00:00:00Z');
  return history;
};

const trial = (): History => {
  const [history, id] = young({}, { plan: 'trial', term: 'P1M/none' });
  history.change(id, seats(3));
  history.at('2020-08-20T00:00:00Z');
  return history;
};

/** An order of a sandbox account that is cancelled after the window. */
const takenBack = (): History => {
  const [history, id] = young({}, { customer: 'beach' });
  history.at('2020-08-01T00:00:00Z');
  const { orderId } = history.subscription(id);
  history.run({ type: 'CancelOrder', orderId });
  return history;
};

const trialCancelled = (): History => {
  const [history, id] = young({}, { plan: 'trial', term: 'P1M/none' });
  history.change(id, { type: 'Cancel' });
  return history;
};

const suspended = (): History => {
  const [history, id] = young({}, { publisher: 'told' });
  history.at('2020-08-01T00:00:00Z');
  history.change(id, { type: 'Suspend' });
  history.at('2020-08-20T00:00:00Z');
  return history;
};

const back = (): History => {
  const [history, id] = young();
  history.at('2020-08-01T00:00:00Z');
  history.change(id, { type: 'Suspend' });
  history.at('2020-08-20T00:00:00Z');
  history.change(id, { type: 'Reactivate' });
  return history;
};

const expired = (): History => {
  const [history, id] = young({}, { publisher: 'told' });
  history.change(id, { type: 'SetAutoRenew', autoRenew: false });
  history.at('2020-08-20T00:00:00Z');
  return history;
};

const used = (): History => {
  const [history, id] = young({}, { plan: 'flat', quantity: 1 });
  history.at('2020-07-20T12:00:00Z');
  for (const hour of ['08', '09'])
    history.witness.execute({
      type: 'ReportUsage',
      publisherId: 'desk',
      events: [
        {
          subscriptionId: id,
          dimensionId: 'email100',
          quantity: 1.5,
          usedAt: `2020-07-20T${hour}:00:00.000Z` as Instant,
        },
      ],
    });
  history.at('2020-08-08T00:00:00Z');
  return history;
};

const taxed = (): History => {
  const [history, id] = young({ settings: { 'tax.rate': 20 } });
  history.start({ publisher: 'desk', plan: 'nines' });
  history.change(id, seats(12));
  history.change(id, { type: 'Cancel' });
  history.at('2020-08-08T00:00:00Z');
  return history;
};

const margin = {
  type: 'GrantMargin',
  productId: 'desk-seats',
  basisPoints: 2500,
  partnerIds: ['directBill', 'overseas'],
  endsOn: '2020-08-31' as Day,
} as const;

/** A margin that ends before the third month, of what is billed in another currency. */
const discounted = (): History => {
  const history = aHistory();
  history.witness.execute(margin);
  history.start({ publisher: 'desk', customer: 'hudson' });
  history.at('2020-09-20T00:00:00Z');
  return history;
};

const dearer = (): History => {
  const [history] = young();
  history.witness.execute({
    type: 'ChangePrices',
    productId: 'desk-seats',
    prices: [
      {
        skuId: '0001',
        duration: 'P1M',
        billingCycle: 'monthly',
        currency: 'USD',
        unitPrice: 25_000_000,
      },
    ],
  });
  history.at('2020-12-20T00:00:00Z');
  return history;
};

const inParts = (): History => {
  const [history] = young({}, { plan: 'parts', quantity: 1, term: 'P1Y/annual' });
  history.at('2020-09-20T00:00:00Z');
  return history;
};

const owing = (): History => {
  const [history] = young({ settings: { payments: 'manual', 'invoice.netDays': 0 } }, { publisher: 'told' });
  history.at('2020-08-20T00:00:00Z');
  return history;
};

const moved = (): History => {
  const [history, id] = young({}, { publisher: 'told' });
  history.change(id, seats(12));
  history.change(id, { type: 'AcknowledgeOperation', operationId: open(history, id), result: 'Success' });
  return history;
};

const open = (history: History, id: string): string => history.subscription(id).openOperationId ?? '';

const comeAndGo = (): History => {
  const [history, id] = young();
  history.at('2020-07-20T00:00:00Z');
  history.change(id, seats(12));
  history.change(id, seats(10));
  return history;
};

const linked = (): History => {
  const [history, id] = young();
  history.change(id, { type: 'GetActivationLink' });
  return history;
};

type Item = Order['lineItems'][number];

const day = (text: string): Day => text as Day;
const at = (text: string): Instant => text as Instant;
const flatRefunded = (): History => {
  const [history, id] = young({}, { plan: 'flat', quantity: 1 });
  history.change(id, { type: 'Cancel' });
  return history;
};

const credited = (): History => {
  const [history, id] = young({ profile: 'current' });
  history.change(id, { type: 'ApproveRefund', amount: 5_000 });
  return history;
};

/** Two that go on with a second instalment at one instant. */
const twoInParts = (): History => {
  const history = aHistory();
  for (const customer of ['lakeshore', 'ridge'] as const)
    history.start({ customer, plan: 'parts', quantity: 1, term: 'P1Y/annual' });
  history.at('2020-08-28T00:00:00Z');
  return history;
};

const orders = (change: (item: Item) => Partial<Item>): Tamper =>
  facts('OrderPlaced', ({ order }) => ({
    order: { ...order, lineItems: order.lineItems.map((item) => ({ ...item, ...change(item) })) },
  }));

/** Two that renew at one instant. */
const two = (): History => {
  const history = aHistory();
  history.start();
  history.start();
  history.at('2020-08-14T00:00:00Z');
  return history;
};

/** The facts of the second beginning of a kind before those of the first. */
const turned =
  (kind: DomainEvent['type']): Tamper =>
  (all) => {
    const starts = all.flatMap(({ type }, place) => (type === kind ? [place] : []));
    const [first = 0, second = 0] = starts;
    const end = all.findIndex(({ type }, place) => type === 'ClockAdvanced' && place > second);
    return [
      ...all.slice(0, first),
      ...all.slice(second, end),
      ...all.slice(first, second),
      ...all.slice(end),
    ];
  };

const [swapped, swappedPeriods] = [turned('TermStarted'), turned('PeriodStarted')];

const any = (): boolean => true;

const accepted = (change: Partial<UsageEvent>): Tamper =>
  facts('UsageReported', ({ results }) => ({
    results: results.map((one) =>
      one.status === 'accepted' ? { ...one, event: { ...one.event, ...change } } : one,
    ),
  }));

const term = (change: Partial<Term>): Tamper =>
  facts('TermStarted', (fact) => ({ term: { ...fact.term, ...change } }));
const period = (change: Partial<Period>): Tamper =>
  facts('TermStarted', (fact) => ({ period: { ...fact.period, ...change } }));

const activated = ofType('new');
const onlyFirstLines: Tamper = (all) =>
  all.filter((fact) => fact.type !== 'Charged' || fact.charges.some(activated));

/** The first line once more, at the end of everything. */
const late =
  (type: Charge['type']): Tamper =>
  (all) => {
    const first = all.find((fact) => fact.type === 'Charged');
    const end = all.at(-1)?.at;
    if (!first || !end) throw new Error('nothing was charged');
    const charges = first.charges.map((charge) => ({ ...charge, type, createdAt: end }));
    return [...all, { ...first, at: end, charges }];
  };

const firstOrder = (all: readonly DomainEvent[]): string =>
  all.find((fact) => fact.type === 'OrderPlaced')?.order.id ?? '';

/** A nickname for what is over. */
const revived: Tamper = (all) => {
  const end = all.find((fact) => fact.type === 'SubscriptionEnded');
  if (!end) throw new Error('nothing ended');
  return [...all, { ...end, type: 'NicknameChanged', friendlyName: 'back again' }];
};

/** A law, what is wrong, a history that keeps it, and what is done to its facts to break it. */
type Broken = readonly [law: string, what: string, history: () => History, tamper: Tamper];

// biome-ignore format: it is read as a table
const broken: readonly Broken[] = [
  ['INV-01', 'a line covers the day before', () => young()[0], lines(any, { start: day('2020-07-13') })],
  ['INV-02', 'a line is older than the activation', () => young()[0], lines(any, { createdAt: at('2020-07-14T09:00:00.000Z') })],
  ['INV-03', 'nothing was confirmed', () => young()[0], without('ActivationConfirmed')],
  ['INV-03', 'use of what was never confirmed', used, without('ActivationConfirmed')],
  ['INV-06', 'activated without both events', () => young()[0], without('LicensesAssigned')],
  ['INV-06', 'both events, not activated', () => young()[0], without('SubscriptionActivated', 'Charged')],
  ['INV-06', 'first covers the day after', () => young()[0], lines(activated, { start: day('2020-07-15') })],
  ['INV-08', 'a token for ever', linked, facts('PurchaseTokenIssued', () => ({ expiresAt: at('2021-07-14T10:00:00.000Z') }))],
  ['INV-08', 'a token twice', linked, again('PurchaseTokenIssued')],
  ['INV-10', 'a day is paid for twice', renewed, lines(ofType('renew'), { start: day('2020-08-13') })],
  ['INV-11', 'a day is left out', renewed, lines(ofType('renew'), { start: day('2020-08-15') })],
  ['INV-12', 'days after a suspension are left out', back, lines(ofType('renew'), { start: day('2020-08-22') })],
  ['INV-13', 'nothing is charged for a term', renewed, onlyFirstLines],
  ['INV-14', 'a correction outlasts its period', changed, lines(ofType('addQuantity'), { end: day('2020-08-15') })],
  ['INV-14', 'a correction of no days', changed, lines(ofType('addQuantity'), { start: day('2020-08-14') })],
  ['INV-15', 'a term off its rhythm', renewed, term({ end: day('2020-09-15') })],
  ['INV-15', 'a period off its rhythm', renewed, period({ end: day('2020-09-13') })],
  ['INV-15', 'a first term off its rhythm', () => young()[0], facts('SubscriptionActivated', () => ({ anchor: day('2020-07-15') }))],
  ['INV-15', 'a term of another number', renewed, term({ number: 7 })],
  ['INV-16', 'a period while suspended', suspended, late('renew')],
  ['INV-19', 'a term that ends sooner', renewed, term({ end: day('2020-08-01') })],
  ['INV-19', 'a term that begins too soon', renewed, facts('TermStarted', () => ({ at: at('2020-08-13T00:00:00.000Z') }))],
  ['INV-20', 'more is given back than there is', refunded, lines(ofType('cancel'), { amount: -100_000 })],
  ['INV-21', 'a credit without a line', refunded, lines(ofType('cancel'), { parentId: 'nobody' })],
  ['INV-21', 'a negative line by itself', () => young()[0], lines(any, { amount: -1 })],
  ['INV-21', 'a credit in another currency', refunded, lines(ofType('cancel'), { currency: 'JPY' })],
  ['INV-21', 'a credit of nothing', credited, lines(ofType('customerCredit'), { amount: 0 })],
  ['INV-22', 'less than nothing', refunded, lines(ofType('cancel'), { amount: -100_000 })],
  ['INV-23', 'a rest stays', refunded, lines(ofType('cancel'), { amount: -1 })],
  ['INV-24', 'a line stands', refunded, lines(ofType('cancel'), { amount: -1 })],
  ['INV-25', 'a refund after the window', refunded, lines(ofType('cancel'), { createdAt: at('2020-07-16T00:00:00.000Z') })],
  ['INV-26', 'seats that come and go cost something', comeAndGo, lines((_, place) => place === 4, { amount: 1 })],
  ['INV-27', 'named after the other direction', changed, lines(ofType('addQuantity'), { type: 'removeQuantity' })],
  ['INV-27', 'the wrong number of seats', changed, lines((charge) => charge.type === 'addQuantity' && !charge.parentId, { quantity: 14, amount: 14 * 1_613 })],
  ['INV-28', 'a seat is worth more later', changed, lines((charge) => charge.parentId !== undefined, { unitAmount: 3_000 })],
  ['INV-29', 'a product that is none', () => young()[0], lines(any, { amount: 20_001 })],
  ['INV-29', 'a unit that is not the price', () => young()[0], lines(any, { unitAmount: 2_001, amount: 20_010 })],
  ['INV-29', 'another effective price', discounted, lines(ofType('renew'), { effectiveUnitPrice: 1 })],
  ['INV-30', 'an invoice of more than its lines', renewed, invoices(({ total }) => ({ total: total + 1 }))],
  ['INV-31', 'the same hour twice', used, again('UsageReported')],
  ['INV-31', 'a price of its own', used, accepted({ rate: { unitPrice: 1 } })],
  ['INV-31', 'the invoice of another month', used, accepted({ month: '2020-09' })],
  ['INV-31', 'use before the activation', used, accepted({ usedAt: at('2020-07-14T08:00:00.000Z') })],
  ['INV-31', 'a sum of something else', used, lines(ofType('usage'), { amount: 149 })],
  ['INV-31', 'use that nobody reported', used, without('UsageReported')],
  ['INV-31', 'a line of another name', used, lines(ofType('usage'), { id: 'use' })],
  ['INV-32', 'a line on two invoices', renewed, invoices(({ chargeIds }) => ({ chargeIds: [...chargeIds, ...chargeIds] }))],
  ['INV-32', 'a line on none', renewed, without('InvoiceIssued')],
  ['INV-32', 'a run too early', renewed, facts('InvoiceRunCompleted', ({ at: then }) => ({ at: then.replace('-08T', '-07T') as Instant }))],
  ['INV-33', 'a sum that is none', renewed, invoices(({ total }) => ({ total: total - 1 }))],
  ['INV-33', 'a credit note of a debt', renewed, invoices(() => ({ documentType: 'creditNote' }))],
  ['INV-33', 'of another month', renewed, invoices(() => ({ start: day('2020-06-01'), end: day('2020-07-01') }))],
  ['INV-34', 'a number used twice', renewed, again('InvoiceIssued')],
  ['INV-35', 'no tax', taxed, lines(any, { tax: 0 })],
  ['INV-35', 'tax of zero where none is due', () => young()[0], lines(any, { taxRate: 0, tax: 0 })],
  ['INV-35', 'an invoice with a tax of zero where none is due', renewed, invoices(() => ({ tax: 0 }))],
  ['INV-35', 'a rate of its own', taxed, lines(any, { taxRate: 1_900 })],
  ['INV-35', 'tax that is not given back', taxed, lines(ofType('cancel'), { tax: 0 })],
  ['INV-35', 'an invoice without tax', taxed, invoices(() => ({ tax: 0 }))],
  ['INV-36', 'a trial that costs', trial, lines(activated, { amount: 200 })],
  ['INV-37', 'use is given back', used, lines(ofType('usage'), { amount: -1 })],
  ['INV-38', 'the customer pays', () => young()[0], lines(any, { payerId: 'lakeshore' })],
  ['INV-38', 'an invoice to somebody else', renewed, invoices(() => ({ payerId: 'provider' }))],
  ['INV-38', 'a line by the sale of another', () => young()[0], lines(any, { resellerMpnId: '4847383' })],
  ['INV-38', 'a line of another plan', () => young()[0], lines(any, { skuId: '0002' })],
  ['INV-38', 'a line of fewer seats than there are', renewed, lines(ofType('renew'), { quantity: 9, amount: 18_000 })],
  ['INV-38', 'a line of another term', renewed, lines(ofType('renew'), { term: 1 })],
  ['INV-38', 'a correction without an order', changed, lines(ofType('addQuantity'), { orderId: 'none' })],
  ['INV-38', 'a correction on the order of the purchase', changed, (all) => lines(ofType('addQuantity'), { orderId: firstOrder(all) })(all)],
  ['INV-39', 'another price inside a term', changed, lines(ofType('addQuantity'), { unitPrice: 1 })],
  ['INV-39', 'a term at no list price', renewed, facts('TermStarted', () => ({ unitPrice: 1 }))],
  ['INV-39', 'another margin', discounted, lines(any, { margin: 1 })],
  ['INV-39', 'a margin that is over', discounted, lines(any, { margin: 2_500 })],
  ['INV-39', 'a rate of its own', discounted, lines(any, { exchangeRate: 1_000_000_000 })],
  ['INV-39', 'new prices too soon', dearer, lines(ofType('renew'), { unitPrice: 25_000_000 })],
  ['INV-39', 'the first instalment twice', inParts, lines(ofType('cycleCharge'), { instalment: 100_000_000 })],
  ['INV-15', 'an instalment too soon', inParts, facts('PeriodStarted', ({ period: next }) => ({ period: { ...next, start: day('2020-08-01') } }))],
  ['INV-40', 'too soon', dearer, facts('PriceChangePublished', () => ({ from: day('2020-08-01') }))],
  ['INV-40', 'a line for a change of prices', dearer, late('renew')],
  ['INV-46', 'a line after the end', refunded, late('new')],
  ['INV-46', 'an end that ends', refunded, revived],
  ['INV-51', 'reinstated without a suspension', back, without('SubscriptionSuspended')],
  ['INV-51', 'expired while it renews', expired, without('AutoRenewChanged')],
  ['INV-52', 'it neither renews nor ends', expired, without('SubscriptionEnded')],
  ['INV-52', 'renewed without a line', renewed, onlyFirstLines],
  ['INV-53', 'a grace of its own', suspended, facts('SubscriptionSuspended', ({ suspension }) => ({ suspension: { ...suspension, endsAt: at('2020-12-01T00:00:00.000Z') } }))],
  ['INV-52', 'past due, and not suspended', owing, without('SubscriptionSuspended')],
  ['INV-53', 'suspended for a payment that is not missing', owing, without('InvoicePastDue')],
  ['INV-53', 'past due on the day on which it is due', owing, (all) => all.map((fact) => (fact.type === 'InvoicePastDue' ? { ...fact, at: at('2020-08-08T00:00:00.000Z') } : fact))],
  ['INV-54', 'a change without consent', moved, facts('OperationClosed', () => ({ status: 'Failed' }))],
  ['INV-54', 'another number than was asked', moved, facts('QuantityChanged', () => ({ quantity: 13 }))],
  ['INV-54', 'two at once', moved, again('OperationOpened')],
  ['INV-56', 'more seats than the plan has', changed, facts('QuantityChanged', () => ({ quantity: 101 }))],
  ['INV-56', 'half a seat', changed, facts('QuantityChanged', () => ({ quantity: 1.5 }))],
  ['INV-66', 'an end that is not told', expired, without('WebhookQueued')],
  ['INV-66', 'told twice', expired, again('WebhookQueued')],
  ['INV-66', 'told of something else', moved, facts('WebhookQueued', ({ delivery }) => ({ delivery: { ...delivery, snapshot: { ...delivery.snapshot, quantity: 99 } } }))],
  ['INV-63', 'a change to what was so', changed, facts('QuantityChanged', () => ({ quantity: 10 }))],
  ['INV-67', 'terms out of turn', two, swapped],
  ['INV-67', 'periods out of turn', twoInParts, swappedPeriods],
  ['INV-67', 'time goes back', renewed, facts('ClockAdvanced', () => ({ at: at('2020-01-01T00:00:00.000Z') }))],
  ['INV-67', 'a line of another instant', renewed, lines(ofType('renew'), { createdAt: at('2020-08-14T00:00:00.001Z') })],
  ['INV-68', 'an amount far from its worth', changed, lines(ofType('addQuantity'), { unitAmount: 1_500, amount: 22_500 })],
  ['INV-70', 'a fee of its own', renewed, lines(ofType('renew'), { agencyFee: 3 })],
  ['INV-73', 'a refund of use, as of any other', flatRefunded, lines(ofType('cancelImmediate'), { type: 'cancel' })],
  ['INV-73', 'a refund of seats, as of use', refunded, lines(ofType('cancel'), { type: 'cancelImmediate' })],
  ['INV-79', 'a trial that is cancelled without a word', trialCancelled, lines(ofType('cancel'), { type: 'convert' })],
  ['INV-79', 'a trial that expired with a line', trialCancelled, facts('SubscriptionEnded', () => ({ reason: 'expired' }))],
  ['INV-75', 'an order at another price', renewed, orders(() => ({ unitPrice: 1 }))],
  ['INV-75', 'an order without its margin', discounted, orders(() => ({ margin: 0 }))],
  ['INV-78', 'an order that is cancelled without what it bought', takenBack, without('SubscriptionEnded')],
  ['INV-78', 'an order of what has lapsed otherwise', takenBack, facts('SubscriptionEnded', () => ({ reason: 'expired' }))],
  ['INV-78', 'an order of an account in production', takenBack, facts('PartnerRegistered', ({ partner }) => ({ partner: { ...partner, sandbox: false } }))],
  ['INV-78', 'an order of more than 60 days ago', takenBack, facts('OrderPlaced', ({ order }) => ({ order: { ...order, createdAt: '2020-06-02T00:00:00.000Z' as Instant } }))],
  ['INV-78', 'an order that is none', takenBack, facts('OrderClosed', () => ({ orderId: 'none' }))],
  ['INV-75', 'a renewal that somebody ordered', renewed, facts('OrderPlaced', ({ order }) => ({ order: { ...order, transactionType: 'UserPurchase' } }))],
];

test.each(broken)('%s: %s', (law, _, historyOf, tamper) => {
  const history = historyOf();
  const told = history.engine.events();
  expect(judge(told, history)).toEqual([]);
  const violations = judge(tamper(told), history);
  expect(violations.map((violation) => violation.law)).toContain(law);
});
