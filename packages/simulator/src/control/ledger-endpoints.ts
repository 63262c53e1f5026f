import { billingMonthOf, type Charge, type Ledger } from '@marketsim/core';
import { z } from 'zod';
import { calendarMonth } from './calendar-month.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { ledgerRow, ledgerRowOf, totalsOf } from './ledger-row.ts';

const filters = worldQuery.extend({
  subscriptionId: z.string().optional(),
  customerId: z.string().optional(),
  status: z.enum(['billed', 'unbilled']).optional(),
  month: calendarMonth.optional().describe('Only lines that are billed for this calendar month (BIL-12).'),
});

/** Lines of licence and use together, oldest first. */
const chargesOf = (ledger: Ledger, subscriptionId: string): readonly Charge[] =>
  [...ledger.chargesOf(subscriptionId), ...ledger.usageChargesOf(subscriptionId)].toSorted((a, b) =>
    a.createdAt.localeCompare(b.createdAt, 'en'),
  );

const chargesBy = (ledger: Ledger, filter: z.output<typeof filters>): readonly Charge[] => {
  const { subscriptionId, customerId, status, month } = filter;
  const charges = subscriptionId === undefined ? ledger.charges : chargesOf(ledger, subscriptionId);
  const wanted = (charge: Charge): boolean =>
    (customerId === undefined || charge.customerId === customerId) &&
    (month === undefined || billingMonthOf(charge) === month) &&
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
