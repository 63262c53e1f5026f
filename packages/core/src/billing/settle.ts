import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { Minor } from '../money.ts';
import { accept, reject } from '../outcome.ts';
import { paymentArrived, suspendForInvoice } from '../subscription/non-payment.ts';
import { dayOf } from '../time.ts';
import type { Invoice } from './invoice.ts';
import { invoiceStatus } from './payment.ts';

/** The payment of an invoice has come in: always all of it (RB 14.3). */
export interface RecordPayment {
  readonly type: 'RecordPayment';
  readonly invoiceId: string;
  /** In minor units of the invoice's currency. */
  readonly amount: Minor;
}

export function recordPayment({ invoiceId, amount }: RecordPayment, context: Context): Decision {
  const invoice = context.state.ledger.invoices.get(invoiceId);
  if (!invoice) return reject({ code: 'invoiceNotFound', invoiceId });
  const status = invoiceStatus(invoice, context.state);
  if (status === 'nothingDue') return reject({ code: 'nothingToPay', invoiceId });
  if (status === 'paid') return reject({ code: 'invoicePaid', invoiceId });
  if (amount !== invoice.total) return reject({ code: 'paymentNotInFull', invoiceId, total: invoice.total });
  return accept(settle([invoice], context));
}

/** Payments of invoices in full, and what comes of accounts that owe nothing overdue any more (SUS-07). */
export function settle(invoices: readonly Invoice[], context: Context): readonly EventBody[] {
  const paid = new Set(invoices.map(({ id }) => id));
  const payments = invoices.map(({ id: invoiceId, total: amount }): EventBody => {
    const payment = { invoiceId, amount, paidAt: context.now };
    return { type: 'InvoicePaid', payment };
  });
  const cleared = [...new Set(invoices.map(({ payerId }) => payerId))].filter((payerId) => {
    const overdue = context.state.pastDue.of(payerId);
    return overdue.size > 0 && [...overdue].every((id) => paid.has(id));
  });
  return [...payments, ...cleared.flatMap((payerId) => paymentArrived(payerId, context))];
}

/** The payments of all that is due by now: what turning to payment by itself brings. */
export function settleWhatIsDue(context: Context): readonly EventBody[] {
  const today = dayOf(context.now);
  return settle(
    [...context.state.unpaid.values()].filter(({ dueOn }) => dueOn <= today),
    context,
  );
}

/** The day after the due date of an invoice that nobody paid (BIL-15, SUS-02). */
export const fallPastDue = (invoice: Invoice, context: Context): readonly EventBody[] => [
  { type: 'InvoicePastDue', invoiceId: invoice.id },
  ...suspendForInvoice(invoice, context),
];
