import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { currencyParameter } from '../invoice/currency.ts';
import { noParams } from '../locate.ts';
import { exampleList } from '../wire/example.ts';
import { seekHeaders, seekQuery, seekRefusals } from '../wire/seek.ts';
import { exampleBillingLine } from './example.ts';
import { linesAhead, seenBy } from './lines.ts';
import { lineItemPage } from './page.ts';
import { lineItemQuery, lineItemsSchema, rowsOf, viewSchema } from './view.ts';

/** INV-6: what is on no invoice yet: of the running month, or of the one before until its invoice is made (BIL-14). */
export const listUnbilledLineItems = endpoint({
  contract: {
    id: 'INV-6',
    method: 'get',
    path: '/v1/invoices/unbilled/lineitems',
    summary: 'List line items that are not billed yet',
    source: 'PC 7.5, 0.8',
    tag: 'Invoices',
    access: 'A+U',
    right: 'billing',
    params: noParams,
    query: z.object({
      ...viewSchema.shape,
      ...seekQuery.shape,
      ...lineItemQuery.shape,
      currencycode: currencyParameter,
      period: z.enum(['current', 'previous']),
    }),
    headers: seekHeaders,
    replies: {
      200: {
        description: 'One page of lines, with an empty `invoiceNumber`; `totalCount` counts this page.',
        schema: lineItemsSchema,
        example: exampleList(
          '/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=usd&period=current',
          { ...exampleBillingLine, invoiceNumber: '', billingFrequency: '' },
        ),
      },
    },
    refusals: seekRefusals,
  },
  handle: ({ query, request }, ctx) => {
    const { currencycode: currency, period, hasPartnerEarnedCredit: earnedCredit } = query;
    const seen = seenBy(ctx);
    const rows = rowsOf(linesAhead({ currency, period }, seen), { view: query, seen, earnedCredit });
    return lineItemPage(rows, { query, request });
  },
});
