import { isPresetName, isProfileName, presets, profiles } from '@marketsim/core';
import { z } from 'zod';
import { customerDefinition, partnerDefinition, publisherDefinition } from './accounts-schema.ts';
import { offerDefinition } from './catalog-schema.ts';
import { faultDefinition } from './faults-schema.ts';
import { currencyField, momentField, monthField, rateField } from './fields.ts';

/** A value that a setting may have; whether it fits is the setting's own affair. */
export const settingValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** Name of a billing and cancellation policy. */
export const profileField = z.enum(Object.keys(profiles).filter(isProfileName));

/** Name of a set of wire behaviours. */
export const presetField = z.enum(Object.keys(presets).filter(isPresetName));

/**
 * A world as users write it, in YAML or JSON: who is in it, what is sold, under which policy. Ids that are not
 * given derive from seed and world name. Members nobody knows are refused, so that a typing error is seen.
 */
export const worldDefinition = z.strictObject({
  version: z.literal(1),
  startsAt: momentField.optional().describe('The instant at which the world begins.'),
  profile: profileField.optional(),
  preset: presetField.optional(),
  settings: z.record(z.string(), settingValue).default({}),
  partners: z.array(partnerDefinition).default([]),
  customers: z.array(customerDefinition).default([]),
  publishers: z.array(publisherDefinition).default([]),
  offers: z.array(offerDefinition).default([]),
  exchangeRates: z
    .array(
      z.strictObject({
        from: currencyField.describe('The currency of a price.'),
        to: currencyField.describe('The currency in which a partner is billed.'),
        rate: rateField,
        month: monthField.optional().describe('From when it holds; without it from the start of the world.'),
      }),
    )
    .default([])
    .describe('What a unit of one currency is in another, until there is a newer rate.'),
  faults: z.array(faultDefinition).default([]).describe('Faults that are on from the beginning.'),
});

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** A world definition with its defaults filled in. */
export type WorldDefinition = Frozen<z.output<typeof worldDefinition>>;

/** A world definition as it is written. */
export type WorldDefinitionInput = Frozen<z.input<typeof worldDefinition>>;

export type PartnerDefinition = WorldDefinition['partners'][number];
export type CustomerDefinition = WorldDefinition['customers'][number];
export type PublisherDefinition = WorldDefinition['publishers'][number];
export type OfferDefinition = WorldDefinition['offers'][number];
export type FaultDefinition = WorldDefinition['faults'][number];
export type MarginDefinition = OfferDefinition['margins'][number];
