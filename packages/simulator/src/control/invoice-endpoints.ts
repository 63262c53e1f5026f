import type { Invoice, Ledger } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { calendarMonth } from './calendar-month.ts';
import { type WorldContext, worldEndpoint, worldQuery } from './control-api.ts';
import { invoiceView, invoiceViewOf } from './invoice-view.ts';
import { type ControlProblem, domainProblem } from './problem.ts';

const filters = worldQuery.extend({
  customerId: z.string().optional().describe('Only those with a line of this customer.'),
  month: calendarMonth.optional().describe('Only those for this calendar month.'),
});

const fits =
  ({ customerId, month }: z.output<typeof filters>, ledger: Ledger) =>
  ({ start, chargeIds }: Invoice): boolean =>
    (month === undefined || start.startsWith(month)) &&
    (customerId === undefined || chargeIds.some((id) => ledger.charge(id)?.customerId === customerId));

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
    query: filters,
    refusals: [],
    replies: {
      200: {
        description: 'The invoices; a filter that fits nothing gives none.',
        schema: z.object({ invoices: z.array(invoiceView) }),
      },
    },
  },
  handle: ({ query }, { world: { engine } }) => {
    const { state } = engine;
    const fitting = [...state.ledger.invoices.values()].filter(fits(query, state.ledger));
    return { status: 200, body: { invoices: fitting.map((invoice) => invoiceViewOf(invoice, state)) } };
  },
});

/** Params of every endpoint about one invoice. */
export const invoiceParams = z.object({ invoiceId: z.string() });

/** Refusal of every endpoint about one invoice. */
export const noSuchInvoice = {
  status: 404,
  code: 'invoiceNotFound',
  when: 'there is no such invoice',
} as const;

/** The invoice that a call names, in whatever case its letter is; ends the request where there is none. */
export const locateInvoice = (
  { world }: WorldContext,
  { invoiceId }: z.output<typeof invoiceParams>,
): Invoice =>
  world.engine.state.ledger.invoices.get(invoiceId.toUpperCase()) ??
  refuse<ControlProblem>({
    ...domainProblem({ code: 'invoiceNotFound', invoiceId }),
    message: `there is no invoice ${invoiceId}`,
  });

/** CTL-59: one invoice. */
export const readInvoice = worldEndpoint({
  contract: {
    id: 'CTL-59',
    method: 'get',
    path: '/_sim/invoices/:invoiceId',
    summary: 'An invoice with its lines',
    source: 'BIL-13',
    tag: 'Money',
    params: invoiceParams,
    query: worldQuery,
    refusals: [noSuchInvoice],
    replies: { 200: { description: 'The invoice.', schema: invoiceView } },
  },
  locate: locateInvoice,
  handle: ({ found }, { world: { engine } }) => ({
    status: 200,
    body: invoiceViewOf(found, engine.state),
  }),
});
