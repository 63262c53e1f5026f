import { type Cart, type CartLine, instant, price, type Settings } from '@marketsim/core';
import { z } from 'zod';
import { exampleIds } from '../wire/example.ts';
import { attributesSchema, selfLink, selfLinksSchema } from '../wire/link.ts';
import { pricingOf, pricingSchema } from '../wire/pricing.ts';
import { billingCycleSchema, instantSchema, termDurationSchema, wireCycle } from '../wire/values.ts';
import { lineErrorOf, lineErrorSchema } from './line-error.ts';
import { remarkFields } from './remarks.ts';

const lineSchema = z.strictObject({
  id: z.int(),
  catalogItemId: z.string(),
  friendlyName: z.string().optional(),
  quantity: z.int(),
  currencyCode: z.string(),
  billingCycle: billingCycleSchema,
  termDuration: termDurationSchema,
  renewsTo: z.strictObject({ termDuration: termDurationSchema }).optional(),
  participants: z.array(z.strictObject({ key: z.string(), value: z.string() })).optional(),
  provisioningContext: z.record(z.string(), z.string()),
  ...remarkFields,
  addonItems: z.array(z.record(z.string(), z.unknown())).optional(),
  orderGroup: z.string(),
  pricing: pricingSchema.optional(),
  error: lineErrorSchema.optional(),
});

/** A cart (PC 4.1). */
export const cartSchema = z
  .strictObject({
    id: z.guid(),
    creationTimestamp: instantSchema,
    lastModifiedTimestamp: instantSchema,
    expirationTimestamp: instantSchema,
    lastModifiedUser: z.string(),
    status: z.enum(['Active', 'Ordered']),
    lineItems: z.array(lineSchema),
    partnerOnRecordAttestationAccepted: z.boolean().optional(),
    links: selfLinksSchema,
    attributes: attributesSchema('Cart'),
  })
  .meta({ id: 'Cart' });

function lineOf(line: CartLine, settings: Settings) {
  const { unitPrice, problem, participants, renewsTo } = line;
  return {
    id: line.id,
    catalogItemId: line.catalogItemId,
    ...(line.friendlyName && { friendlyName: line.friendlyName }),
    quantity: line.quantity,
    currencyCode: line.currency,
    billingCycle: wireCycle(line.term.billingCycle),
    termDuration: line.term.duration,
    ...(renewsTo && { renewsTo: { termDuration: renewsTo } }),
    ...(participants.length > 0 && { participants }),
    provisioningContext: line.provisioningContext,
    ...line.remarks,
    orderGroup: line.orderGroup,
    ...(unitPrice !== undefined && { pricing: pricingOf({ ...line, unitPrice }, settings) }),
    ...(problem && { error: lineErrorOf(problem, settings) }),
  };
}

export const cartResource = (cart: Cart, settings: Settings) => ({
  id: cart.id,
  creationTimestamp: cart.createdAt,
  lastModifiedTimestamp: cart.modifiedAt,
  expirationTimestamp: cart.expiresAt,
  lastModifiedUser: cart.modifiedBy,
  status: cart.checkout ? 'Ordered' : 'Active',
  lineItems: cart.lines.map((line) => lineOf(line, settings)),
  ...(cart.attested !== undefined && { partnerOnRecordAttestationAccepted: cart.attested }),
  links: selfLink(`/customers/${cart.customerId}/carts/${cart.id}`),
  attributes: { objectType: 'Cart' },
});

/** The cart of the examples. */
export const exampleCart: Cart = {
  id: exampleIds.cart,
  customerId: exampleIds.customer,
  partnerId: exampleIds.partner,
  createdAt: instant('2026-01-05T09:20:00Z'),
  modifiedAt: instant('2026-01-05T09:20:00Z'),
  expiresAt: instant('2026-01-12T09:20:00Z'),
  modifiedBy: exampleIds.user,
  lines: [
    {
      id: 0,
      catalogItemId: exampleIds.catalogItem,
      quantity: 5,
      term: { duration: 'P1M', billingCycle: 'monthly' },
      friendlyName: 'Bakery rota',
      participants: [{ key: 'transaction_reseller', value: exampleIds.resellerMpnId }],
      provisioningContext: {},
      currency: 'USD',
      orderGroup: '0',
      unitPrice: price('12.00'),
    },
  ],
};
