import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billedLines, type Charge, type Engine, payerOf, unbilledLines } from '../src/index.ts';
import { addQuantities, usageAmount } from '../src/usage/quantity.ts';
import { type Doing, doings, perform } from './support/doings.ts';
import { accepted, aStory } from './support/story.ts';

type Account = Pick<Charge, 'payerId' | 'currency'>;
const keyOf = ({ payerId, currency }: Account): string => JSON.stringify({ payerId, currency });
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const amountOf = (lines: readonly Charge[]): number => sum(lines.map(({ amount }) => amount));
const billedMonth = ({ usage, start, createdAt }: Charge) => (usage ? start : createdAt).slice(0, 7);

/** What all accepted use of an account comes to: added up by subscription, dimension, price and month, then cut off. */
function usageOf(account: Account, { state: { ledger } }: Engine): number {
  const rows = [...ledger.dailyUsage.values()].filter((row) => keyOf(row) === keyOf(account));
  const groups = Map.groupBy(rows, ({ subscriptionId, dimensionId, rate, month }) =>
    [subscriptionId, dimensionId, JSON.stringify(rate), month].join(' '),
  );
  const amounts = [...groups.values()].map((group) => {
    const [first, ...others] = group;
    if (!first) return 0;
    const quantity = others.reduce((total, row) => addQuantities(total, row.quantity), first.quantity);
    return usageAmount(quantity, first.rate, first.currency);
  });
  return sum(amounts);
}

/** INV-30: what is billed and what is not are together all that was charged and used. */
function expectConserved(engine: Engine): void {
  const { state } = engine;
  const seen = { state, now: engine.now() };
  const { charges, dailyUsage, invoices } = state.ledger;
  const accounts = new Map([...charges, ...dailyUsage.values()].map((row) => [keyOf(row), row]));
  for (const account of accounts.values()) {
    const of = (row: Account) => keyOf(row) === keyOf(account);
    const billed = [...invoices.values()].filter(of).flatMap((invoice) => billedLines(invoice, state));
    const unbilled = (['current', 'previous'] as const).flatMap((each) => unbilledLines(account, each, seen));
    const licences = charges.filter((line) => of(line) && !line.usage);
    expect(amountOf([...billed, ...unbilled])).toBe(amountOf(licences) + usageOf(account, engine));
  }
}

/** INV-32, INV-33: a line is on one invoice at most, with others of its payer, currency and month alone. */
function expectInvoicesWhole(engine: Engine): void {
  const { state } = engine;
  const invoices = [...state.ledger.invoices.values()];
  const ids = invoices.flatMap(({ chargeIds }) => chargeIds);
  expect(new Set(ids).size).toBe(ids.length);
  for (const invoice of invoices) {
    const lines = billedLines(invoice, state);
    expect(lines).toHaveLength(invoice.chargeIds.length);
    expect(amountOf(lines) + sum(lines.map(({ tax = 0 }) => tax))).toBe(invoice.total);
    const month = invoice.start.slice(0, 7);
    for (const line of lines) expect([keyOf(line), billedMonth(line)]).toEqual([keyOf(invoice), month]);
  }
}

/** INV-32: once its month has been billed a line is on an invoice. */
function expectAllBilled({ state, events }: Engine): void {
  const runs = events().filter((event) => event.type === 'InvoiceRunCompleted');
  const done = new Set(runs.map(({ month }) => month));
  const late = state.ledger.charges.filter((line) => done.has(billedMonth(line)));
  expect(late.filter(({ id }) => state.ledger.invoiceOf(id) === undefined)).toEqual([]);
}

/** INV-38: what a partner sold is paid by that partner, what a customer bought itself by that customer. */
function expectPayers({ state: { ledger, subscriptions } }: Engine): void {
  for (const { subscriptionId, payerId } of ledger.charges) {
    const subscription = subscriptions.get(subscriptionId);
    expect(payerId).toBe(subscription && payerOf(subscription));
  }
}

/** INV-34: what was issued stays as it was, to the letter. */
function expectUnchanged(engine: Engine, issued: Map<string, string>): void {
  for (const invoice of engine.state.ledger.invoices.values()) {
    const text = JSON.stringify(invoice);
    expect(issued.get(invoice.id) ?? text).toBe(text);
    issued.set(invoice.id, text);
  }
}

describe('INV-30, INV-32, INV-33, INV-34, INV-38: money adds up whatever is done', () => {
  it.each(['seed', 'current'] as const)('under %s', (profile) => {
    const tell = (all: readonly Doing[]): void => {
      const { engine } = aStory({
        ...{ profile, seller: 'provider', settings: { payments: 'manual' } },
        publisher: { answersOperations: false, reportsLicenseAssignment: false },
      });
      const issued = new Map<string, string>();
      for (const doing of all) {
        perform(engine, doing);
        expectConserved(engine);
        expectUnchanged(engine, issued);
      }
      expectInvoicesWhole(engine);
      expectAllBilled(engine);
      expectPayers(engine);
    };
    fc.assert(fc.property(doings, tell), { numRuns: 25 });
  });

  it('INV-32, INV-33: after three years of a world in which payments come late', () => {
    const { engine } = aStory({ settings: { payments: 'manual', 'invoice.netDays': 10 } });
    perform(engine, { buy: 'FX-Y' });
    perform(engine, { change: { type: 'AssignLicenses', count: 10 }, nth: 0 });
    perform(engine, { change: { type: 'ConfirmActivation' }, nth: 0 });
    for (let month = 0; month < 36; month++) {
      perform(engine, { wait: 30 * 86_400_000 });
      for (let n = 0; n < 3; n++) perform(engine, { pay: 'inFull', nth: 0 });
    }
    expectInvoicesWhole(engine);
    expectAllBilled(engine);
    expect(engine.state.unpaid.size).toBe(0);
    expect(accepted(engine.stepTo(engine.now()))).toEqual([]);
  });
});
