import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { invoiceRefusals } from '../refusals.ts';
import { exampleInvoice } from './example.ts';
import { invoiceAt, invoiceParams } from './locate.ts';
import { invoiceResource } from './resource.ts';
import { invoiceSchema } from './schema.ts';

/** INV-2: one invoice. */
export const getInvoice = endpoint({
  contract: {
    id: 'INV-2',
    method: 'get',
    path: '/v1/invoices/:invoiceId',
    summary: 'Get an invoice',
    source: 'PC 7.2',
    tag: 'Invoices',
    access: 'U',
    right: 'billing',
    params: invoiceParams,
    query: z.object({}),
    replies: { 200: { description: 'The invoice.', schema: invoiceSchema, example: exampleInvoice } },
    refusals: invoiceRefusals,
  },
  locate: (ctx, params) => invoiceAt(ctx, params),
  handle: ({ found: { invoice } }, ctx) => ({
    status: 200,
    body: invoiceResource(invoice, { state: ctx.engine.state, partner: ctx.partner }),
  }),
});
