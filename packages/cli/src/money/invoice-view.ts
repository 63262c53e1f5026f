import { z } from 'zod';
import { day } from '../text/instant.ts';
import { moneyText } from '../text/money.ts';
import { type Column, table } from '../text/table.ts';
import { lineColumns, lineIdColumn, lineReply } from './line-view.ts';
import type { Names } from './names.ts';

/** An invoice or credit note: decimal amounts, the last day of the billed month included; instants are UTC. */
export const invoiceReply = z.looseObject({
  id: z.string(),
  documentType: z.string(),
  payerId: z.string(),
  currency: z.string(),
  issuedAt: z.string(),
  startDate: z.string(),
  endDate: z.string(),
  dueOn: z.string(),
  status: z.string(),
  paidAt: z.string().optional(),
  total: z.number(),
  tax: z.number(),
  lines: z.array(lineReply),
});

/** An invoice, as the control API tells it. */
export type InvoiceReply = z.output<typeof invoiceReply>;

const kindOf = ({ documentType }: InvoiceReply): string =>
  documentType === 'creditNote' ? 'credit note' : documentType;

/** An invoice is for a calendar month. */
const monthOf = ({ startDate }: InvoiceReply): string => startDate.slice(0, 7);

const columns = ({ account }: Names): readonly Column<InvoiceReply>[] => [
  { head: 'INVOICE', cell: ({ id }) => id },
  { head: 'KIND', cell: kindOf },
  { head: 'MONTH', cell: monthOf },
  { head: 'ISSUED', cell: ({ issuedAt }) => day(issuedAt) },
  { head: 'DUE', cell: ({ dueOn }) => dueOn },
  { head: 'STATUS', cell: ({ status }) => status },
  { head: 'LINES', align: 'right', cell: ({ lines }) => String(lines.length) },
  { head: 'TAX', align: 'right', cell: ({ tax, currency }) => moneyText(tax, currency) },
  { head: 'TOTAL', align: 'right', cell: ({ total, currency }) => moneyText(total, currency) },
  { head: 'PAYER', cell: ({ payerId }) => account(payerId) },
];

/** Invoices as a table. */
export const invoicesText = (invoices: readonly InvoiceReply[], names: Names): string =>
  table(invoices, columns(names));

/** An invoice in full. */
export function invoiceText(invoice: InvoiceReply, names: Names): string {
  const { id, startDate, endDate, issuedAt, dueOn, status, paidAt, payerId, total, tax, currency, lines } =
    invoice;
  return [
    `${kindOf(invoice)} ${id} is ${moneyText(total, currency)}, ${moneyText(tax, currency)} of it tax`,
    `  for     ${startDate} to ${endDate}`,
    `  payer   ${names.account(payerId)}`,
    `  issued  ${day(issuedAt)}`,
    `  due     ${dueOn}`,
    `  status  ${status}${paidAt === undefined ? '' : ` on ${day(paidAt)}`}`,
    table(lines, [...lineColumns(names), lineIdColumn]),
  ].join('\n');
}
