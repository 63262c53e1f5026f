import {
  type CustomerProfile,
  type Offer,
  type Partner,
  type Plan,
  type PlanPrice,
  type Publisher,
  price,
} from '../../src/index.ts';

export const partners = {
  direct: {
    id: 'partner-direct',
    name: 'Direct',
    kind: 'directBill',
    mpnId: '1234567',
    country: 'US',
    agreementSigned: true,
    sandbox: false,
    resellers: [],
  },
  provider: {
    id: 'partner-provider',
    name: 'Provider',
    kind: 'indirectProvider',
    mpnId: '5900017',
    country: 'US',
    agreementSigned: true,
    sandbox: false,
    resellers: ['partner-reseller'],
  },
  reseller: {
    id: 'partner-reseller',
    name: 'Reseller',
    kind: 'indirectReseller',
    mpnId: '4847383',
    country: 'US',
    agreementSigned: true,
    sandbox: false,
    resellers: [],
  },
  stranger: {
    id: 'partner-stranger',
    name: 'Unrelated reseller',
    kind: 'indirectReseller',
    mpnId: '4847384',
    country: 'US',
    agreementSigned: true,
    sandbox: false,
    resellers: [],
  },
  unsigned: {
    id: 'partner-unsigned',
    name: 'Reseller without agreement',
    kind: 'indirectReseller',
    mpnId: '4847385',
    country: 'US',
    agreementSigned: false,
    sandbox: false,
    resellers: [],
  },
} as const satisfies Record<string, Partner>;

export const publisher: Publisher = {
  id: 'contosoharbor',
  name: 'Contoso Harbor',
  tenantId: 'publisher-tenant',
  applicationId: 'publisher-app',
  reportsLicenseAssignment: true,
  answersOperations: false,
};

const usd = (
  duration: PlanPrice['duration'],
  billingCycle: PlanPrice['billingCycle'],
  unit: string,
): PlanPrice => ({
  duration,
  billingCycle,
  currency: 'USD',
  unitPrice: price(unit),
});

const plan = (planId: string, number: number, rest: Partial<Plan> & Pick<Plan, 'prices'>): Plan => ({
  planId,
  skuId: `000${number}`,
  availabilityId: `AVAIL${number}`,
  title: planId,
  description: '',
  minimumQuantity: 1,
  maximumQuantity: 100,
  markets: ['US'],
  freeTrial: false,
  isRenewable: true,
  isStopSell: false,
  included: [],
  ...rest,
});

/** The plans of RB 0.2, by the name of their fixture. */
export const plans = {
  'FX-M': plan('fx-m', 1, { prices: [usd('P1M', 'monthly', '20.00')] }),
  'FX-A': plan('fx-a', 2, { prices: [usd('P1Y', 'annual', '120.00')] }),
  'FX-T': plan('fx-t', 3, { prices: [usd('P1M', 'monthly', '2.00')], freeTrial: true }),
  'FX-Y': plan('fx-y', 4, { prices: [usd('P1Y', 'monthly', '10.00')] }),
  'FX-3Y': plan('fx-3y', 5, { prices: [usd('P3Y', 'oneTime', '300.00')] }),
  'FX-ONCE': plan('fx-once', 6, { prices: [usd('P1M', 'monthly', '20.00')], isRenewable: false }),
  'FX-G': plan('fx-g', 7, { prices: [usd('P1M', 'monthly', '50.00')], maximumQuantity: 50 }),
  'FX-T2': plan('fx-t2', 8, { prices: [usd('P1M', 'monthly', '3.00')], freeTrial: true }),
} as const;

export type PlanName = keyof typeof plans | 'FX-F';

export const perUserOffer: Offer = {
  offerId: 'tidewatch',
  productId: 'DZH318Z0PER1',
  publisherId: publisher.id,
  title: 'Tidewatch',
  description: '',
  pricingModel: 'perUser',
  landingPageUrl: 'https://contosoharbor.example/landing',
  cspAudience: 'any',
  dimensions: [],
  plans: Object.values(plans),
};

export const flatOffer: Offer = {
  ...perUserOffer,
  offerId: 'sonar',
  productId: 'DZH318Z0FLT1',
  title: 'Sonar',
  pricingModel: 'flat',
  dimensions: [
    {
      id: 'email100',
      displayName: 'Emails',
      unitOfMeasure: '100 emails',
      prices: [{ currency: 'USD', unitPrice: price('0.50') }],
    },
  ],
  plans: [plan('fx-f', 1, { prices: [usd('P1M', 'monthly', '350.00')], maximumQuantity: 1 })],
};

export const profile = (name: string, rest: Partial<CustomerProfile> = {}): CustomerProfile => ({
  companyName: name,
  domain: `${name}.onmicrosoft.com`,
  email: `ap@${name}.example`,
  culture: 'en-US',
  language: 'en',
  address: {
    country: 'US',
    city: 'Seattle',
    addressLine1: '12 Harbor Rd',
    postalCode: '98101',
    firstName: 'Ana',
    lastName: 'Okafor',
  },
  ...rest,
});
