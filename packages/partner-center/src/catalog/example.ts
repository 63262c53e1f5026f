import { type Offer, type Plan, type Publisher, price, resolveSettings } from '@marketsim/core';
import { exampleIds } from '../wire/example.ts';

/** Publisher, offer and plan of the examples. */
export const examplePublisher: Publisher = {
  id: 'northlight',
  name: 'Northlight Software',
  tenantId: '6a0f7b5d-3c1e-49d2-8a7d-0d2b9c4e1f77',
  applicationId: '2f8d4c1a-7e90-4b36-9c5f-5a1b3e6d0c88',
  reportsLicenseAssignment: true,
  answersOperations: true,
};

const examplePlan: Plan = {
  planId: 'team',
  skuId: exampleIds.sku,
  availabilityId: exampleIds.availability,
  title: 'Rota Planner – Team',
  description: 'Shift planning for one team',
  minimumQuantity: 1,
  maximumQuantity: 500,
  prices: [
    { duration: 'P1M', billingCycle: 'monthly', currency: 'USD', unitPrice: price('12.00') },
    { duration: 'P1Y', billingCycle: 'annual', currency: 'USD', unitPrice: price('120.00') },
  ],
  markets: ['US'],
  freeTrial: false,
  isRenewable: true,
  isStopSell: false,
  included: [],
};

export const exampleOffer: Offer = {
  offerId: 'rota-planner',
  productId: exampleIds.product,
  publisherId: examplePublisher.id,
  title: 'Rota Planner',
  description: 'Shift planning for shops',
  pricingModel: 'perUser',
  landingPageUrl: 'https://northlight.example/welcome',
  cspAudience: 'any',
  dimensions: [],
  plans: [examplePlan],
};

export const exampleMarket = { country: 'US', base: '' } as const;
export const exampleSettings = resolveSettings({});
export const exampleItem = { offer: exampleOffer, plan: examplePlan } as const;
