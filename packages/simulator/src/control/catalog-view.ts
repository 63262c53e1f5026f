import {
  asOffered,
  catalogItemIdOf,
  type Dimension,
  dimensionsOf,
  instant,
  type Offer,
  type OfferedPlan,
  type PriceInTime,
  priceToDecimal,
} from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';

const price = z.object({
  currency: z.string(),
  price: z.number().describe('The price in effect.'),
  changes: z
    .array(z.object({ from: z.string(), price: z.number() }))
    .optional()
    .describe('Published changes that are not in effect yet.'),
});

/** A price in effect, with what is published to come. */
const priceViewOf = ({ currency, unitPrice, ahead = [] }: PriceInTime & { readonly currency: string }) => ({
  currency,
  price: priceToDecimal(unitPrice),
  ...(ahead.length > 0 && {
    changes: ahead.map((change) => ({ from: change.from, price: priceToDecimal(change.unitPrice) })),
  }),
});

const dimension = z.object({
  id: z.string(),
  displayName: z.string(),
  unitOfMeasure: z.string(),
  prices: z.array(price),
});

/** An offer with its plans, prices in the currency's major unit. */
export const offerView = z
  .object({
    offerId: z.string(),
    productId: z.string(),
    publisherId: z.string(),
    title: z.string(),
    description: z.string(),
    pricingModel: z.enum(['perUser', 'flat']),
    kind: z.string().optional().describe('What it is other than SaaS, which alone is bought here.'),
    onePerCustomer: z.boolean().describe('Whether a customer has one subscription of it at a time.'),
    landingPageUrl: z.string(),
    webhookUrl: z.string().optional(),
    cspAudience: z
      .union([z.enum(['any', 'none']), z.array(z.string())])
      .describe('Which partners may resell: any, none, or these tenants.'),
    dimensions: z.array(dimension).describe('What is metered, as the offer sells it.'),
    plans: z.array(
      z.object({
        planId: z.string(),
        skuId: z.string(),
        availabilityId: z.string(),
        catalogItemId: z.string().describe('What a cart line names the plan by.'),
        title: z.string(),
        minimumQuantity: z.int(),
        maximumQuantity: z.int().optional(),
        markets: z.array(z.string()),
        freeTrial: z.boolean(),
        isRenewable: z.boolean(),
        isStopSell: z.boolean(),
        blocksChanges: z.boolean().describe('Whether no running subscription can change to it.'),
        autoActivation: z.boolean(),
        privateAudience: z.array(z.string()).optional().describe('Tenants that may see the plan.'),
        dimensions: z.array(dimension).describe('What is metered under the plan, and what it costs there.'),
        prices: z.array(
          price.extend({
            term: z.string(),
            billingCycle: z.string(),
            instalments: z
              .array(z.object({ afterDays: z.int(), amount: z.number() }))
              .optional()
              .describe('When and how the price of a term is paid, where not at once.'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'SimulatedOffer' });

/** An offer as it is shown now, with the addresses where its publisher is really found. */
export function offerViewOf(
  offer: Offer,
  { engine, addresses }: Pick<SimulatedWorld, 'engine' | 'addresses'>,
): z.output<typeof offerView> {
  const { cspAudience, dimensions, plans, onePerCustomer = false, ...same } = offer;
  return {
    ...same,
    landingPageUrl: addresses.landingPageOf(offer),
    ...(offer.webhookUrl !== undefined && { webhookUrl: addresses.webhookOf(offer) }),
    onePerCustomer,
    cspAudience: typeof cspAudience === 'string' ? cspAudience : [...cspAudience.partners],
    dimensions: dimensions.map(dimensionViewOf),
    plans: plans.map((plan) =>
      planViewOf(asOffered({ offer, plan }, { now: instant(engine.now()), state: engine.state })),
    ),
  };
}

const dimensionViewOf = ({ prices, ...same }: Dimension): z.output<typeof dimension> => ({
  ...same,
  prices: prices.map(priceViewOf),
});

function planViewOf({ offer, plan }: OfferedPlan): z.output<typeof offerView>['plans'][number] {
  const { planId, skuId, availabilityId, title, minimumQuantity, maximumQuantity } = plan;
  const { freeTrial, isRenewable, isStopSell, autoActivation = false, privateAudience, markets } = plan;
  const { blocksChanges = false } = plan;
  return {
    planId,
    skuId,
    availabilityId,
    title,
    minimumQuantity,
    freeTrial,
    isRenewable,
    isStopSell,
    blocksChanges,
    autoActivation,
    ...compact({ maximumQuantity, privateAudience: privateAudience && [...privateAudience] }),
    catalogItemId: catalogItemIdOf({ offer, plan }),
    markets: [...markets],
    dimensions: dimensionsOf({ offer, plan }).map(dimensionViewOf),
    prices: plan.prices.map((entry) => ({
      term: entry.duration,
      billingCycle: entry.billingCycle,
      ...priceViewOf(entry),
      ...(entry.instalments && {
        instalments: entry.instalments.map(({ afterDays, amount }) => ({
          afterDays,
          amount: priceToDecimal(amount),
        })),
      }),
    })),
  };
}
