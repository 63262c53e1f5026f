import { day, minute } from '../text/instant.ts';
import { type Column, table } from '../text/table.ts';
import { amountText } from './amounts.ts';
import type { Cast } from './cast.ts';
import type { Invoice, LedgerRow } from './replies.ts';
import { type Step, sums } from './stage.ts';

/** Width of the amounts beside the steps. */
const amountWidth = 14;

/** A step in one line: when, how much, what. */
export function stepLine({ at, text, charges }: Step): string {
  const amounts = charges.map(({ amount, currency }) => `${amountText(amount)} ${currency}`).join(' ');
  return `  ${minute(at)}  ${amounts.padStart(amountWidth)}  ${text}`;
}

function ledgerColumns({ customers, plans }: Cast): readonly Column<LedgerRow>[] {
  const names = new Map(customers.map(({ tenantId, companyName }) => [tenantId, companyName]));
  const titles = new Map(plans.map(({ skuId, title }) => [skuId, title]));
  return [
    { head: 'CREATED', cell: ({ createdAt }) => day(createdAt) },
    { head: 'TYPE', cell: ({ type }) => type },
    { head: 'CUSTOMER', cell: ({ customerId }) => names.get(customerId) ?? customerId },
    { head: 'PLAN', cell: ({ skuId }) => titles.get(skuId) ?? skuId },
    { head: 'PERIOD', cell: (row) => `${row.chargeStartDate}..${row.chargeEndDate}` },
    { head: 'QTY', align: 'right', cell: ({ quantity }) => String(quantity) },
    { head: 'UNIT', align: 'right', cell: ({ unitAmount }) => amountText(unitAmount) },
    { head: 'AMOUNT', align: 'right', cell: ({ amount }) => amountText(amount) },
    { head: '', cell: ({ currency }) => currency },
    { head: 'INVOICE', cell: ({ invoiceId }) => invoiceId ?? '' },
  ];
}

const invoiceColumns: readonly Column<Invoice>[] = [
  { head: 'DATE', cell: ({ issuedAt }) => day(issuedAt) },
  { head: 'DOCUMENT', cell: ({ documentType }) => documentType },
  { head: 'INVOICE', cell: ({ id }) => id },
  { head: 'PERIOD', cell: ({ startDate, endDate }) => `${startDate}..${endDate}` },
  { head: 'LINES', align: 'right', cell: ({ lines }) => String(lines.length) },
  { head: 'TOTAL', align: 'right', cell: ({ total }) => amountText(total) },
  { head: '', cell: ({ currency }) => currency },
  { head: 'DUE', cell: ({ dueOn }) => day(dueOn) },
];

/** What a currency comes to in the end. */
interface Total {
  readonly currency: string;
  readonly charged: number;
  readonly credited: number;
  readonly net: number;
}

const totalColumns: readonly Column<Total>[] = [
  { head: '', cell: ({ currency }) => currency },
  { head: 'CHARGED', align: 'right', cell: ({ charged }) => amountText(charged) },
  { head: 'CREDITED', align: 'right', cell: ({ credited }) => amountText(credited) },
  { head: 'NET', align: 'right', cell: ({ net }) => amountText(net) },
];

function totalsOf(rows: readonly LedgerRow[]): readonly Total[] {
  const sum = (some: readonly LedgerRow[]): number => sums(some)[0]?.amount ?? 0;
  return [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, group]) => ({
    currency,
    charged: sum(group.filter(({ amount }) => amount > 0)),
    credited: sum(group.filter(({ amount }) => amount < 0)),
    net: sum(group),
  }));
}

/** The books of the story: ledger, invoices, totals. */
export const books = (
  cast: Cast,
  { ledger, invoices }: { readonly ledger: readonly LedgerRow[]; readonly invoices: readonly Invoice[] },
): string =>
  [
    'Ledger',
    table(ledger, ledgerColumns(cast)),
    '',
    'Invoices',
    table(invoices, invoiceColumns),
    '',
    'Totals',
    table(totalsOf(ledger), totalColumns),
  ].join('\n');
