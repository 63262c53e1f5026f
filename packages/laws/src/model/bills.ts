import type { Instant, Invoice } from '@marketsim/core';
import { daysAfter, midnight } from '../calendar.ts';

/** What the model is told of an invoice: whom it is for, until when, and whether there is anything to pay. */
export interface Bill {
  readonly id: string;
  readonly payer: string;
  readonly isOwed: boolean;
  /** When it is past due if nobody has paid it (BIL-15). */
  readonly pastDueAt: Instant;
  readonly status: 'issued' | 'pastDue' | 'paid';
}

export const billFor = ({ id, payerId, total, dueOn }: Invoice): Bill => ({
  ...{ id, payer: payerId, isOwed: total > 0, status: 'issued' },
  pastDueAt: midnight(daysAfter(dueOn, 1)),
});

/** All bills, by the ids of their invoices. */
export type Bills = ReadonlyMap<string, Bill>;

/** Since when a payer owes something overdue, by what it owes now; nothing while it is in good standing (RB 14.3). */
export function pastDueSince(payer: string, bills: Bills): Instant | undefined {
  let since: Instant | undefined;
  for (const bill of bills.values()) {
    if (bill.payer !== payer || bill.status !== 'pastDue') continue;
    if (since === undefined || bill.pastDueAt < since) since = bill.pastDueAt;
  }
  return since;
}

/** The next invoice to fall past due. */
export function nextPastDue(bills: Bills): Bill | undefined {
  let next: Bill | undefined;
  for (const bill of bills.values()) {
    if (!bill.isOwed || bill.status !== 'issued') continue;
    if (!next || bill.pastDueAt < next.pastDueAt) next = bill;
  }
  return next;
}
