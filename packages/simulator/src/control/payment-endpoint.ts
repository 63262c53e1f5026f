import { type DomainError, type Invoice, toDecimal } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { invoiceParams, locateInvoice, noSuchInvoice } from './invoice-endpoints.ts';
import { invoiceView, invoiceViewOf } from './invoice-view.ts';
import { minorOf } from './minor-of.ts';
import { type ControlProblem, domainProblem } from './problem.ts';

const paymentBody = z.strictObject({
  amount: z.number().optional().describe("What came in, in the invoice's currency; all of it unless given."),
});

/** What the engine refuses of a payment, in words for whoever has the invoice before them. */
function paymentProblem(error: DomainError, { id, currency }: Invoice): ControlProblem {
  const problem = domainProblem(error);
  if (error.code !== 'paymentNotInFull') return problem;
  const total = toDecimal(error.total, currency);
  return { ...problem, target: 'amount', message: `invoice ${id} is paid in full: ${total} ${currency}` };
}

/** CTL-50: somebody in accounting notes that an invoice was paid (SUS-07). */
export const payInvoice = worldEndpoint({
  contract: {
    id: 'CTL-50',
    method: 'post',
    path: '/_sim/invoices/:invoiceId/pay',
    summary: 'Notes that an invoice was paid, as somebody in accounting would',
    source: 'BIL-15, SUS-07',
    tag: 'Money',
    params: invoiceParams,
    query: worldQuery,
    body: paymentBody,
    bodyRequired: false,
    replies: { 200: { description: 'The invoice, paid.', schema: invoiceView } },
    refusals: [
      { status: 400, code: 'invalid', when: 'the currency has no such amount' },
      noSuchInvoice,
      { status: 409, code: 'invoicePaid', when: 'it is paid already' },
      { status: 409, code: 'nothingToPay', when: 'it is a credit note, or of nothing' },
      { status: 409, code: 'paymentNotInFull', when: 'the amount is not all of it' },
    ],
  },
  locate: locateInvoice,
  handle: ({ found, body }, { world: { engine } }) => {
    const amount = body?.amount === undefined ? found.total : minorOf(body.amount, found.currency);
    const outcome = engine.execute({ type: 'RecordPayment', invoiceId: found.id, amount });
    if (!outcome.ok) return refuse<ControlProblem>(paymentProblem(outcome.error, found));
    return { status: 200, body: invoiceViewOf(found, engine.state) };
  },
});
