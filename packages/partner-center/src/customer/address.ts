import type { Address } from '@marketsim/core';
import { z } from 'zod';
import { refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';

const name = z.string().min(1).max(50);
const line = z.string().max(200);

/** A postal address with the person it is for (PC 2.0). */
export const addressSchema = z
  .strictObject({
    country: z.string().regex(/^[A-Za-z]{2}$/),
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

const usStates =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR';
const caProvinces = 'AB BC MB NB NL NS NT NU ON PE QC SK YT';
const states: Readonly<Record<string, readonly string[]>> = {
  US: usStates.split(' '),
  CA: caProvinces.split(' '),
};

/** An address as the domain keeps it; ends the request when its state is none of its country's (PC 2.0). */
export function addressFrom(given: WireAddress, path: string): Address {
  const country = given.country.toUpperCase();
  const known = states[country];
  const state = given.state?.toUpperCase();
  if (known && state && !known.includes(state)) {
    refuseWith(invalidProperty(`${path}.state`, `${given.state} is not a state of ${country}`));
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
