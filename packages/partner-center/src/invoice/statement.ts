import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { gatewayFault, refuseWith } from '../problem.ts';
import { invoiceRefusals } from '../refusals.ts';
import { statementDocument } from '../statement/document.ts';
import { statementOf } from '../statement/statement.ts';
import { invoiceAt, invoiceParams } from './locate.ts';
import { taxReceiptOf } from './receipt.ts';

const shared = {
  method: 'get',
  source: 'PC 7.4',
  tag: 'Invoices',
  access: 'U',
  right: 'billing',
  query: z.object({}),
} as const;

const contentType = 'application/pdf';

const pdf = (bytes: Uint8Array, fileName: string) => ({
  status: 200,
  bytes,
  contentType,
  headers: { 'Content-Disposition': `attachment; filename=${fileName}.pdf` },
});

/** INV-4: an invoice on paper. */
export const getStatement = endpoint({
  contract: {
    ...shared,
    id: 'INV-4',
    path: '/v1/invoices/:invoiceId/documents/statement',
    summary: 'Get the statement of an invoice',
    params: invoiceParams,
    replies: { 200: { description: 'A PDF.', contentType } },
    refusals: invoiceRefusals,
  },
  locate: (ctx, params) => invoiceAt(ctx, params),
  handle: async ({ found: { invoice } }, ctx) =>
    pdf(await statementDocument(statementOf(invoice, ctx)), `Invoice_${invoice.id}`),
});

/** INV-4: the receipt of a paid invoice, where the country has one. */
export const getReceiptStatement = endpoint({
  contract: {
    ...shared,
    id: 'INV-4.receipt',
    path: '/v1/invoices/:invoiceId/receipts/:receiptId/documents/statement',
    summary: 'Get the tax receipt of an invoice',
    params: invoiceParams.extend({ receiptId: z.string() }),
    replies: { 200: { description: 'A PDF.', contentType } },
    refusals: [...invoiceRefusals, { status: 404, code: 1000, when: 'the invoice has no such receipt' }],
  },
  locate: (ctx, params) => {
    const { invoice } = invoiceAt(ctx, params);
    const receiptId = taxReceiptOf(invoice, { state: ctx.engine.state, partner: ctx.partner })?.id;
    return receiptId === params.receiptId.toUpperCase()
      ? { invoice, receiptId }
      : refuseWith(gatewayFault(404, 1000, `There is no receipt ${params.receiptId}.`));
  },
  handle: async ({ found: { invoice, receiptId } }, ctx) =>
    pdf(await statementDocument(statementOf(invoice, ctx, receiptId)), `Receipt_${receiptId}`),
});
