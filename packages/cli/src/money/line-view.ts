import { z } from 'zod';
import { day } from '../text/instant.ts';
import { moneyText } from '../text/money.ts';
import type { Column } from '../text/table.ts';
import type { Names } from './names.ts';

/** A line of the ledger: decimal amounts, the last day that it covers included; instants are UTC. */
export const lineReply = z.looseObject({
  id: z.string(),
  createdAt: z.string(),
  type: z.string(),
  customerId: z.string(),
  productId: z.string(),
  skuId: z.string(),
  status: z.string(),
  invoiceId: z.string().optional(),
  chargeStartDate: z.string(),
  chargeEndDate: z.string(),
  quantity: z.number(),
  amount: z.number(),
  tax: z.number(),
  currency: z.string(),
});

/** A line of the ledger, as the control API tells it. */
export type LedgerLine = z.output<typeof lineReply>;

/** What is told of every line, before what it comes to. */
export const lineColumns = ({ account, plan }: Names): readonly Column<LedgerLine>[] => [
  { head: 'CREATED', cell: ({ createdAt }) => day(createdAt) },
  { head: 'TYPE', cell: ({ type }) => type },
  { head: 'CUSTOMER', cell: ({ customerId }) => account(customerId) },
  { head: 'PLAN', cell: ({ productId, skuId }) => plan(productId, skuId) },
  { head: 'FROM', cell: ({ chargeStartDate }) => chargeStartDate },
  { head: 'TO', cell: ({ chargeEndDate }) => chargeEndDate },
  { head: 'QUANTITY', align: 'right', cell: ({ quantity }) => String(quantity) },
  { head: 'AMOUNT', align: 'right', cell: ({ amount, currency }) => moneyText(amount, currency) },
  { head: 'TAX', align: 'right', cell: ({ tax, currency }) => moneyText(tax, currency) },
];

/** By which a line is explained; it begins with the id of its subscription. */
export const lineIdColumn: Column<LedgerLine> = { head: 'LINE', cell: ({ id }) => id };
