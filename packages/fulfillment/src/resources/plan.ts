import {
  type Currency,
  currencyOf,
  cycleMonths,
  dimensionsOf,
  type Offer,
  type OfferedPlan,
  type Plan,
  priceToDecimal,
  type TermDuration,
  termMonths,
} from '@marketsim/core';
import { z } from 'zod';
import type { Sold } from './sold.ts';

const billingTerm = z.strictObject({
  currency: z.string(),
  price: z.number(),
  termUnit: z.string(),
  termDescription: z.string(),
  meteredQuantityIncluded: z.array(z.strictObject({ dimensionId: z.string(), units: z.string() })).optional(),
});

const meteringDimension = z.strictObject({
  id: z.string(),
  currency: z.string(),
  pricePerUnit: z.number(),
  unitOfMeasure: z.string(),
  displayName: z.string(),
});

/** A plan that a customer may move to, with what it costs there (SF 2.6). */
export const planResource = z
  .strictObject({
    planId: z.string(),
    displayName: z.string(),
    isPrivate: z.boolean(),
    description: z.string(),
    minQuantity: z.int().optional(),
    maxQuantity: z.int().optional(),
    hasFreeTrials: z.boolean(),
    isPricePerSeat: z.boolean(),
    isStopSell: z.boolean(),
    market: z.string(),
    planComponents: z.strictObject({
      recurrentBillingTerms: z.array(billingTerm),
      meteringDimensions: z.array(meteringDimension),
    }),
    sourceOffers: z.array(z.strictObject({ externalId: z.guid() })),
  })
  .meta({ id: 'Plan' });

/** A plan of a reply. */
export type PlanResource = z.output<typeof planResource>;

/** A plan of an offer as a customer's market sees it (SF 2.6). No private offers exist, so none is named as source. */
export function planBody(plan: Plan, { offer, customer }: Sold): PlanResource {
  const currency = currencyOf(customer.country);
  return {
    planId: plan.planId,
    displayName: plan.title,
    isPrivate: plan.privateAudience !== undefined,
    description: plan.description,
    ...seatLimits(plan, offer),
    hasFreeTrials: plan.freeTrial,
    isPricePerSeat: offer.pricingModel === 'perUser',
    isStopSell: plan.isStopSell,
    market: customer.country,
    planComponents: {
      recurrentBillingTerms: billingTerms({ offer, plan }, currency),
      meteringDimensions: dimensionsIn(currency, { offer, plan }),
    },
    sourceOffers: [],
  };
}

const seatLimits = (
  { minimumQuantity, maximumQuantity }: Plan,
  { pricingModel }: Offer,
): { readonly minQuantity?: number; readonly maxQuantity?: number } =>
  pricingModel === 'flat'
    ? {}
    : {
        minQuantity: minimumQuantity,
        ...(maximumQuantity !== undefined && { maxQuantity: maximumQuantity }),
      };

const termNames = { P1M: '1 Month', P1Y: '1 Year', P2Y: '2 Year', P3Y: '3 Year' } as const;

type BillingTerm = z.output<typeof billingTerm>;

/**
 * What a whole term costs, in the major unit. The wire has no payment rhythm, so a term that can be paid in
 * several ways is listed once for each total that differs.
 */
function billingTerms(item: OfferedPlan, currency: Currency): BillingTerm[] {
  const { plan } = item;
  const terms = new Map<string, BillingTerm>();
  for (const sold of plan.prices) {
    if (sold.currency !== currency) continue;
    const price = priceToDecimal((sold.unitPrice * termMonths[sold.duration]) / cycleMonths(sold));
    terms.set(`${sold.duration} ${price}`, {
      currency,
      price,
      termUnit: sold.duration,
      termDescription: `${termNames[sold.duration]} Subscription`,
      ...includedIn(sold.duration, item),
    });
  }
  return [...terms.values()];
}

/** What the fee of a term includes; the member is absent where nothing is metered. */
function includedIn(
  duration: TermDuration,
  { offer, plan }: OfferedPlan,
): Pick<BillingTerm, 'meteredQuantityIncluded'> {
  const metered = new Set(dimensionsOf({ offer, plan }).map(({ id }) => id));
  const included = plan.included.filter(
    ({ dimensionId, term = duration }) => term === duration && metered.has(dimensionId),
  );
  if (included.length === 0) return {};
  return { meteredQuantityIncluded: included.map(({ dimensionId, units }) => ({ dimensionId, units })) };
}

const dimensionsIn = (currency: Currency, item: OfferedPlan): z.output<typeof meteringDimension>[] =>
  dimensionsOf(item).flatMap(({ id, displayName, unitOfMeasure, prices }) => {
    const sold = prices.find((entry) => entry.currency === currency);
    return sold
      ? [{ id, currency, pricePerUnit: priceToDecimal(sold.unitPrice), unitOfMeasure, displayName }]
      : [];
  });
