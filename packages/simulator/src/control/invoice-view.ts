import { type Invoice, invoiceStatus, type State, toDecimal, wireEnd } from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { ledgerRow, ledgerRowOf } from './ledger-row.ts';

/** An invoice for people and tests: amounts in the currency's major unit. */
export const invoiceView = z
  .object({
    id: z.string(),
    documentType: z.enum(['invoice', 'creditNote']),
    payerId: z.string(),
    currency: z.string(),
    issuedAt: z.string(),
    startDate: z.string(),
    endDate: z.string().describe('Last day of the billed month.'),
    dueOn: z.string(),
    status: z
      .enum(['issued', 'pastDue', 'paid', 'nothingDue'])
      .describe('`nothingDue` on a credit note, and where the lines come to nothing.'),
    paidAt: z.string().optional(),
    total: z.number().describe('With tax.'),
    tax: z.number(),
    lines: z.array(ledgerRow),
  })
  .meta({ id: 'SimulatedInvoice' });

/** The invoice, and how it stands now. */
export function invoiceViewOf(invoice: Invoice, state: State): z.output<typeof invoiceView> {
  const { ledger, payments } = state;
  const { id, documentType, payerId, currency, issuedAt, start, end, dueOn, chargeIds } = invoice;
  const { total, tax = 0 } = invoice;
  const charges = chargeIds.flatMap((chargeId) => ledger.charge(chargeId) ?? []);
  return {
    id,
    documentType,
    payerId,
    currency,
    issuedAt,
    dueOn,
    status: invoiceStatus(invoice, state),
    ...compact({ paidAt: payments.get(id)?.paidAt }),
    startDate: start,
    endDate: wireEnd(end),
    total: toDecimal(total, currency),
    tax: toDecimal(tax, currency),
    lines: charges.map((charge) => ledgerRowOf(charge, state)),
  };
}
