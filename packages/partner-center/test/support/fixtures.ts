import {
  type CustomerProfile,
  instant,
  type Offer,
  type Partner,
  type Plan,
  type PlanPrice,
  type Publisher,
  price,
} from '@marketsim/core';

export const ids = {
  direct: '11111111-1111-4111-8111-111111111111',
  provider: '22222222-2222-4222-8222-222222222222',
  reseller: '33333333-3333-4333-8333-333333333333',
  unsignedReseller: '33333333-3333-4333-8333-444444444444',
  /** A reseller in another region than the provider. */
  abroad: '33333333-3333-4333-8333-555555555555',
  /** Billed in a currency for which there is no rate. */
  euro: '44444444-4444-4444-8444-555555555555',
  sandbox: '44444444-4444-4444-8444-444444444444',
  /** Not active in the programme, and not active as a reseller. */
  inactive: '44444444-4444-4444-8444-666666666666',
  idle: '44444444-4444-4444-8444-777777777777',
  unsigned: '55555555-5555-4555-8555-555555555555',
  /** A partner and its customer that a test makes to measure. */
  measured: '66666666-6666-4666-8666-666666666666',
  measuredCustomer: 'abababab-abab-4bab-8bab-abababababab',
  nobody: '99999999-9999-4999-8999-999999999999',
  /** The direct partner's, who accepted the customer agreement. */
  customer: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  /** The direct partner's, who accepted nothing. */
  other: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb',
  /** The indirect provider's. */
  resold: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
  /** The indirect provider's, in Germany. */
  european: 'cccccccc-cccc-4ccc-8ccc-dddddddddddd',
  euroCustomer: 'dddddddd-dddd-4ddd-8ddd-eeeeeeeeeeee',
  sandboxCustomer: 'dddddddd-dddd-4ddd-8ddd-dddddddddddd',
  idleCustomer: 'dddddddd-dddd-4ddd-8ddd-ffffffffffff',
  unsignedCustomer: 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee',
  user: '77777777-7777-4777-8777-777777777777',
  application: '88888888-8888-4888-8888-888888888888',
} as const;

export const mpnIds = {
  direct: '1000001',
  provider: '1000002',
  reseller: '6104321',
  unsignedReseller: '6104322',
} as const;

const partner = (id: string, rest: Partial<Partner> & Pick<Partner, 'name' | 'mpnId'>): Partner => ({
  id,
  kind: 'directBill',
  country: 'US',
  agreementSigned: true,
  sandbox: false,
  resellers: [],
  ...rest,
});

export const partners: readonly Partner[] = [
  partner(ids.direct, { name: 'Direct Partner', mpnId: mpnIds.direct }),
  partner(ids.provider, {
    name: 'Indirect Provider',
    mpnId: mpnIds.provider,
    kind: 'indirectProvider',
    resellers: [ids.reseller, ids.unsignedReseller],
  }),
  partner(ids.reseller, { name: 'Reseller', mpnId: mpnIds.reseller, kind: 'indirectReseller' }),
  partner(ids.unsignedReseller, {
    name: 'New Reseller',
    mpnId: mpnIds.unsignedReseller,
    kind: 'indirectReseller',
    agreementSigned: false,
  }),
  partner(ids.abroad, { name: 'Reseller Abroad', mpnId: '700', kind: 'indirectReseller', country: 'DE' }),
  partner(ids.euro, { name: 'Euro Partner', mpnId: '1000005', billingCurrency: 'EUR' }),
  partner(ids.sandbox, { name: 'Sandbox Partner', mpnId: '1000003', sandbox: true }),
  partner(ids.inactive, { name: 'Former Partner', mpnId: '1000006', inactiveProgram: 'csp' }),
  partner(ids.idle, { name: 'Idle Partner', mpnId: '1000007', inactiveProgram: 'reseller' }),
  partner(ids.unsigned, { name: 'Unsigned Partner', mpnId: '1000004', agreementSigned: false }),
];

export const profile = (name: string): CustomerProfile => ({
  companyName: name,
  domain: `${name.toLowerCase().replaceAll(' ', '')}.onmicrosoft.com`,
  email: 'ap@customer.example',
  culture: 'en-US',
  language: 'en',
  address: {
    country: 'US',
    city: 'Seattle',
    state: 'WA',
    addressLine1: '12 Harbor Rd',
    postalCode: '98101',
    firstName: 'Ana',
    lastName: 'Okafor',
  },
});

const { state: _, ...abroad } = profile('Hafen Laden').address;
const german: CustomerProfile = {
  ...profile('Hafen Laden'),
  address: { ...abroad, country: 'DE', city: 'Bremen', postalCode: '28195' },
};

export const customers = [
  { id: ids.customer, partnerId: ids.direct, profile: profile('Lakeshore Foods'), agreed: true },
  { id: ids.other, partnerId: ids.direct, profile: profile('Hilltop Tools'), agreed: false },
  { id: ids.resold, partnerId: ids.provider, profile: profile('Valley Press'), agreed: true },
  { id: ids.european, partnerId: ids.provider, profile: german, agreed: true },
  { id: ids.euroCustomer, partnerId: ids.euro, profile: profile('Ocean Books'), agreed: true },
  { id: ids.sandboxCustomer, partnerId: ids.sandbox, profile: profile('Test Bench'), agreed: true },
  { id: ids.idleCustomer, partnerId: ids.idle, profile: profile('Quiet Lane'), agreed: true },
  { id: ids.unsignedCustomer, partnerId: ids.unsigned, profile: profile('Waiting Room'), agreed: true },
] as const;

export const agreedAt = instant('2026-01-04T00:00:00Z');

const publisher = (
  id: string,
  rest: Partial<Publisher> & Pick<Publisher, 'tenantId' | 'applicationId'>,
): Publisher => ({
  id,
  name: `${id} Software`,
  reportsLicenseAssignment: false,
  answersOperations: false,
  ...rest,
});

/** Tidewater answers nothing and agrees to everything; Careful must be asked. */
export const publishers: readonly Publisher[] = [
  publisher('Tidewater', {
    tenantId: 'f1f1f1f1-0000-4000-8000-000000000001',
    applicationId: 'f1f1f1f1-0000-4000-8000-000000000002',
  }),
  publisher('Careful', {
    tenantId: 'f2f2f2f2-0000-4000-8000-000000000001',
    applicationId: 'f2f2f2f2-0000-4000-8000-000000000002',
    answersOperations: true,
  }),
];

const usd = (
  duration: PlanPrice['duration'],
  billingCycle: PlanPrice['billingCycle'],
  amount: string,
): PlanPrice => ({ duration, billingCycle, currency: 'USD', unitPrice: price(amount) });

const monthlyAndYearly = [
  usd('P1M', 'monthly', '8.00'),
  usd('P1Y', 'annual', '80.00'),
  usd('P1Y', 'monthly', '7.25'),
];

const plan = (skuId: string, rest: Partial<Plan> = {}): Plan => ({
  planId: `plan-${skuId}`,
  skuId,
  availabilityId: `AVAIL${skuId}`,
  title: `Plan ${skuId}`,
  description: `Description of ${skuId}`,
  minimumQuantity: 1,
  maximumQuantity: 100,
  prices: monthlyAndYearly,
  markets: ['US'],
  freeTrial: false,
  isRenewable: true,
  isStopSell: false,
  included: [],
  ...rest,
});

const offer = (productId: string, rest: Partial<Offer> & Pick<Offer, 'plans'>): Offer => ({
  offerId: `offer-${productId.toLowerCase()}`,
  productId,
  publisherId: 'Tidewater',
  title: `Product ${productId}`,
  description: `Description of ${productId}`,
  pricingModel: 'perUser',
  landingPageUrl: 'https://tidewater.example/welcome',
  cspAudience: 'any',
  dimensions: [],
  ...rest,
});

export const offers: readonly Offer[] = [
  offer('TIDE', {
    localized: { 'sv-SE': { title: 'Produkten TIDE', description: 'Om TIDE' } },
    plans: [
      plan('0001', { localized: { 'sv-SE': { title: 'Planen 0001', description: 'Om 0001' } } }),
      plan('0002', { freeTrial: true }),
      plan('0003', { privateAudience: [ids.customer] }),
      plan('0004', { isRenewable: false, maximumQuantity: 10 }),
      plan('0005', { isStopSell: true }),
    ],
  }),
  offer('FLAT', { pricingModel: 'flat', plans: [plan('0001', { maximumQuantity: 1 })] }),
  offer('CAREFUL', {
    publisherId: 'Careful',
    landingPageUrl: 'https://careful.example/land?from=csp',
    plans: [plan('0001')],
  }),
  offer('CHOSEN', { cspAudience: { partners: [ids.provider] }, plans: [plan('0001')] }),
  offer('CLOSED', { cspAudience: 'none', plans: [plan('0001')] }),
  offer('ABROAD', {
    plans: [plan('0001', { markets: ['DE'], prices: [{ ...usd('P1M', 'monthly', '9'), currency: 'EUR' }] })],
  }),
  offer('SECRET', { plans: [plan('0001', { privateAudience: [ids.customer] })] }),
  offer('ENDING', { plans: [plan('0001', { isStopSell: true })] }),
];

export const item = (productId: string, skuId = '0001'): string => `${productId}:${skuId}:AVAIL${skuId}`;
