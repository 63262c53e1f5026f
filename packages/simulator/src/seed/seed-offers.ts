import type { WorldDefinitionInput } from '../definition/schema.ts';

type Offer = NonNullable<WorldDefinitionInput['offers']>[number];
type Plan = Offer['plans'][number];
type Price = Plan['prices'][number];

const markets = ['US', 'SE'];

const monthly = (usd: string, sek: string): Price[] => [
  { term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: usd },
  { term: 'P1M', billingCycle: 'monthly', currency: 'SEK', price: sek },
];
const annual = (usd: string, sek: string): Price[] => [
  { term: 'P1Y', billingCycle: 'annual', currency: 'USD', price: usd },
  { term: 'P1Y', billingCycle: 'annual', currency: 'SEK', price: sek },
];

/** Sold per user, monthly or annual, with seat limits; one plan is private to `customer-1`. */
const perUser = (title: string): Offer => ({
  offerId: 'teamwork',
  publisher: 'publisher-1',
  title,
  description: 'Sold per user, by the month or by the year.',
  pricingModel: 'perUser',
  plans: [
    {
      planId: 'standard',
      title: 'Standard',
      description: 'Billed every month.',
      minimumQuantity: 1,
      maximumQuantity: 100,
      markets,
      prices: monthly('20.00', '210.00'),
    },
    {
      planId: 'annual',
      title: 'Annual',
      description: 'Billed once a year.',
      minimumQuantity: 1,
      maximumQuantity: 500,
      markets,
      prices: annual('120.00', '1260.00'),
    },
    {
      planId: 'negotiated',
      title: 'Negotiated',
      description: 'For one customer.',
      minimumQuantity: 10,
      maximumQuantity: 100,
      markets,
      prices: [...monthly('15.00', '158.00'), ...annual('90.00', '945.00')],
      privateFor: ['customer-1'],
    },
  ],
});

/** Sold at a flat rate, with metered use beyond what is included. */
const flatRate = (title: string): Offer => ({
  offerId: 'archive',
  publisher: 'publisher-2',
  title,
  description: 'A flat rate, and metered storage.',
  pricingModel: 'flat',
  dimensions: [
    {
      id: 'storage',
      displayName: 'Storage',
      unitOfMeasure: 'per GB',
      prices: [
        { currency: 'USD', price: '0.045' },
        { currency: 'SEK', price: '0.47' },
      ],
    },
  ],
  plans: [
    {
      planId: 'flat',
      title: 'Flat rate',
      description: 'One site, 100 GB included.',
      minimumQuantity: 1,
      maximumQuantity: 1,
      markets,
      prices: [...monthly('350.00', '3675.00'), ...annual('3850.00', '40425.00')],
      included: [{ dimension: 'storage', units: '100' }],
    },
  ],
});

/** Sold per user after a free trial. */
const withTrial = (title: string): Offer => ({
  offerId: 'notes',
  publisher: 'publisher-2',
  title,
  description: 'Sold per user, after a free trial.',
  pricingModel: 'perUser',
  plans: [
    {
      planId: 'trial',
      title: 'Try first',
      description: 'A month for nothing, then billed every month.',
      minimumQuantity: 1,
      maximumQuantity: 1000,
      markets,
      freeTrial: true,
      prices: monthly('2.00', '21.00'),
    },
  ],
});

/** Every kind of plan, at prices that are easy to reckon with; `name` invents the offers' titles. */
export const seedOffers = (name: () => string): Offer[] => [
  perUser(`${name()} Teamwork`),
  flatRate(`${name()} Archive`),
  withTrial(`${name()} Notes`),
];
