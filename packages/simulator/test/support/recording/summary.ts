import { hash } from 'node:crypto';
import type { Engine } from '@marketsim/core';

/** What a recorded world has to be in every later version, too. */
export interface Summary {
  readonly seq: number;
  readonly now: string;
  /** Minor units of all lines of each payer and currency. */
  readonly totals: Readonly<Record<string, number>>;
  /** Subscriptions in each phase. */
  readonly subscriptions: Readonly<Record<string, number>>;
  /** SHA-256 of what will not be called otherwise: ids, quantities, days and amounts. */
  readonly hash: string;
}

/** The summary of a world. */
export function summaryOf(engine: Engine): Summary {
  const { ledger, subscriptions, customers, orders, operations } = engine.state;
  const all = [...subscriptions.values()];
  const totals: Record<string, number> = {};
  for (const { payerId, currency, amount } of ledger.charges) {
    totals[`${payerId} ${currency}`] = (totals[`${payerId} ${currency}`] ?? 0) + amount;
  }
  const phases = Map.groupBy(all, ({ phase }) => phase);
  const stable = {
    customers: [...customers.keys()],
    orders: [...orders.values()].map(({ id, status }) => [id, status]),
    subscriptions: all.map(({ id, phase, quantity, skuId, autoRenew }) => [
      id,
      phase,
      quantity,
      skuId,
      autoRenew,
    ]),
    operations: [...operations.values()].map(({ id, action, status }) => [id, action, status]),
    charges: ledger.charges.map(({ id, type, start, end, amount }) => [id, type, start, end, amount]),
    invoices: [...ledger.invoices.values()].map(({ id, issuedAt, start, end }) => [id, issuedAt, start, end]),
  };
  return {
    ...{ seq: engine.seq(), now: engine.now(), totals },
    subscriptions: Object.fromEntries([...phases].map(([phase, some]) => [phase, some.length])),
    hash: hash('sha256', JSON.stringify(stable)),
  };
}
