import {
  billedLines,
  type Charge,
  type Currency,
  exponentOf,
  type Invoice,
  planOf,
  type State,
  toDecimal,
  wireEnd,
} from '@marketsim/core';
import type { PartnerContext } from '../context.ts';

/** A column of the lines; numbers stand at its right edge. */
export interface StatementColumn {
  readonly label: string;
  /** Of the width, compared with the other columns. */
  readonly share: number;
  readonly isNumber?: boolean;
}

/** What is printed, before it has a layout: all of it text. */
export interface Statement {
  readonly title: string;
  readonly issuedAt: string;
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly columns: readonly StatementColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly totals: readonly (readonly [label: string, text: string])[];
  readonly note: string;
}

type Seen = Pick<PartnerContext, 'engine' | 'partner'>;

const titles: Readonly<Record<Invoice['documentType'], string>> = {
  invoice: 'Invoice',
  creditNote: 'Credit note',
};

const columns: readonly StatementColumn[] = [
  { label: 'Customer', share: 125 },
  { label: 'Product', share: 160 },
  { label: 'Publisher', share: 105 },
  { label: 'Charge', share: 75 },
  { label: 'From', share: 50 },
  { label: 'To', share: 50 },
  { label: 'Quantity', share: 45, isNumber: true },
  { label: 'Subtotal', share: 57, isNumber: true },
  { label: 'Tax', share: 46, isNumber: true },
  { label: 'Total', share: 57, isNumber: true },
];

const sandboxNote = 'Integration sandbox: no payment is due.';

/** An amount with its thousands parted. */
function money(minor: number, currency: Currency): string {
  const digits = exponentOf(currency);
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return toDecimal(minor, currency).toLocaleString('en-US', form);
}

/** A line with the publisher that it is for; trials are printed at zero (PC 7.1, 10 row 24). */
function rowOf(charge: Charge, { customers, offers, publishers }: State): readonly string[] {
  const { customerId, productId, amount, tax = 0, currency, usage } = charge;
  const offer = offers.get(productId);
  const plan = planOf(charge, { offers });
  return [
    customers.get(customerId)?.companyName ?? customerId,
    [offer?.title, plan?.title].filter(Boolean).join(', '),
    publishers.get(offer?.publisherId ?? '')?.name ?? '',
    usage ? `usage of ${usage.dimensionId}` : charge.type,
    charge.start,
    wireEnd(charge.end),
    usage?.quantity ?? String(charge.quantity),
    money(amount, currency),
    money(tax, currency),
    money(amount + tax, currency),
  ];
}

/** What an invoice, or with a receipt's id its tax receipt, says (PC 7.4): its lines and totals are those of the ledger. */
export function statementOf(invoice: Invoice, { engine, partner }: Seen, receiptId?: string): Statement {
  const { id, currency, tax = 0, total } = invoice;
  const { state } = engine;
  const lines = billedLines(invoice, state);
  const paidAt = state.payments.get(id)?.paidAt;
  return {
    title: receiptId === undefined ? `${titles[invoice.documentType]} ${id}` : `Tax receipt ${receiptId}`,
    issuedAt: invoice.issuedAt,
    facts: [
      ['Billed to', `${partner.name}, ${partner.country}`],
      ['MPN id', partner.mpnId],
      ...(receiptId === undefined ? [] : ([['Invoice', id]] as const)),
      ['Invoice date', invoice.issuedAt.slice(0, 10)],
      ['Billing period', `${invoice.start} to ${wireEnd(invoice.end)}`],
      ...(receiptId === undefined || paidAt === undefined
        ? ([['Due date', invoice.dueOn]] as const)
        : ([['Paid on', paidAt.slice(0, 10)]] as const)),
      ['Currency', currency],
    ],
    columns,
    rows: lines.map((line) => rowOf(line, state)),
    totals: [
      ['Subtotal', money(total - tax, currency)],
      ['Tax', money(tax, currency)],
      [`Total ${currency}`, money(total, currency)],
    ],
    note: partner.sandbox ? sandboxNote : '',
  };
}
