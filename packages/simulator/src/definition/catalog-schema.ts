import { instalmentsAtMost, mostDimensions, settingsRegistry } from '@marketsim/core';
import { z } from 'zod';
import {
  aliasField,
  catalogName,
  countryField,
  currencyField,
  dateField,
  landingPageField,
  localeField,
  marginField,
  priceField,
  webhookField,
} from './fields.ts';

const priceChanges = z
  .array(z.strictObject({ from: dateField, price: priceField }))
  .default([])
  .describe('What it will be from the first of later months on.');

const termDuration = z.enum(['P1M', 'P1Y', 'P2Y', 'P3Y']);

const termPrice = z
  .strictObject({
    term: termDuration,
    billingCycle: z.enum(['monthly', 'annual', 'oneTime']),
    currency: currencyField,
    price: priceField,
    changes: priceChanges,
    instalments: z
      .array(z.strictObject({ afterDays: z.int().min(0), amount: priceField }))
      .min(1)
      .max(instalmentsAtMost)
      .optional()
      .describe('How a private flat-rate plan is paid: days after the first day of the term, and how much.'),
  })
  .refine(
    ({ term, billingCycle }) =>
      settingsRegistry['terms.allowed'].values.some((pair) => pair === `${term}/${billingCycle}`),
    {
      path: ['billingCycle'],
      error: `no term is billed so; there are ${settingsRegistry['terms.allowed'].values.join(', ')}`,
    },
  );

const unitPrices = z
  .array(z.strictObject({ currency: currencyField, price: priceField, changes: priceChanges }))
  .min(1);

const dimensionDefinition = z.strictObject({
  id: z.string().min(1),
  displayName: z.string().min(1),
  unitOfMeasure: z.string().min(1),
  prices: unitPrices,
});

const planDimension = z.strictObject({
  dimension: z.string(),
  enabled: z.boolean().default(true).describe('Whether its use is accepted under this plan.'),
  prices: unitPrices.optional().describe("What it costs under this plan; else the offer's prices."),
});

const includedQuantity = z.strictObject({
  dimension: z.string(),
  units: z.string().min(1),
  term: termDuration.optional().describe('The term that the units belong to; without it each has them.'),
});

const localized = z
  .record(localeField, z.strictObject({ title: z.string().min(1), description: z.string().default('') }))
  .optional()
  .describe('The same in other languages: what Partner Center tells whoever asks by X-Locale.');

const planDefinition = z.strictObject({
  planId: catalogName,
  title: z.string().min(1),
  description: z.string().default(''),
  localized,
  minimumQuantity: z.int().min(1).default(1),
  maximumQuantity: z.int().min(1).optional(),
  markets: z.array(countryField).min(1).max(141),
  freeTrial: z.boolean().default(false),
  isRenewable: z.boolean().default(true),
  isStopSell: z.boolean().default(false),
  blocksChanges: z
    .boolean()
    .optional()
    .describe('Whether the publisher lets no running subscription change to this plan.'),
  autoActivation: z
    .boolean()
    .default(false)
    .describe('Whether purchases are active, and billed, at once; the publisher is told by Subscribe.'),
  attestation: z
    .strictObject({ type: z.string().min(1), isEnforced: z.boolean().default(true) })
    .optional()
    .describe('What must be attested to buy the plan, and whether it is not sold without.'),
  keeps: z
    .enum(['everything', 'status'])
    .optional()
    .describe('What partners cannot change of its subscriptions; without it they may change all.'),
  privateFor: z
    .array(aliasField)
    .min(1)
    .optional()
    .describe('Aliases of the customers that may see the plan; without it everybody may.'),
  prices: z.array(termPrice).min(1),
  dimensions: z
    .array(planDimension)
    .default([])
    .describe('Dimensions of the offer that are off or cost something else under this plan.'),
  included: z
    .array(includedQuantity)
    .default([])
    .describe(
      'Units of each dimension that the fee includes: the publisher reports only what is above them.',
    ),
});

const offerMargin = z.strictObject({
  percent: marginField,
  partners: z.array(aliasField).min(1).describe('Aliases of the partners that get it.'),
  customers: z.array(aliasField).min(1).optional().describe('Aliases of their customers; without it all.'),
  plans: z.array(catalogName).min(1).max(10).optional().describe('Ids of the plans; without it all.'),
  from: dateField.optional().describe('First of a month; without it the start of the world.'),
  until: dateField.describe('Last day of a month.'),
});

/** An offer of a publisher with its plans. */
export const offerDefinition = z.strictObject({
  offerId: catalogName,
  publisher: aliasField,
  title: z.string().min(1),
  description: z.string().default(''),
  localized,
  pricingModel: z.enum(['perUser', 'flat']),
  landingPageUrl: landingPageField.optional().describe("Where activation links lead; else the publisher's."),
  webhookUrl: webhookField.optional().describe("Where changes are told; else the publisher's."),
  cspAudience: z
    .union([z.enum(['any', 'none']), z.array(aliasField).min(1)])
    .default('any')
    .describe('Which partners may resell the offer.'),
  kind: z
    .enum(['virtualMachine', 'container', 'azureApplication'])
    .optional()
    .describe('What it is that is not bought here but in the Azure portal; without it SaaS.'),
  notInSandbox: z.boolean().default(false).describe('Whether sandbox accounts cannot buy it.'),
  onePerCustomer: z
    .boolean()
    .default(false)
    .describe('Whether a customer can have one subscription of the offer at a time.'),
  dimensions: z
    .array(dimensionDefinition)
    .max(mostDimensions)
    .default([])
    .describe('Metered use of a flat-rate offer.'),
  plans: z.array(planDefinition).min(1),
  margins: z
    .array(offerMargin)
    .default([])
    .describe('What partners pay less than the list price; the highest that holds is taken.'),
});
