import type { BillingProfile, CustomerProfile } from '@marketsim/core';
import { z } from 'zod';
import { refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';
import { addressFrom, addressSchema } from './address.ts';
import { checkRegistration } from './registration-number.ts';

const hostName = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/** What a partner keeps for billing a customer, as it is sent (PC 2.0). */
export const billingProfileBody = z.strictObject({
  email: z.string().regex(/^[^\s@]+@[^\s@]+$/, { error: 'an e-mail address' }),
  culture: z.string().min(1),
  language: z.string().regex(/^[A-Za-z]{2}$/, { error: 'a language of two letters such as "en"' }),
  companyName: z.string().min(1),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  defaultAddress: addressSchema,
});

/** What a partner sends to create a customer (PC 2.2). */
export const createCustomerBody = z
  .strictObject({
    enableGDAPByDefault: z.boolean().optional(),
    associatedPartnerId: z.string().optional(),
    companyProfile: z.strictObject({
      domain: z.string().regex(hostName, { error: 'a domain such as "contoso.onmicrosoft.com"' }),
      organizationRegistrationNumber: z.string().optional(),
    }),
    billingProfile: billingProfileBody,
  })
  .meta({ id: 'NewCustomer' });

/** The profile of a new customer; ends the request where a property breaks a rule of PC 2.2. */
export function profileFrom(body: z.output<typeof createCustomerBody>): CustomerProfile {
  const { companyProfile, billingProfile, associatedPartnerId } = body;
  const billing = billingFrom(billingProfile, 'billingProfile.');
  const { country, phoneNumber } = billing.address;
  const number = companyProfile.organizationRegistrationNumber;
  checkRegistration({ country, number, phoneNumber });
  return {
    ...billing,
    domain: companyProfile.domain,
    ...(number && { organizationRegistrationNumber: number }),
    ...(associatedPartnerId && { associatedPartnerId }),
  };
}

/** A billing profile in the words of the domain; ends the request where a property breaks a rule of PC 2.0. */
export function billingFrom(body: z.output<typeof billingProfileBody>, path: string): BillingProfile {
  const { companyName, email, culture, language, firstName, lastName, defaultAddress } = body;
  return {
    companyName,
    email,
    culture: canonicalCulture(culture, path),
    language: language.toLowerCase(),
    address: addressFrom(defaultAddress, `${path}defaultAddress`),
    ...(firstName && { firstName }),
    ...(lastName && { lastName }),
  };
}

/** 'en-us' is accepted and kept as 'en-US' (PC 2.0). */
function canonicalCulture(culture: string, path: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(culture);
    if (canonical) return canonical;
  } catch {
    // Not a language tag: refused below.
  }
  return refuseWith(
    invalidProperty(`${path}culture`, `expected a culture such as "en-US", got "${culture}"`),
  );
}
