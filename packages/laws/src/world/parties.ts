import type { BasisPoints, Channel, CustomerProfile, Partner } from '@marketsim/core';

const partner = (id: string, mpnId: string, rest: Partial<Partner> & Pick<Partner, 'kind'>): Partner => ({
  id,
  name: id,
  mpnId,
  country: 'US',
  agreementSigned: true,
  sandbox: false,
  resellers: [],
  ...rest,
});

/** A partner that buys by itself, one that is billed in euros, one of the sandbox, a provider with its reseller, and resellers that cannot be put on record. */
export const partners = {
  directBill: partner('directBill', '1234567', { kind: 'directBill' }),
  overseas: partner('overseas', '1234568', { kind: 'directBill', billingCurrency: 'EUR', taxRate: 2100 }),
  provider: partner('provider', '5900017', {
    kind: 'indirectProvider',
    resellers: ['reseller'],
    taxRate: 1900,
  }),
  reseller: partner('reseller', '4847383', { kind: 'indirectReseller' }),
  stranger: partner('stranger', '4847384', { kind: 'indirectReseller' }),
  sandbox: partner('sandbox', '1234569', { kind: 'directBill', sandbox: true }),
  unsigned: partner('unsigned', '4847385', { kind: 'indirectReseller', agreementSigned: false }),
} as const satisfies Readonly<Record<string, Partner>>;

/** A customer, who sells to it, and where it is. */
interface CustomerFixture {
  readonly channel: Channel;
  /** Absent: it buys for itself. */
  readonly seller?: 'directBill' | 'overseas' | 'provider' | 'sandbox';
  readonly country: 'US' | 'JP';
  readonly taxRate?: BasisPoints;
}

export const customers = {
  lakeshore: { channel: 'csp', seller: 'directBill', country: 'US' },
  hudson: { channel: 'csp', seller: 'overseas', country: 'US' },
  ridge: { channel: 'csp', seller: 'provider', country: 'US' },
  fuji: { channel: 'csp', seller: 'provider', country: 'JP' },
  beach: { channel: 'csp', seller: 'sandbox', country: 'US' },
  harbor: { channel: 'direct', country: 'US' },
  osaka: { channel: 'direct', country: 'JP', taxRate: 1000 },
} as const satisfies Readonly<Record<string, CustomerFixture>>;

export type CustomerName = keyof typeof customers;

export const customerNames = Object.keys(customers) as readonly CustomerName[];

export const customerNamed = (name: CustomerName): CustomerFixture => customers[name];

export const profileOf = (name: CustomerName): CustomerProfile => ({
  companyName: name,
  domain: `${name}.onmicrosoft.com`,
  email: `ap@${name}.example`,
  culture: 'en-US',
  language: 'en',
  address: {
    country: customers[name].country,
    city: 'Port',
    addressLine1: '12 Harbor Rd',
    postalCode: '98101',
    firstName: 'Ana',
    lastName: 'Okafor',
  },
});
