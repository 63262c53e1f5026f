import type { WorldDefinitionInput } from '@marketsim/simulator';

/** When the story begins, and with it its world. */
export const storyBegins = '2026-07-14T10:00:00Z';

const monthly = (usd: string, sek: string) =>
  [
    { term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: usd },
    { term: 'P1M', billingCycle: 'monthly', currency: 'SEK', price: sek },
  ] as const;

const markets = ['US', 'SE'];

/** Who is in the story, what is sold, and the rules that it is about, whatever the simulator's own are. */
export const storyDefinition: WorldDefinitionInput = {
  version: 1,
  profile: 'seed',
  preset: 'production-like',
  settings: {
    'invoice.day': 8,
    'cancel.anchor': 'orderedAt',
    'cancel.window.annualBilled': 'PT336H',
    'cancel.refund': 'full',
    'autoRenew.default': true,
    'renew.webhook': true,
  },
  partners: [
    { alias: 'juniper', name: 'Juniper Cloud', kind: 'directBill', mpnId: '4810027', country: 'US' },
  ],
  customers: [
    {
      alias: 'harbor',
      partner: 'juniper',
      companyName: 'Harbor Mills',
      domain: 'harbormills.onmicrosoft.com',
      country: 'US',
    },
    {
      alias: 'norrsken',
      partner: 'juniper',
      companyName: 'Norrsken Design',
      domain: 'norrskendesign.onmicrosoft.com',
      country: 'SE',
    },
  ],
  publishers: [{ alias: 'tidewater', name: 'Tidewater Software' }],
  offers: [
    {
      offerId: 'planner',
      publisher: 'tidewater',
      title: 'Tidewater Planner',
      description: 'Plans, per user.',
      pricingModel: 'perUser',
      plans: [
        {
          planId: 'standard',
          title: 'Standard',
          maximumQuantity: 100,
          markets,
          prices: monthly('20.00', '210.00'),
        },
        { planId: 'basic', title: 'Basic', maximumQuantity: 100, markets, prices: monthly('8.00', '84.00') },
        {
          planId: 'annual',
          title: 'Annual',
          maximumQuantity: 100,
          markets,
          prices: [
            { term: 'P1Y', billingCycle: 'annual', currency: 'USD', price: '120.00' },
            { term: 'P1Y', billingCycle: 'annual', currency: 'SEK', price: '1260.00' },
          ],
        },
      ],
    },
  ],
};
