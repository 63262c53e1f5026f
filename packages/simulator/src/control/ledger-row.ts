import {
  type Charge,
  chargeTypes,
  lineFields,
  percentToDecimal,
  priceToDecimal,
  rateToDecimal,
  type State,
  toDecimal,
  wireEnd,
} from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';

/** A ledger line for people and tests: amounts in the currency's major unit, end dates included. */
export const ledgerRow = z
  .object({
    id: z.string(),
    createdAt: z.string(),
    type: z.enum(chargeTypes),
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
    publisherId: z.string(),
    termAndBillingCycle: z.string(),
    billingFrequency: z.string().describe('Empty for what is paid once.'),
    unitPrice: z
      .number()
      .describe('List price of one unit for a billing cycle, or for a term in instalments.'),
    instalment: z.number().optional().describe('The part of it that the line asks for.'),
    effectiveUnitPrice: z.number().describe('The same after margin and proration.'),
    priceAdjustments: z.array(z.string()).describe('Why they differ.'),
    pricingCurrency: z.string().describe('Of the prices.'),
    exchangeRate: z.number().describe('From that to the currency of the amounts.'),
    unitAmount: z.number(),
    quantity: z.number(),
    billableQuantity: z.number(),
    amount: z.number().describe('Before tax.'),
    taxRate: z.number().describe('Percent.'),
    tax: z.number(),
    total: z.number(),
    currency: z.string(),
    mpnId: z.string(),
    resellerMpnId: z.string(),
    description: z.string(),
    parentId: z.string().optional().describe('The line that a refund takes back from.'),
    dimension: z.string().optional().describe('What was metered, on a line of use.'),
  })
  .meta({ id: 'LedgerRow' });

/** A charge as a row. */
export function ledgerRowOf(
  charge: Charge,
  state: Pick<State, 'ledger' | 'offers'>,
): z.output<typeof ledgerRow> {
  const { start, end, termStart, termEnd, unitAmount, amount, parentId, usage, ...rest } = charge;
  const { unitPrice, instalment, margin: _, agencyFee: ___, taxRate = 0, ...same } = rest;
  const { subtotal: __, invoiceNumber, ...fields } = lineFields(charge, state);
  const { taxTotal, totalForCustomer, effectiveUnitPrice, exchangeRate, ...shown } = fields;
  const invoiceId = invoiceNumber || undefined;
  return {
    ...same,
    ...shown,
    priceAdjustments: [...fields.priceAdjustments],
    ...compact({ parentId, invoiceId, dimension: usage?.dimensionId }),
    ...compact({ instalment: instalment && priceToDecimal(instalment) }),
    status: invoiceId === undefined ? 'unbilled' : 'billed',
    termStartDate: termStart,
    termEndDate: wireEnd(termEnd),
    chargeStartDate: start,
    chargeEndDate: wireEnd(end),
    unitPrice: priceToDecimal(unitPrice),
    effectiveUnitPrice: priceToDecimal(effectiveUnitPrice),
    exchangeRate: rateToDecimal(exchangeRate),
    taxRate: percentToDecimal(taxRate),
    tax: toDecimal(taxTotal, charge.currency),
    total: toDecimal(totalForCustomer, charge.currency),
    unitAmount: toDecimal(unitAmount, charge.currency),
    amount: toDecimal(amount, charge.currency),
  };
}

/** Sum of charges before tax by currency, in the currency's major unit. */
export function totalsOf(charges: readonly Charge[]): Readonly<Record<string, number>> {
  const minor = new Map<string, number>();
  for (const { currency, amount } of charges) minor.set(currency, (minor.get(currency) ?? 0) + amount);
  return Object.fromEntries([...minor].map(([currency, sum]) => [currency, toDecimal(sum, currency)]));
}
