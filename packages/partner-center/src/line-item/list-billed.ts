import { normaliseQuery, type RequestInfo, shapeIssues } from '@marketsim/http';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { exampleInvoiceId } from '../invoice/example.ts';
import { invoiceAt, invoiceParams } from '../invoice/locate.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { invoiceRefusals } from '../refusals.ts';
import { exampleList } from '../wire/example.ts';
import { seekHeaders, seekQuery, seekRefusals } from '../wire/seek.ts';
import { exampleBillingLine } from './example.ts';
import { linesOn, seenBy } from './lines.ts';
import { lineItemPage } from './page.ts';
import { lineItemQuery, lineItemsSchema, rowsOf, type View, viewSchema } from './view.ts';

const paging = seekQuery.extend(lineItemQuery.shape);

/** What both forms of the address have in common. */
const shared = {
  method: 'get',
  source: 'PC 7.5, 0.8',
  tag: 'Invoices',
  access: 'A+U',
  right: 'billing',
  headers: seekHeaders,
  replies: {
    200: {
      description: 'One page of lines; `totalCount` counts this page.',
      schema: lineItemsSchema,
      example: exampleList(
        `/invoices/${exampleInvoiceId}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`,
        exampleBillingLine,
      ),
    },
  },
  refusals: [...invoiceRefusals, ...seekRefusals],
} as const;

type Asked = {
  readonly view: View;
  readonly query: z.output<typeof paging>;
  readonly request: RequestInfo;
};

function answer(
  { invoice }: ReturnType<typeof invoiceAt>,
  { view, query, request }: Asked,
  ctx: PartnerContext,
) {
  const seen = seenBy(ctx);
  const rows = rowsOf(linesOn(invoice, seen), { view, seen, earnedCredit: query.hasPartnerEarnedCredit });
  return lineItemPage(rows, { query, request });
}

/** INV-5: the lines of an invoice, named by the query. */
export const listLineItems = endpoint({
  contract: {
    ...shared,
    id: 'INV-5',
    path: '/v1/invoices/:invoiceId/lineitems',
    summary: 'List the line items of an invoice',
    params: invoiceParams,
    query: paging.extend(viewSchema.shape),
  },
  locate: (ctx, params) => invoiceAt(ctx, params),
  handle: ({ found, query, request }, ctx) => answer(found, { view: query, query, request }, ctx),
});

/** INV-5: the same, named by the path, as the links of an invoice spell it. */
export const listLineItemsByPath = endpoint({
  contract: {
    ...shared,
    id: 'INV-5.path',
    path: '/v1/invoices/:invoiceId/lineitems/:provider/:lineItemType',
    summary: 'List the line items of an invoice by path',
    params: invoiceParams.extend({ provider: z.string(), lineItemType: z.string() }),
    query: paging,
    refusals: [
      ...shared.refusals,
      { status: 400, code: 900126, when: 'a segment names no provider, or no kind of line items' },
    ],
  },
  locate: (ctx, params) => invoiceAt(ctx, params),
  handle: ({ found, params, query, request }, ctx) =>
    answer(found, { view: viewOf(params), query, request }, ctx),
});

/** The segments of a path, which may be spelled as freely as a query (PC 0.3, 0.6). */
function viewOf(params: { readonly provider: string; readonly lineItemType: string }): View {
  const { provider, lineItemType: invoicelineitemtype } = params;
  const raw = normaliseQuery(viewSchema, { provider, invoicelineitemtype }, 'sdk');
  const result = viewSchema.safeParse(raw);
  if (result.success) return result.data;
  const issues = shapeIssues(viewSchema, raw, result.error);
  return refuseWith(
    commerceFault(400, 900126, issues.map(({ path, message }) => `${path}: ${message}`).join('; ')),
  );
}
