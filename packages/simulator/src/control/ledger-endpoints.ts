import { type Charge, type Invoice, type Ledger, type State, toDecimal, wireEnd } from '@marketsim/core';
import { z } from 'zod';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { ledgerRow, ledgerRowOf, totalsOf } from './ledger-row.ts';

const filters = worldQuery.extend({
  subscriptionId: z.string().optional(),
  customerId: z.string().optional(),
  status: z.enum(['billed', 'unbilled']).optional(),
});

const chargesBy = (ledger: Ledger, filter: z.output<typeof filters>): readonly Charge[] => {
  const { subscriptionId, customerId, status } = filter;
  const charges = subscriptionId === undefined ? ledger.charges : ledger.chargesOf(subscriptionId);
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

const invoiceView = z
  .object({
    id: z.string(),
    documentType: z.enum(['invoice', 'creditNote']),
    payerId: z.string(),
    currency: z.string(),
    issuedAt: z.string(),
    startDate: z.string(),
    endDate: z.string().describe('Last day of the billed month.'),
    dueOn: z.string(),
    total: z.number().describe('With tax.'),
    tax: z.number(),
    lines: z.array(ledgerRow),
  })
  .meta({ id: 'SimulatedInvoice' });

function invoiceViewOf(
  invoice: Invoice,
  state: Pick<State, 'ledger' | 'offers'>,
): z.output<typeof invoiceView> {
  const { id, documentType, payerId, currency, issuedAt, start, end, dueOn, chargeIds } = invoice;
  const { total, tax = 0 } = invoice;
  const charges = chargeIds.flatMap((chargeId) => state.ledger.charge(chargeId) ?? []);
  return {
    id,
    documentType,
    payerId,
    currency,
    issuedAt,
    dueOn,
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
    const { ledger } = engine.state;
    const invoices = [...ledger.invoices.values()].map((invoice) => invoiceViewOf(invoice, engine.state));
    return { status: 200, body: { invoices } };
  },
});
