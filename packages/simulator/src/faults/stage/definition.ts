import type { WorldDefinitionInput } from '../../definition/schema.ts';
import { hostedAddress } from '../../publishers/hosted-address.ts';

const price = (term: 'P1M' | 'P1Y', amount: string) =>
  ({
    term,
    billingCycle: term === 'P1M' ? 'monthly' : 'annual',
    currency: 'USD',
    price: amount,
  }) as const;

const prices = [price('P1M', '20.00'), price('P1Y', '200.00')];
const plan = { markets: ['US'], prices } as const;
const publisher = 'contosoharbor';

/** The world in which states are prepared and mistakes made: one publisher, a partner, customers with it and without. */
export const stageDefinition: WorldDefinitionInput = {
  version: 1,
  partners: [
    { alias: 'juniper', name: 'Juniper Cloud', kind: 'directBill', mpnId: '4810027', country: 'US' },
  ],
  customers: [
    {
      ...{ alias: 'harbormills', companyName: 'Harbor Mills', domain: 'harbormills.onmicrosoft.com' },
      ...{ country: 'US', partner: 'juniper' },
    },
    {
      ...{ alias: 'northquay', companyName: 'North Quay', domain: 'northquay.onmicrosoft.com' },
      country: 'US',
    },
  ],
  publishers: [
    {
      ...{ alias: publisher, name: 'Contoso Harbor', reportsLicenseAssignment: false },
      landingPageUrl: hostedAddress(publisher, 'landing'),
      webhookUrl: hostedAddress(publisher, 'webhook'),
    },
    { alias: 'fabrikam', name: 'Fabrikam', reportsLicenseAssignment: false },
  ],
  offers: [
    {
      ...{ offerId: 'tidewatch', publisher, title: 'Tidewatch', pricingModel: 'perUser' },
      plans: [
        { planId: 'deck', title: 'Deck', minimumQuantity: 1, maximumQuantity: 50, ...plan },
        { planId: 'bridge', title: 'Bridge', minimumQuantity: 1, maximumQuantity: 500, ...plan },
        { planId: 'swift', title: 'Swift', minimumQuantity: 1, autoActivation: true, ...plan },
      ],
    },
    {
      ...{ offerId: 'sonar', publisher, title: 'Sonar', pricingModel: 'flat' },
      dimensions: [
        {
          ...{ id: 'pings', displayName: 'Sonar pings', unitOfMeasure: 'ping' },
          prices: [{ currency: 'USD', price: '0.04' }],
        },
      ],
      plans: [{ planId: 'echo-basic', title: 'Echo Basic', minimumQuantity: 1, maximumQuantity: 1, ...plan }],
    },
    {
      ...{ offerId: 'radar', publisher: 'fabrikam', title: 'Radar', pricingModel: 'flat' },
      dimensions: [
        {
          ...{ id: 'sweeps', displayName: 'Sweeps', unitOfMeasure: 'sweep' },
          prices: [{ currency: 'USD', price: '0.10' }],
        },
      ],
      plans: [{ planId: 'sweep', title: 'Sweep', minimumQuantity: 1, maximumQuantity: 1, ...plan }],
    },
  ],
};
