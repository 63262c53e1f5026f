import type { Instant, Invoice } from '@marketsim/core';

/** What payers owe, as the facts tell it (RB 14.3). */
export interface Debts {
  /** Whether any invoice of a payer is past due. */
  isPastDue(payerId: string): boolean;
  /** Invoices of a payer that are past due, in the order in which they became it. */
  overdueOf(payerId: string): readonly string[];
  paidAt(invoiceId: string): Instant | undefined;
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
    issue: ({ id, payerId }) => void payers.set(id, payerId),
    fallPastDue: (invoiceId) => void overdueOf(invoiceId).add(invoiceId),
    pay: (invoiceId, at) => {
      overdueOf(invoiceId).delete(invoiceId);
      if (!payments.has(invoiceId)) payments.set(invoiceId, at);
    },
  };
}
