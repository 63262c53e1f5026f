import type { z } from 'zod';
import { selfLink } from '../wire/link.ts';
import type { invoiceSchema } from './schema.ts';

/** The invoice that the examples of all contracts share. */
export const exampleInvoiceId = 'G000412873';

export const exampleInvoice: z.output<typeof invoiceSchema> = {
  id: exampleInvoiceId,
  invoiceDate: '2026-02-08T00:00:00.000Z',
  billingPeriodStartDate: '2026-01-01T00:00:00.000Z',
  billingPeriodEndDate: '2026-01-31T00:00:00.000Z',
  totalCharges: 62.5,
  paidAmount: 0,
  currencyCode: 'USD',
  currencySymbol: '$',
  pdfDownloadLink: `/invoices/${exampleInvoiceId}/documents/statement`,
  invoiceDetails: [
    {
      invoiceLineItemType: 'billing_line_items',
      billingProvider: 'one_time',
      links: selfLink(`/invoices/OneTime-${exampleInvoiceId}/lineitems/OneTime/BillingLineItems`),
      attributes: { objectType: 'InvoiceDetail' },
    },
  ],
  documentType: 'invoice',
  invoiceType: 'OneTime',
  links: selfLink(`/invoices/OneTime-${exampleInvoiceId}`),
  attributes: { objectType: 'Invoice' },
};
