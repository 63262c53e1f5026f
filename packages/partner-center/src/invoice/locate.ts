import type { Invoice } from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { gatewayFault, refuseWith } from '../problem.ts';

export const invoiceParams = z.object({ invoiceId: z.string() });

const prefix = /^onetime-/i;

/** The caller's invoice, by its bare id or by the prefixed one that links have (PC 7.2). */
export function invoiceAt(
  { engine, partner }: PartnerContext,
  { invoiceId }: z.output<typeof invoiceParams>,
): { readonly invoice: Invoice } {
  const invoice = engine.state.ledger.invoices.get(invoiceId.replace(prefix, '').toUpperCase());
  return invoice?.payerId === partner.id
    ? { invoice }
    : refuseWith(gatewayFault(404, 1000, `There is no invoice ${invoiceId}.`));
}
