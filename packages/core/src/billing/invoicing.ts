import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { declareRules } from '../rule.ts';
import { addDays, addMonths, day, dayOf } from '../time.ts';
import { usageCharges } from '../usage/usage-charges.ts';
import type { Charge } from './charge.ts';
import type { Invoice } from './invoice.ts';
import { accountKey, type OpenAccount } from './ledger.ts';

export const invoicingRules = declareRules({
  'CAN-05': {
    says: 'What a cancellation gives back is on the next invoice, that of the month in which it was cancelled.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
  'BIL-13': {
    says: 'On the invoice day all lines of the month before go on one invoice per payer and currency; without lines there is none.',
    parameters: ['invoice.day'],
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

const numberLength = 9;

/** The lines of use of one calendar month, `YYYY-MM`, its invoices, and the note that its run is done (BIL-13, MET-09). */
export function runInvoices(month: string, context: Context): readonly EventBody[] {
  const taken = new Set<string>();
  const { ledger } = context.state;
  const usage = ledger.openUsage(month).flatMap((account) => usageCharges(account, context));
  const issued = accountsWith(usage, ledger.openAccounts(month), month).map((account): EventBody => {
    const id = freeNumber(account, taken, context);
    taken.add(id);
    return { type: 'InvoiceIssued', invoice: { id, ...invoiceFor(account, context) } };
  });
  const charged: readonly EventBody[] = usage.length > 0 ? [{ type: 'Charged', charges: usage }] : [];
  return [...charged, ...issued, { type: 'InvoiceRunCompleted', month }];
}

/** The accounts of a month with the lines of use at their ends; those with use alone come last. */
function accountsWith(
  usage: readonly Charge[],
  accounts: readonly OpenAccount[],
  month: string,
): readonly OpenAccount[] {
  const byKey = new Map(accounts.map((account) => [accountKey(account), account]));
  for (const [key, charges] of Map.groupBy(usage, accountKey)) {
    const [first] = charges;
    if (!first) continue;
    const { payerId, currency } = first;
    const account = byKey.get(key) ?? { payerId, currency, month, charges: [] };
    byKey.set(key, { ...account, charges: [...account.charges, ...charges] });
  }
  return [...byKey.values()];
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
  { now, state }: Context,
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
    dueOn: addDays(dayOf(now), state.settings['invoice.netDays']),
    chargeIds: charges.map((charge) => charge.id),
    total,
    ...(taxed && { tax }),
    documentType: total < 0 ? 'creditNote' : 'invoice',
  };
}
