import { z } from 'zod';
import { attributesSchema, selfLinksSchema } from '../wire/link.ts';
import { amountSchema, instantSchema } from '../wire/values.ts';

/** What the lines of an invoice are of: licences, or metered use (PC 7.5). */
export const lineItemTypeSchema = z.enum(['billing_line_items', 'usage_line_items']);

export type LineItemType = z.output<typeof lineItemTypeSchema>;

const invoiceDetailSchema = z.strictObject({
  invoiceLineItemType: lineItemTypeSchema,
  billingProvider: z.literal('one_time'),
  links: selfLinksSchema,
  attributes: attributesSchema('InvoiceDetail'),
});

/** A credit note is an `adjustment_note`, with a total below zero. */
const documentSchema = z
  .strictObject({
    id: z.string().regex(/^G\d{9}$/),
    invoiceDate: instantSchema,
    billingPeriodStartDate: instantSchema,
    billingPeriodEndDate: instantSchema,
    totalCharges: amountSchema,
    paidAmount: amountSchema,
    currencyCode: z.string(),
    currencySymbol: z.string(),
    pdfDownloadLink: z.string(),
    taxReceipts: z
      .array(z.strictObject({ id: z.string(), taxReceiptPdfDownloadLink: z.string() }))
      .optional(),
    invoiceDetails: z.array(invoiceDetailSchema),
    documentType: z.enum(['invoice', 'adjustment_note']),
    amendsOf: z.string().optional(),
    invoiceType: z.literal('OneTime'),
    links: selfLinksSchema,
    attributes: attributesSchema('Invoice'),
  })
  .meta({ id: 'Amendment' });

/** An invoice (PC 7.2), with the credit notes that amend it. */
export const invoiceSchema = documentSchema
  .extend({ amendments: z.array(documentSchema).optional() })
  .meta({ id: 'Invoice' });

const balanceSchema = z.strictObject({
  balanceAmount: amountSchema,
  currencyCode: z.string(),
  currencySymbol: z.string(),
  accountingDate: instantSchema,
  firstInvoiceCreationDate: instantSchema.optional(),
  lastPaymentDate: instantSchema.optional(),
  lastPaymentAmount: amountSchema.optional(),
  latestInvoiceDate: instantSchema.optional(),
});

const summaryDetailSchema = z.strictObject({
  invoiceType: z.literal('OneTime'),
  summary: balanceSchema.extend({ attributes: attributesSchema('InvoiceSummary') }),
});

/** How a partner stands in one currency (PC 7.3); dates and amounts are absent where nothing has happened. */
export const invoiceSummarySchema = balanceSchema
  .extend({
    details: z.array(summaryDetailSchema),
    links: selfLinksSchema,
    attributes: attributesSchema('InvoiceSummary'),
  })
  .meta({ id: 'InvoiceSummary' });
