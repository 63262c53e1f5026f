import { type Charge, type Ledger, priceToDecimal, toDecimal, wireEnd } from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';

/** A ledger line for people and tests: amounts in the currency's major unit, end dates included. */
export const ledgerRow = z
  .object({
    id: z.string(),
    createdAt: z.string(),
    type: z.string(),
    status: z.enum(['billed', 'unbilled']),
    invoiceId: z.string().optional(),
    subscriptionId: z.string(),
    customerId: z.string(),
    payerId: z.string(),
    orderId: z.string(),
    productId: z.string(),
    skuId: z.string(),
    availabilityId: z.string(),
    term: z.int().describe('Number of the term, from 1.'),
    termDuration: z.string(),
    billingCycle: z.string(),
    termStartDate: z.string(),
    termEndDate: z.string().describe('Last day of the term.'),
    chargeStartDate: z.string(),
    chargeEndDate: z.string().describe('Last day that the line covers.'),
    unitPrice: z.number(),
    unitAmount: z.number(),
    quantity: z.number(),
    amount: z.number(),
    currency: z.string(),
    mpnId: z.string(),
    resellerMpnId: z.string(),
    description: z.string(),
    parentId: z.string().optional().describe('The line that a refund takes back from.'),
    dimension: z.string().optional().describe('What was metered, on a line of use.'),
  })
  .meta({ id: 'LedgerRow' });

/** A charge as a row. */
export function ledgerRowOf(charge: Charge, ledger: Ledger): z.output<typeof ledgerRow> {
  const { start, end, termStart, termEnd, unitPrice, unitAmount, amount, parentId, usage, ...same } = charge;
  const invoiceId = ledger.invoiceOf(charge.id);
  return {
    ...same,
    ...compact({ parentId, invoiceId, dimension: usage?.dimensionId }),
    status: invoiceId === undefined ? 'unbilled' : 'billed',
    termStartDate: termStart,
    termEndDate: wireEnd(termEnd),
    chargeStartDate: start,
    chargeEndDate: wireEnd(end),
    unitPrice: priceToDecimal(unitPrice),
    unitAmount: toDecimal(unitAmount, charge.currency),
    amount: toDecimal(amount, charge.currency),
  };
}

/** Sum of charges by currency, in the currency's major unit. */
export function totalsOf(charges: readonly Charge[]): Readonly<Record<string, number>> {
  const minor = new Map<string, number>();
  for (const { currency, amount } of charges) minor.set(currency, (minor.get(currency) ?? 0) + amount);
  return Object.fromEntries([...minor].map(([currency, sum]) => [currency, toDecimal(sum, currency)]));
}
