import type { OfferedPlan, Settings } from '@marketsim/core';
import { z } from 'zod';
import { linkSchema, linkTo } from '../wire/link.ts';
import { billingCycleSchema } from '../wire/values.ts';
import type { Market } from './market.ts';
import { catalogUri } from './product.ts';
import { cyclesOf } from './terms.ts';
import { textsIn } from './texts.ts';

const texts = z.array(z.string());

/** A SKU: a publisher's plan (PC 3.3). `maximumQuantity` is left out where there is no limit. */
export const skuSchema = z
  .strictObject({
    id: z.string().min(1),
    productId: z.string(),
    title: z.string(),
    description: z.string(),
    minimumQuantity: z.int(),
    maximumQuantity: z.int().optional(),
    isTrial: z.boolean(),
    supportedBillingCycles: z.array(billingCycleSchema),
    purchasePrerequisites: texts,
    inventoryVariables: texts,
    provisioningVariables: texts,
    actions: texts,
    attestationProperties: z
      .strictObject({ attestationType: z.string(), enforceAttestation: z.boolean() })
      .optional(),
    dynamicAttributes: z.strictObject({
      isMicrosoftProduct: z.literal(false),
      hasConstraints: z.boolean(),
      isAddon: z.boolean(),
      billingType: z.string(),
    }),
    links: z.strictObject({ availabilities: linkSchema, self: linkSchema }),
  })
  .meta({ id: 'Sku' });

export const skuResource = ({ offer, plan }: OfferedPlan, market: Market, settings: Settings) => ({
  id: plan.skuId,
  productId: offer.productId,
  ...textsIn(plan, market.locale),
  minimumQuantity: plan.minimumQuantity,
  ...(plan.maximumQuantity !== undefined && { maximumQuantity: plan.maximumQuantity }),
  isTrial: plan.freeTrial,
  supportedBillingCycles: cyclesOf(plan, market.country, settings),
  purchasePrerequisites: [],
  inventoryVariables: [],
  provisioningVariables: [],
  actions: ['Refund'],
  ...(plan.attestation && {
    attestationProperties: {
      attestationType: plan.attestation.type,
      enforceAttestation: plan.attestation.isEnforced,
    },
  }),
  dynamicAttributes: {
    isMicrosoftProduct: false,
    hasConstraints: false,
    isAddon: false,
    billingType: 'license',
  },
  links: {
    availabilities: linkTo(catalogUri(market, `${offer.productId}/skus/${plan.skuId}/availabilities`)),
    self: linkTo(catalogUri(market, `${offer.productId}/skus/${plan.skuId}`)),
  },
});
