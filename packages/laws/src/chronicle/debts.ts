import type { Instant, Invoice } from '@marketsim/core';

/** What payers owe, as the facts tell it (RB 14.3). */
export interface Debts {
  /** Whether any invoice of a payer is past due. */
  isPastDue(payerId: string): boolean;
  /** Invoices of a payer that are past due, in the order in which they became it. */
  overdueOf(payerId: string): readonly string[];
  paidAt(invoiceId: string): Instant | undefined;
  /** Invoices that ask for something and are neither paid nor past due. */
  readonly awaited: ReadonlyMap<string, Invoice>;
}

export interface DebtsFold extends Debts {
  issue(invoice: Invoice): void;
  pay(invoiceId: string, at: Instant): void;
  fallPastDue(invoiceId: string): void;
}

/** Nobody owes anything. */
export function noDebts(): DebtsFold {
  const payers = new Map<string, string>();
  const payments = new Map<string, Instant>();
  const awaited = new Map<string, Invoice>();
  const overdue = new Map<string, Set<string>>();
  const overdueOf = (invoiceId: string): Set<string> => {
    const payer = payers.get(invoiceId) ?? '';
    const known = overdue.get(payer) ?? new Set<string>();
    overdue.set(payer, known);
    return known;
  };
  return {
    isPastDue: (payerId) => (overdue.get(payerId)?.size ?? 0) > 0,
    overdueOf: (payerId) => [...(overdue.get(payerId) ?? [])],
    paidAt: (invoiceId) => payments.get(invoiceId),
    awaited,
    issue: (invoice) => {
      payers.set(invoice.id, invoice.payerId);
      if (invoice.total > 0) awaited.set(invoice.id, invoice);
    },
    fallPastDue: (invoiceId) => {
      awaited.delete(invoiceId);
      overdueOf(invoiceId).add(invoiceId);
    },
    pay: (invoiceId, at) => {
      awaited.delete(invoiceId);
      overdueOf(invoiceId).delete(invoiceId);
      if (!payments.has(invoiceId)) payments.set(invoiceId, at);
    },
  };
}
