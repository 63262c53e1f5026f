import type { Address } from '@marketsim/core';
import { z } from 'zod';
import { refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';
import { isCountry } from '../wire/country.ts';
import { isStateOf } from './states.ts';

const name = z.string().min(1).max(50);
const line = z.string().max(200);

/** A postal address with the person it is for (PC 2.0). */
export const addressSchema = z
  .strictObject({
    country: z.string().regex(/^[A-Za-z]{2}$/, { error: 'a country of two letters such as "US"' }),
    city: z.string().min(1),
    addressLine1: line.min(1),
    postalCode: z.string().min(1),
    firstName: name,
    lastName: name,
    addressLine2: line.optional(),
    addressLine3: line.optional(),
    middleName: z.string().optional(),
    region: z.string().optional(),
    state: z.string().max(2).optional(),
    phoneNumber: z.string().optional(),
  })
  .meta({ id: 'Address' });

type WireAddress = z.output<typeof addressSchema>;

/** An address as the domain keeps it; ends the request when its country is none, or its state none of that (PC 2.0). */
export function addressFrom(given: WireAddress, path: string): Address {
  const country = given.country.toUpperCase();
  const state = given.state?.toUpperCase();
  if (!isCountry(country)) {
    refuseWith(invalidProperty(`${path}.country`, `expected a country (ISO 3166-1), got "${given.country}"`));
  }
  if (state && !isStateOf(state, country)) {
    refuseWith(invalidProperty(`${path}.state`, `"${given.state}" is not a state of ${country}`));
  }
  const {
    country: _,
    state: __,
    addressLine2,
    addressLine3,
    middleName,
    region,
    phoneNumber,
    ...rest
  } = given;
  return {
    ...rest,
    country,
    ...(state && { state }),
    ...(addressLine2 && { addressLine2 }),
    ...(addressLine3 && { addressLine3 }),
    ...(middleName && { middleName }),
    ...(region && { region }),
    ...(phoneNumber && { phoneNumber }),
  };
}
