import { billedLines, type Invoice, startOf, symbolOf, toDecimal, wireEnd } from '@marketsim/core';
import type { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { selfLink } from '../wire/link.ts';
import { taxReceiptOf } from './receipt.ts';
import type { invoiceSchema, LineItemType } from './schema.ts';

type Seen = Pick<PartnerContext, 'engine' | 'partner'>;

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
function detailsOf(invoice: Invoice, { engine }: Seen) {
  const lines = billedLines(invoice, { state: engine.state, now: engine.now() });
  return [
    ...(lines.some(({ usage }) => usage === undefined) ? [detailOf(invoice, 'billing_line_items')] : []),
    ...(lines.some(({ usage }) => usage !== undefined) ? [detailOf(invoice, 'usage_line_items')] : []),
  ];
}

/** An invoice as the wire has it (PC 7.2). */
export function invoiceResource(invoice: Invoice, seen: Seen) {
  const { id, currency } = invoice;
  const paid = seen.engine.state.payments.get(id)?.amount ?? 0;
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
    invoiceType: 'OneTime',
    links: selfLink(invoiceUri(invoice)),
    attributes: { objectType: 'Invoice' },
  };
}
