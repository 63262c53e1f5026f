import { z } from 'zod';
import { etagAttributesSchema, linkSchema } from '../wire/link.ts';
import { billingCycleSchema, instantSchema, termDurationSchema } from '../wire/values.ts';

/** What a subscription's status can be (PC 6.1); `none` is a filler of SDKs, not a status. */
export const statusSchema = z.enum(['active', 'pending', 'suspended', 'expired', 'disabled', 'deleted']);

/** What becomes of a trial (PC 6.1 `scheduledNextTermInstructions`). */
const nextTermSchema = z.strictObject({
  product: z.strictObject({
    productId: z.string(),
    skuId: z.string(),
    availabilityId: z.string(),
    billingCycle: billingCycleSchema,
    termDuration: termDurationSchema,
  }),
  quantity: z.int(),
});

/** A subscription (PC 6.1). What is not known before the activation is left out. */
export const subscriptionSchema = z
  .strictObject({
    id: z.guid(),
    offerId: z.string(),
    offerName: z.string(),
    friendlyName: z.string(),
    productType: z.strictObject({ id: z.string(), displayName: z.string() }),
    quantity: z.int(),
    unitType: z.literal('License(s)'),
    hasPurchasableAddons: z.literal(false),
    creationDate: instantSchema,
    effectiveStartDate: instantSchema,
    commitmentEndDate: instantSchema.optional(),
    commitmentEndDateTime: instantSchema.optional(),
    cancellationAllowedUntilDate: instantSchema.optional(),
    billingCycleEndDate: instantSchema.optional(),
    billingCycleEndDateTime: instantSchema.optional(),
    status: statusSchema,
    suspensionReasons: z.array(z.string()).optional(),
    autoRenewEnabled: z.boolean(),
    isTrial: z.boolean(),
    billingType: z.literal('license'),
    billingCycle: billingCycleSchema,
    termDuration: termDurationSchema,
    renewalTermDuration: z.union([termDurationSchema, z.literal('')]),
    refundOptions: z.array(z.strictObject({ type: z.enum(['Full', 'Partial']), expiresAt: instantSchema })),
    scheduledNextTermInstructions: nextTermSchema.optional(),
    isMicrosoftProduct: z.literal(false),
    publisherName: z.string(),
    partnerId: z.string(),
    attentionNeeded: z.boolean(),
    actionTaken: z.boolean(),
    actions: z.array(z.enum(['edit', 'cancel'])),
    contractType: z.literal('subscription'),
    orderId: z.string(),
    links: z.strictObject({
      product: linkSchema,
      sku: linkSchema,
      availability: linkSchema,
      activationLinks: linkSchema.optional(),
      self: linkSchema,
    }),
    attributes: etagAttributesSchema('Subscription'),
  })
  .meta({ id: 'Subscription' });
