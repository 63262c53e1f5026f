import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { selfLink } from '../wire/link.ts';
import { invoiceSummarySchema } from './schema.ts';
import { billedCurrencies, homeCurrency, summaryResource } from './summary.ts';

const exampleBalance = {
  balanceAmount: 62.5,
  currencyCode: 'USD',
  currencySymbol: '$',
  accountingDate: '2026-02-08T00:00:00.000Z',
  firstInvoiceCreationDate: '2026-02-08T00:00:00.000Z',
  latestInvoiceDate: '2026-02-08T00:00:00.000Z',
};

const exampleSummary: z.output<typeof invoiceSummarySchema> = {
  ...exampleBalance,
  details: [
    {
      invoiceType: 'OneTime',
      summary: { ...exampleBalance, attributes: { objectType: 'InvoiceSummary' } },
    },
  ],
  links: selfLink('/invoices/summary'),
  attributes: { objectType: 'InvoiceSummary' },
};

/** INV-3: how the partner stands in the currency of its country. */
export const getInvoiceSummary = endpoint({
  contract: {
    id: 'INV-3',
    method: 'get',
    path: '/v1/invoices/summary',
    summary: 'Get the summary of invoices',
    source: 'PC 7.3',
    tag: 'Invoices',
    access: 'A+U',
    right: 'billing',
    params: noParams,
    query: z.object({}),
    replies: {
      200: { description: 'The summary.', schema: invoiceSummarySchema, example: exampleSummary },
    },
    refusals: [],
  },
  handle: (_, ctx) => ({ status: 200, body: summaryResource(homeCurrency(ctx.partner), ctx) }),
});

/** INV-3: how the partner stands in each currency in which it was billed. */
export const listInvoiceSummaries = endpoint({
  contract: {
    id: 'INV-3.summaries',
    method: 'get',
    path: '/v1/invoices/summaries',
    summary: 'List the summaries of invoices, one per currency',
    source: 'PC 7.3',
    tag: 'Invoices',
    access: 'U',
    right: 'billing',
    params: noParams,
    query: z.object({}),
    replies: {
      200: {
        description: 'One summary per currency.',
        schema: collectionSchema(invoiceSummarySchema),
        example: exampleList('/invoices/summaries', exampleSummary),
      },
    },
    refusals: [],
  },
  handle: ({ request }, ctx) => ({
    status: 200,
    body: collection(
      billedCurrencies(ctx).map((currency) => summaryResource(currency, ctx)),
      request,
    ),
  }),
});
