import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { declareRules } from '../rule.ts';
import { addDays, addMonths, day, dayOf } from '../time.ts';
import type { Invoice } from './invoice.ts';
import type { OpenAccount } from './ledger.ts';

export const invoicingRules = declareRules({
  'BIL-13': {
    says: 'On the invoice day all lines of the month before go on one invoice per payer and currency; without lines there is none.',
    parameters: ['invoice.day'],
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D/P',
  },
  'BIL-15': {
    says: 'An invoice is due 60 days after its date.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D/P',
  },
  'BIL-16': {
    says: 'A credit goes on the invoice of the month in which it was made; an invoice below zero is a credit note.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D/P',
  },
  'BIL-29': {
    says: 'An invoice has what the subscriptions cost; what the publisher pays for its own machines is not on it.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D',
  },
});

const netDays = 60;
const numberLength = 9;

/** The invoices of one calendar month, `YYYY-MM`, and the note that its run is done (BIL-13). */
export function runInvoices(month: string, context: Context): readonly EventBody[] {
  const taken = new Set<string>();
  const issued = context.state.ledger.openAccounts(month).map((account): EventBody => {
    const id = freeNumber(account, taken, context);
    taken.add(id);
    return { type: 'InvoiceIssued', invoice: { id, ...invoiceFor(account, context) } };
  });
  return [...issued, { type: 'InvoiceRunCompleted', month }];
}

/** Nine digits are few: a number that another invoice has is passed over. */
function freeNumber(
  { payerId, currency, month }: OpenAccount,
  taken: ReadonlySet<string>,
  { ids, state }: Context,
): string {
  for (let attempt = 0; ; attempt++) {
    const id = `G${ids.digits(numberLength, 'invoice', payerId, currency, month, attempt)}`;
    if (!taken.has(id) && !state.ledger.invoices.has(id)) return id;
  }
}

function invoiceFor(
  { payerId, currency, month, charges }: OpenAccount,
  { now }: Context,
): Omit<Invoice, 'id'> {
  const start = day(`${month}-01`);
  const tax = charges.reduce((sum, charge) => sum + (charge.tax ?? 0), 0);
  const total = charges.reduce((sum, charge) => sum + charge.amount, tax);
  const taxed = charges.some((charge) => charge.tax !== undefined);
  return {
    payerId,
    currency,
    issuedAt: now,
    start,
    end: addMonths(start, 1),
    dueOn: addDays(dayOf(now), netDays),
    chargeIds: charges.map((charge) => charge.id),
    total,
    ...(taxed && { tax }),
    documentType: total < 0 ? 'creditNote' : 'invoice',
  };
}
