import type { Currency } from '@marketsim/core';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { attributesSchema, linkSchema, linkTo } from '../wire/link.ts';
import { currencyParameter } from './currency.ts';

const estimateLinkSchema = z
  .strictObject({
    type: z.enum(['daily_rated_usage', 'non_consumption']),
    title: z.string(),
    description: z.string(),
    period: z.enum(['Current', 'Previous']),
    link: linkSchema,
  })
  .meta({ id: 'EstimateLink' });

const estimateLinksSchema = z.strictObject({
  totalCount: z.literal(4),
  items: z.array(estimateLinkSchema).length(4),
  attributes: attributesSchema('Collection'),
});

type EstimateLink = z.output<typeof estimateLinkSchema>;

const kinds = [
  {
    type: 'daily_rated_usage',
    title: 'Daily rated usage unbilled',
    description: 'Metered use that is on no invoice yet, day by day.',
    query: 'provider=Marketplace&invoicelineitemtype=UsageLineItems',
  },
  {
    type: 'non_consumption',
    title: 'Unbilled reconciliation line items',
    description: 'Charges of licences that are on no invoice yet.',
    query: 'provider=all&invoicelineitemtype=billinglineitems',
  },
] as const;
const periods = ['Current', 'Previous'] as const;

function estimateLinks(currency: Currency): z.input<typeof estimateLinksSchema> {
  const items = kinds.flatMap(({ query, ...kind }) =>
    periods.map((period): EstimateLink => {
      const rest = `currencycode=${currency}&period=${period.toLowerCase()}&size=2000`;
      return { ...kind, period, link: linkTo(`/invoices/unbilled/lineitems?${query}&${rest}`) };
    }),
  );
  return { totalCount: 4, items, attributes: { objectType: 'Collection' } };
}

/** INV-7: where what is not billed yet can be read: use and licences, of the running month and the one before. */
export const getEstimateLinks = endpoint({
  contract: {
    id: 'INV-7',
    method: 'get',
    path: '/v1/invoices/estimates/links',
    summary: 'List the links to unbilled line items',
    source: 'PC 7.6',
    tag: 'Invoices',
    access: 'A+U',
    right: 'billing',
    params: noParams,
    query: z.object({ currencycode: currencyParameter }),
    replies: {
      200: {
        description: 'Always four links.',
        schema: estimateLinksSchema,
        example: estimateLinks('USD'),
      },
    },
    refusals: [],
  },
  handle: ({ query }) => ({ status: 200, body: estimateLinks(query.currencycode) }),
});
