import { type Customer, instant } from '@marketsim/core';
import { z } from 'zod';
import { etagOf } from '../etag.ts';
import { exampleIds } from '../wire/example.ts';
import { attributesSchema, etagAttributesSchema, selfLink, selfLinksSchema } from '../wire/link.ts';
import { addressSchema } from './address.ts';

export const companyProfileSchema = z.strictObject({
  tenantId: z.guid(),
  domain: z.string(),
  companyName: z.string(),
  address: addressSchema.optional(),
  email: z.string().optional(),
  organizationRegistrationNumber: z.string().optional(),
  links: selfLinksSchema.optional(),
  attributes: attributesSchema('CustomerCompanyProfile'),
});

export const billingProfileSchema = z.strictObject({
  id: z.guid(),
  email: z.string(),
  culture: z.string(),
  language: z.string(),
  companyName: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  defaultAddress: addressSchema,
  attributes: etagAttributesSchema('CustomerBillingProfile'),
});

const relationshipSchema = z.enum(['none', 'reseller', 'advisor', 'syndication', 'microsoft_support']);

/** A customer as lists show it (PC 2.0, column List). */
export const listedCustomerSchema = z.strictObject({
  id: z.guid(),
  companyProfile: companyProfileSchema,
  relationshipToPartner: relationshipSchema,
  links: selfLinksSchema,
  attributes: attributesSchema('Customer'),
});

/** A customer by its id (PC 2.0, column By id). */
export const customerSchema = listedCustomerSchema
  .extend({
    commerceId: z.guid(),
    billingProfile: billingProfileSchema,
    allowDelegatedAccess: z.boolean(),
    customDomains: z.array(z.string()).optional(),
    associatedPartnerId: z.string().optional(),
  })
  .meta({ id: 'Customer' });

/** A customer that was just made: the one time its first password is told (PC 2.0, column Create resp.). */
export const createdCustomerSchema = z
  .strictObject({
    id: z.guid(),
    commerceId: z.guid(),
    companyProfile: companyProfileSchema,
    billingProfile: billingProfileSchema,
    enableGDAPByDefault: z.boolean(),
    relationshipToPartner: relationshipSchema,
    associatedPartnerId: z.string().optional(),
    userCredentials: z.strictObject({ userName: z.literal('admin'), password: z.string().min(8) }),
    links: selfLinksSchema,
    attributes: attributesSchema('Customer'),
  })
  .meta({ id: 'CreatedCustomer' });

const uriOf = ({ id }: Pick<Customer, 'id'>): string => `/customers/${id}`;

const companyProfileOf = ({ id, domain, companyName, organizationRegistrationNumber }: Customer) => ({
  tenantId: id,
  domain,
  companyName,
  ...(organizationRegistrationNumber && { organizationRegistrationNumber }),
  links: selfLink(`/customers/${id}/profiles/company`),
  attributes: { objectType: 'CustomerCompanyProfile' },
});

/** The profile, where the partner has delegated access with what only that shows (PC 2.3). */
export const fullCompanyProfile = (customer: Customer) => ({
  ...companyProfileOf(customer),
  ...(!customer.withoutDelegatedAccess && { address: customer.address, email: customer.email }),
});

/** The etag of a customer's billing profile: it counts how often the profile was replaced. */
export const billingEtagOf = ({ billingProfileId: id, billingProfileChanges = 0 }: Customer): string =>
  etagOf({ id, version: billingProfileChanges + 1 });

export const billingProfileOf = (customer: Customer) => ({
  id: customer.billingProfileId,
  email: customer.email,
  culture: customer.culture,
  language: customer.language,
  companyName: customer.companyName,
  ...(customer.firstName && { firstName: customer.firstName }),
  ...(customer.lastName && { lastName: customer.lastName }),
  defaultAddress: customer.address,
  attributes: { etag: billingEtagOf(customer), objectType: 'CustomerBillingProfile' },
});

export const listedCustomer = (customer: Customer) => ({
  id: customer.id,
  companyProfile: companyProfileOf(customer),
  relationshipToPartner: 'reseller',
  links: selfLink(uriOf(customer)),
  attributes: { objectType: 'Customer' },
});

export const customerResource = (customer: Customer) => ({
  ...listedCustomer(customer),
  commerceId: customer.commerceId,
  companyProfile: fullCompanyProfile(customer),
  billingProfile: billingProfileOf(customer),
  allowDelegatedAccess: !customer.withoutDelegatedAccess,
  ...(!customer.withoutDelegatedAccess && { customDomains: [customer.domain] }),
  ...associated(customer),
});

/** The answer to its creation: `none` for a customer without a reseller, as the real service answers (PC 2.0). */
export const createdCustomer = (
  customer: Customer,
  extra: { readonly password: string; readonly enableGDAPByDefault: boolean },
) => ({
  id: customer.id,
  commerceId: customer.commerceId,
  companyProfile: companyProfileOf(customer),
  billingProfile: billingProfileOf(customer),
  enableGDAPByDefault: extra.enableGDAPByDefault,
  relationshipToPartner: customer.associatedPartnerId === undefined ? 'none' : 'reseller',
  ...associated(customer),
  userCredentials: { userName: 'admin', password: extra.password },
  links: selfLink(uriOf(customer)),
  attributes: { objectType: 'Customer' },
});

const associated = ({ associatedPartnerId }: Customer) =>
  associatedPartnerId === undefined ? {} : { associatedPartnerId };

/** The customer of the examples. */
export const exampleCustomer: Customer = {
  id: exampleIds.customer,
  commerceId: '5f3c2c0e-88d4-4a6c-9a1b-2f60d1c7be44',
  billingProfileId: 'aa1d0b63-0d6b-4f5e-8b66-7e2c54f0a955',
  partnerId: exampleIds.partner,
  companyName: 'Fjord Bakery',
  domain: 'fjordbakery.onmicrosoft.com',
  email: 'office@fjordbakery.example',
  culture: 'en-US',
  language: 'en',
  country: 'US',
  address: {
    country: 'US',
    city: 'Portland',
    state: 'OR',
    addressLine1: '8 Mill Street',
    postalCode: '97201',
    firstName: 'Ida',
    lastName: 'Moen',
  },
  createdAt: instant('2026-01-05T09:00:00Z'),
};
