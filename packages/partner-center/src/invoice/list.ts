import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { collection, collectionSchema } from '../wire/collection.ts';
import { exampleList } from '../wire/example.ts';
import { linkTo } from '../wire/link.ts';
import { uriWith } from '../wire/uri.ts';
import { exampleInvoice } from './example.ts';
import { invoiceFilter } from './filter.ts';
import { invoiceResource } from './resource.ts';
import { invoiceSchema } from './schema.ts';

const defaultSize = 100;
const largestSize = 500;

/** INV-1: the partner's invoices, oldest first, `size` of them from the `offset`th on, counted from 0. */
export const listInvoices = endpoint({
  contract: {
    id: 'INV-1',
    method: 'get',
    path: '/v1/invoices',
    summary: 'List invoices',
    source: 'PC 7.2, 0.8',
    tag: 'Invoices',
    access: 'A+U',
    right: 'billing',
    params: noParams,
    query: z.object({
      size: z.int().nonnegative().optional(),
      offset: z.int().nonnegative().optional(),
      filter: z.string().optional(),
    }),
    replies: {
      200: {
        description: 'One page of invoices; the next link holds the next offset.',
        schema: collectionSchema(invoiceSchema),
        example: exampleList('/invoices', exampleInvoice),
      },
    },
    refusals: [],
  },
  handle: ({ query, request }, ctx) => {
    const { size: asked = 0, offset = 0, filter } = query;
    const size = asked === 0 ? defaultSize : Math.min(asked, largestSize);
    const invoices = ctx.engine.state.ledger.invoicesOf(ctx.partner.id).filter(invoiceFilter(filter));
    const page = invoices.slice(offset, offset + size);
    const end = offset + size;
    const next = end < invoices.length ? linkTo(uriWith(request, { size, offset: end })) : undefined;
    const items = page.map((invoice) =>
      invoiceResource(invoice, { state: ctx.engine.state, partner: ctx.partner }),
    );
    return { status: 200, body: collection(items, request, next) };
  },
});
