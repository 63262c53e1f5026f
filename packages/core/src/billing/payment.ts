import type { Minor } from '../money.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import { addDays, type Instant, startOf } from '../time.ts';
import type { Invoice } from './invoice.ts';

export const paymentRules = declareRules({
  'BIL-15': {
    says: 'An invoice is due some days after its date; unpaid, it makes its account past due from the start of the day after that, until everything that is past due is paid.',
    parameters: ['invoice.netDays', 'payments'],
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D/P',
  },
});

/** That an invoice was paid, in full. It stands beside the invoice, which never changes (BIL-16). */
export interface Payment {
  readonly invoiceId: string;
  /** In minor units of the invoice's currency. */
  readonly amount: Minor;
  readonly paidAt: Instant;
}

/** How an invoice stands (RB 14.3); on a credit note, and on an invoice of zero, there is nothing to be paid. */
export type InvoiceStatus = 'issued' | 'pastDue' | 'paid' | 'nothingDue';

/** How a payer stands: past due while any of its invoices is (RB 14.3). */
export type Standing = 'good' | 'pastDue';

type Seen = Pick<State, 'ledger' | 'payments' | 'pastDue'>;

export const owes = ({ total }: Pick<Invoice, 'total'>): boolean => total > 0;

/** The instant from which an invoice that is not paid by then is past due (BIL-15). */
export const pastDueFrom = ({ dueOn }: Pick<Invoice, 'dueOn'>): Instant => startOf(addDays(dueOn, 1));

export function invoiceStatus(invoice: Invoice, { payments, pastDue }: Omit<Seen, 'ledger'>): InvoiceStatus {
  if (!owes(invoice)) return 'nothingDue';
  if (payments.has(invoice.id)) return 'paid';
  return pastDue.of(invoice.payerId).has(invoice.id) ? 'pastDue' : 'issued';
}

export const standingOf = (payerId: string, { pastDue }: Pick<State, 'pastDue'>): Standing =>
  pastDue.of(payerId).size > 0 ? 'pastDue' : 'good';

/** Since when an account is past due, by what it owes now; nothing while it is in good standing. */
export function pastDueSince(
  payerId: string,
  { ledger, pastDue }: Omit<Seen, 'payments'>,
): Instant | undefined {
  const [first = ''] = pastDue.of(payerId);
  const invoice = ledger.invoices.get(first);
  return invoice && pastDueFrom(invoice);
}
