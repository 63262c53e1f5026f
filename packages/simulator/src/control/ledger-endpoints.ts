import {
  type Charge,
  type Invoice,
  invoiceStatus,
  type Ledger,
  type State,
  toDecimal,
  wireEnd,
} from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { ledgerRow, ledgerRowOf, totalsOf } from './ledger-row.ts';

const filters = worldQuery.extend({
  subscriptionId: z.string().optional(),
  customerId: z.string().optional(),
  status: z.enum(['billed', 'unbilled']).optional(),
});

/** Lines of licence and use together, oldest first. */
const chargesOf = (ledger: Ledger, subscriptionId: string): readonly Charge[] =>
  [...ledger.chargesOf(subscriptionId), ...ledger.usageChargesOf(subscriptionId)].toSorted((a, b) =>
    a.createdAt.localeCompare(b.createdAt, 'en'),
  );

const chargesBy = (ledger: Ledger, filter: z.output<typeof filters>): readonly Charge[] => {
  const { subscriptionId, customerId, status } = filter;
  const charges = subscriptionId === undefined ? ledger.charges : chargesOf(ledger, subscriptionId);
  const wanted = (charge: Charge): boolean =>
    (customerId === undefined || charge.customerId === customerId) &&
    (status === undefined || (ledger.invoiceOf(charge.id) !== undefined) === (status === 'billed'));
  return charges.filter(wanted);
};

/** CTL-11: the ledger, or a part of it. */
export const readLedger = worldEndpoint({
  contract: {
    id: 'CTL-11',
    method: 'get',
    path: '/_sim/ledger',
    summary: 'Every line of the ledger, oldest first, with the sum per currency before tax',
    source: 'GEN-13',
    tag: 'Money',
    params: z.object({}),
    query: filters,
    refusals: [],
    replies: {
      200: {
        description: 'The lines; a filter that fits nothing gives none.',
        schema: z.object({ rows: z.array(ledgerRow), totals: z.record(z.string(), z.number()) }),
      },
    },
  },
  handle: ({ query }, { world: { engine } }) => {
    const { ledger } = engine.state;
    const charges = chargesBy(ledger, query);
    const rows = charges.map((charge) => ledgerRowOf(charge, engine.state));
    return { status: 200, body: { rows, totals: totalsOf(charges) } };
  },
});

/** An invoice for people and tests: amounts in the currency's major unit. */
export const invoiceView = z
  .object({
    id: z.string(),
    documentType: z.enum(['invoice', 'creditNote']),
    payerId: z.string(),
    currency: z.string(),
    issuedAt: z.string(),
    startDate: z.string(),
    endDate: z.string().describe('Last day of the billed month.'),
    dueOn: z.string(),
    status: z
      .enum(['issued', 'pastDue', 'paid', 'nothingDue'])
      .describe('`nothingDue` on a credit note, and where the lines come to nothing.'),
    paidAt: z.string().optional(),
    total: z.number().describe('With tax.'),
    tax: z.number(),
    lines: z.array(ledgerRow),
  })
  .meta({ id: 'SimulatedInvoice' });

/** The invoice, and how it stands now. */
export function invoiceViewOf(invoice: Invoice, state: State): z.output<typeof invoiceView> {
  const { ledger, payments } = state;
  const { id, documentType, payerId, currency, issuedAt, start, end, dueOn, chargeIds } = invoice;
  const { total, tax = 0 } = invoice;
  const charges = chargeIds.flatMap((chargeId) => ledger.charge(chargeId) ?? []);
  return {
    id,
    documentType,
    payerId,
    currency,
    issuedAt,
    dueOn,
    status: invoiceStatus(invoice, state),
    ...compact({ paidAt: payments.get(id)?.paidAt }),
    startDate: start,
    endDate: wireEnd(end),
    total: toDecimal(total, currency),
    tax: toDecimal(tax, currency),
    lines: charges.map((charge) => ledgerRowOf(charge, state)),
  };
}

/** CTL-12: the invoices of all payers. */
export const readInvoices = worldEndpoint({
  contract: {
    id: 'CTL-12',
    method: 'get',
    path: '/_sim/invoices',
    summary: 'Every invoice with its lines, oldest first',
    source: 'BIL-13',
    tag: 'Money',
    params: z.object({}),
    query: worldQuery,
    refusals: [],
    replies: {
      200: { description: 'The invoices.', schema: z.object({ invoices: z.array(invoiceView) }) },
    },
  },
  handle: (_, { world: { engine } }) => {
    const { state } = engine;
    const invoices = [...state.ledger.invoices.values()].map((invoice) => invoiceViewOf(invoice, state));
    return { status: 200, body: { invoices } };
  },
});
