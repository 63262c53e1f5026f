import { z } from 'zod';
import { type LineItemType, lineItemTypeSchema } from '../invoice/schema.ts';
import { collectionSchema } from '../wire/collection.ts';
import { billingLineOf, billingLineSchema } from './billing-line.ts';
import type { Lines, Seen } from './lines.ts';
import { usageLineOf, usageLineSchema } from './usage-line.ts';

/** Where lines come from: everything that is sold here is `onetime`, use is `marketplace` too; the others are of old (PC 7.5). */
const providerSchema = z.enum(['onetime', 'marketplace', 'all', 'office', 'azure']);

/** Which lines are meant. */
export const viewSchema = z.object({ provider: providerSchema, invoicelineitemtype: lineItemTypeSchema });

export type View = z.output<typeof viewSchema>;

/** Further members of the query; partner earned credit is never earned on what is sold here (BIL-08). */
export const lineItemQuery = z.object({ hasPartnerEarnedCredit: z.boolean().optional() });

/** One page of line items: the token of the next is told beside the link to it, too (PC 7.5). */
export const lineItemsSchema = collectionSchema(z.union([billingLineSchema, usageLineSchema])).extend({
  continuationToken: z.string().optional(),
});

/** A line that is not spelled out until its page is asked for. */
export type Row = () => Readonly<Record<string, unknown>>;

const covered: Readonly<Record<View['provider'], readonly LineItemType[]>> = {
  onetime: ['billing_line_items', 'usage_line_items'],
  all: ['billing_line_items', 'usage_line_items'],
  marketplace: ['usage_line_items'],
  office: [],
  azure: [],
};

/** The lines that a view shows: none of a provider that has no such lines. */
export function rowsOf(
  lines: Lines,
  {
    view,
    seen,
    earnedCredit,
  }: { readonly view: View; readonly seen: Seen; readonly earnedCredit?: boolean | undefined },
): readonly Row[] {
  const { provider, invoicelineitemtype } = view;
  if (!covered[provider].includes(invoicelineitemtype)) return [];
  if (invoicelineitemtype === 'billing_line_items') {
    return lines.licences.map((line) => () => billingLineOf(line, lines, seen));
  }
  if (earnedCredit === true) return [];
  return lines.usage.map((day) => () => usageLineOf(day, lines, seen));
}
