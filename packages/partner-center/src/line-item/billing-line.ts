import { lineFields, priceToDecimal, rateToDecimal, startOf, toDecimal } from '@marketsim/core';
import { z } from 'zod';
import { attributesSchema } from '../wire/link.ts';
import { instantSchema } from '../wire/values.ts';
import { decimalSchema } from './decimal.ts';
import type { LicenceLine, Lines, Seen } from './lines.ts';
import { customerFields, decimals, isUnbilled, lastDay, productFields, resellerOnWire } from './parties.ts';

/** A line of licences (PC 7.5): ids and prices as they were when it was made. */
export const billingLineSchema = z
  .strictObject({
    partnerId: z.guid(),
    customerId: z.guid(),
    customerName: z.string(),
    customerDomainName: z.string(),
    customerCountry: z.string(),
    invoiceNumber: z.string(),
    mpnId: z.string(),
    resellerMpnId: z.int(),
    orderId: z.string(),
    orderDate: instantSchema,
    productId: z.string(),
    skuId: z.string(),
    availabilityId: z.string(),
    productName: z.string(),
    skuName: z.string(),
    productQualifiers: z.array(z.enum(['Trial'])),
    chargeType: z.string(),
    unitPrice: decimalSchema,
    effectiveUnitPrice: decimalSchema,
    unitType: z.string(),
    quantity: z.int(),
    billableQuantity: decimalSchema,
    subtotal: decimalSchema,
    taxTotal: decimalSchema,
    totalForCustomer: decimalSchema,
    currency: z.string(),
    pricingCurrency: z.string(),
    pcToBCExchangeRate: decimalSchema,
    pcToBCExchangeRateDate: instantSchema,
    publisherName: z.string(),
    publisherId: z.string(),
    subscriptionId: z.guid(),
    subscriptionDescription: z.string(),
    subscriptionStartDate: instantSchema,
    subscriptionEndDate: instantSchema,
    chargeStartDate: instantSchema,
    chargeEndDate: instantSchema,
    termAndBillingCycle: z.string(),
    billingFrequency: z.string(),
    alternateId: z.string(),
    referenceId: z.guid(),
    priceAdjustmentDescription: z.string(),
    discountDetails: z.string(),
    meterDescription: z.string(),
    reservationOrderId: z.string(),
    creditReasonCode: z.string(),
    promotionId: z.string(),
    invoiceLineItemType: z.literal('billing_line_items'),
    billingProvider: z.literal('one_time'),
    attributes: attributesSchema('OneTimeInvoiceLineItem'),
  })
  .meta({ id: 'OneTimeInvoiceLineItem' });

/** Prices and amounts; tax is told only once the line is on an invoice (PC 7.1). */
function amountsOf(line: LicenceLine, lines: Lines, seen: Seen) {
  const { currency, createdAt } = line;
  const fields = lineFields({ id: '', ...line }, seen.state);
  const decimal = decimals(seen);
  const taxTotal = isUnbilled(lines) ? 0 : fields.taxTotal;
  const { priceAdjustments } = fields;
  return {
    unitPrice: decimal(priceToDecimal(line.unitPrice)),
    effectiveUnitPrice: decimal(priceToDecimal(fields.effectiveUnitPrice)),
    unitType: '',
    quantity: line.quantity,
    billableQuantity: decimal(fields.billableQuantity),
    subtotal: decimal(toDecimal(fields.subtotal, currency)),
    taxTotal: decimal(toDecimal(taxTotal, currency)),
    totalForCustomer: decimal(toDecimal(fields.subtotal + taxTotal, currency)),
    currency,
    pricingCurrency: fields.pricingCurrency,
    pcToBCExchangeRate: decimal(rateToDecimal(fields.exchangeRate)),
    pcToBCExchangeRateDate: `${createdAt.slice(0, 7)}-01T00:00:00.000Z`,
    priceAdjustmentDescription: priceAdjustments.length > 0 ? JSON.stringify(priceAdjustments) : '',
    termAndBillingCycle: fields.termAndBillingCycle,
    billingFrequency: isUnbilled(lines) ? '' : fields.billingFrequency,
  };
}

/** The order and the subscription that a line is of, and its two periods: last days are included. */
function subjectOf(line: LicenceLine, { state }: Seen) {
  const order = state.orders.get(line.orderId);
  return {
    orderId: line.orderId,
    orderDate: order?.createdAt ?? line.createdAt,
    alternateId: order?.alternateId ?? '',
    subscriptionId: line.subscriptionId,
    subscriptionDescription: line.description,
    subscriptionStartDate: startOf(line.termStart),
    subscriptionEndDate: lastDay(line.termEnd),
    chargeStartDate: startOf(line.start),
    chargeEndDate: lastDay(line.end),
  };
}

/** A line of licences as the wire has it (PC 7.5). */
export const billingLineOf = (line: LicenceLine, lines: Lines, seen: Seen) => ({
  ...customerFields(line.customerId, seen),
  invoiceNumber: lines.invoiceNumber,
  mpnId: line.mpnId,
  resellerMpnId: resellerOnWire(line),
  ...subjectOf(line, seen),
  ...productFields(line, seen),
  availabilityId: line.availabilityId,
  productQualifiers: line.billingCycle === 'none' ? ['Trial'] : [],
  chargeType: line.type,
  ...amountsOf(line, lines, seen),
  // What one decision made belongs together: the two rows of a changed quantity for instance.
  referenceId: seen.ids.guid('reference', line.subscriptionId, line.createdAt),
  discountDetails: '',
  meterDescription: '',
  reservationOrderId: '',
  creditReasonCode: '',
  promotionId: '',
  invoiceLineItemType: 'billing_line_items',
  billingProvider: 'one_time',
  attributes: { objectType: 'OneTimeInvoiceLineItem' },
});
