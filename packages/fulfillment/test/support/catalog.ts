import { type Offer, type Plan, type Publisher, price } from '@marketsim/core';

/** Tenants and partners of the test world. */
export const ids = {
  german: 'a83e5d17-42f6-4b09-8c7d-19e0b6f4a235',
  american: 'b94f6e28-53a7-4c1a-9d8e-2af1c7a5b346',
  cloudPartner: '37d9e0b5-f162-4c8a-9d43-b6a8215c7e0f',
  sandboxPartner: '48eaf1c6-a273-4d9b-8e54-c7b9326d8f1a',
} as const;

export const harbour: Publisher = {
  id: 'harbourworks',
  name: 'Harbourworks',
  tenantId: '1d2c3b4a-5f6e-4a7b-8c9d-0e1f2a3b4c5d',
  applicationId: '2e3d4c5b-6a7f-4b8c-9dae-1f2a3b4c5d6e',
  reportsLicenseAssignment: false,
  answersOperations: true,
};

/** A publisher that tells of licences on top of activating (ACT-12). */
export const lighthouse: Publisher = {
  id: 'lighthouse',
  name: 'Lighthouse',
  tenantId: '3f4e5d6c-7b8a-4c9d-aebf-2a3b4c5d6e7f',
  applicationId: '4a5f6e7d-8c9b-4dae-bfca-3b4c5d6e7f8a',
  reportsLicenseAssignment: true,
  answersOperations: false,
};

/** A publisher that nobody buys from. */
export const idle: Publisher = {
  ...harbour,
  id: 'idle',
  applicationId: '5b6a7f8e-9dac-4ebf-8adb-4c5d6e7f8a9b',
};

const monthly = { duration: 'P1M', billingCycle: 'monthly' } as const;
const yearly = { duration: 'P1Y', billingCycle: 'annual' } as const;
const yearlyByMonth = { duration: 'P1Y', billingCycle: 'monthly' } as const;

function plan(planId: string, detail: Partial<Plan> = {}): Plan {
  const title = `${planId.charAt(0).toUpperCase()}${planId.slice(1)}`;
  return {
    planId,
    skuId: `SKU${planId.toUpperCase()}`,
    availabilityId: `AV${planId.toUpperCase()}`,
    title,
    description: `The ${planId} plan`,
    minimumQuantity: 1,
    prices: [
      { ...monthly, currency: 'EUR', unitPrice: price('18.50') },
      { ...yearly, currency: 'EUR', unitPrice: price('200') },
      { ...yearlyByMonth, currency: 'EUR', unitPrice: price('17') },
      { ...monthly, currency: 'USD', unitPrice: price('20') },
    ],
    markets: ['DE', 'US'],
    freeTrial: false,
    isRenewable: true,
    isStopSell: false,
    included: [],
    ...detail,
  };
}

const offer = (detail: Pick<Offer, 'offerId' | 'publisherId' | 'plans'> & Partial<Offer>): Offer => ({
  productId: `P-${detail.offerId}`,
  title: detail.offerId,
  description: `About ${detail.offerId}`,
  pricingModel: 'perUser',
  landingPageUrl: `https://${detail.publisherId}.example/welcome`,
  cspAudience: 'any',
  dimensions: [],
  ...detail,
});

/** Seats: plans for every rule of what a customer is shown. */
export const pierdesk = offer({
  offerId: 'pierdesk',
  publisherId: harbour.id,
  plans: [
    plan('crew', { minimumQuantity: 2, maximumQuantity: 200 }),
    plan('fleet'),
    plan('retired', { isStopSell: true }),
    plan('captain', { privateAudience: [ids.german] }),
    plan('admiral', { privateAudience: [ids.american] }),
    plan('atlantic', { markets: ['US'] }),
    plan('tryout', { freeTrial: true }),
  ],
});

/** Flat rate and metered. */
export const soundings = offer({
  offerId: 'soundings',
  publisherId: harbour.id,
  pricingModel: 'flat',
  dimensions: [
    {
      id: 'pings',
      displayName: 'Sonar pings',
      unitOfMeasure: 'ping',
      prices: [
        { currency: 'EUR', unitPrice: price('0.04') },
        { currency: 'USD', unitPrice: price('0.05') },
      ],
    },
  ],
  plans: [
    plan('shore', { maximumQuantity: 1, included: [{ dimensionId: 'pings', units: '500' }] }),
    plan('abyss', {
      dimensions: [
        { dimensionId: 'pings', enabled: true, prices: [{ currency: 'EUR', unitPrice: price('0.02') }] },
      ],
      included: [{ dimensionId: 'pings', units: '6000', term: 'P1Y' }],
    }),
    plan('quiet', {
      dimensions: [{ dimensionId: 'pings', enabled: false }],
      included: [{ dimensionId: 'pings', units: '500' }],
    }),
  ],
});

/** Its publisher hears of changes; one plan activates by itself, one is sold by the month alone. */
export const moorings = offer({
  offerId: 'moorings',
  publisherId: harbour.id,
  webhookUrl: 'https://harbourworks.example/webhook',
  plans: [
    plan('buoy', { maximumQuantity: 200 }),
    plan('jetty', { maximumQuantity: 5 }),
    plan('swift', { autoActivation: true }),
    plan('lunar', { prices: plan('lunar').prices.filter(({ duration }) => duration === 'P1M') }),
  ],
});

export const beams = offer({ offerId: 'beams', publisherId: lighthouse.id, plans: [plan('lamp')] });
