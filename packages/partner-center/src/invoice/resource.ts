import {
  billedLines,
  type Invoice,
  type Partner,
  type State,
  startOf,
  symbolOf,
  toDecimal,
  wireEnd,
} from '@marketsim/core';
import type { z } from 'zod';
import { selfLink } from '../wire/link.ts';
import { amendedBy, amendmentsOf } from './amendments.ts';
import { taxReceiptOf } from './receipt.ts';
import type { invoiceSchema, LineItemType } from './schema.ts';

/** What an invoice is shown with: what was billed and paid, and to whom. */
interface Seen {
  readonly state: Pick<State, 'ledger' | 'payments'>;
  readonly partner: Partner;
}

const wireTypes: Readonly<Record<Invoice['documentType'], z.output<typeof invoiceSchema>['documentType']>> = {
  invoice: 'invoice',
  creditNote: 'adjustment_note',
};

const viewNames: Readonly<Record<LineItemType, string>> = {
  billing_line_items: 'BillingLineItems',
  usage_line_items: 'UsageLineItems',
};

/** The address by which links name an invoice (PC 7.2). */
const invoiceUri = ({ id }: Pick<Invoice, 'id'>): string => `/invoices/OneTime-${id}`;

const detailOf = (invoice: Pick<Invoice, 'id'>, invoiceLineItemType: LineItemType) => ({
  invoiceLineItemType,
  billingProvider: 'one_time',
  links: selfLink(`${invoiceUri(invoice)}/lineitems/OneTime/${viewNames[invoiceLineItemType]}`),
  attributes: { objectType: 'InvoiceDetail' },
});

/** The views of its lines that have any (PC 7.2 `invoiceDetails`). */
function detailsOf(invoice: Invoice, { state }: Seen) {
  const lines = billedLines(invoice, state);
  return [
    ...(lines.some(({ usage }) => usage === undefined) ? [detailOf(invoice, 'billing_line_items')] : []),
    ...(lines.some(({ usage }) => usage !== undefined) ? [detailOf(invoice, 'usage_line_items')] : []),
  ];
}

/** An invoice as the wire has it (PC 7.2), with what amends it. */
export function invoiceResource(invoice: Invoice, seen: Seen) {
  const amendments = amendmentsOf(invoice, seen.state).map((note) => documentOf(note, seen));
  return { ...documentOf(invoice, seen), ...(amendments.length > 0 && { amendments }) };
}

function documentOf(invoice: Invoice, seen: Seen) {
  const { id, currency } = invoice;
  const paid = seen.state.payments.get(id)?.amount ?? 0;
  const receipt = taxReceiptOf(invoice, seen);
  return {
    id,
    invoiceDate: invoice.issuedAt,
    billingPeriodStartDate: startOf(invoice.start),
    billingPeriodEndDate: `${wireEnd(invoice.end)}T00:00:00.000Z`,
    totalCharges: toDecimal(invoice.total, currency),
    paidAmount: toDecimal(paid, currency),
    currencyCode: currency,
    currencySymbol: symbolOf(currency),
    pdfDownloadLink: `/invoices/${id}/documents/statement`,
    ...(receipt && { taxReceipts: [receipt] }),
    invoiceDetails: detailsOf(invoice, seen),
    documentType: wireTypes[invoice.documentType],
    amendsOf: amendedBy(invoice, seen.state),
    invoiceType: 'OneTime',
    links: selfLink(invoiceUri(invoice)),
    attributes: { objectType: 'Invoice' },
  };
}
