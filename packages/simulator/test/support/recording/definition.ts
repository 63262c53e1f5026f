import type { WorldDefinitionInput } from '../../../src/index.ts';

type Plan = NonNullable<WorldDefinitionInput['offers']>[number]['plans'][number];

const plan = (planId: string, prices: Plan['prices'], rest: Partial<Plan> = {}): Plan => ({
  ...{ planId, title: `Plan ${planId}`, markets: ['US'], maximumQuantity: 100, prices },
  ...rest,
});

const monthly: Plan['prices'] = [{ term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: '20.00' }];
const yearly: Plan['prices'] = [{ term: 'P1Y', billingCycle: 'monthly', currency: 'USD', price: '10.00' }];
const more: Plan['prices'] = [{ term: 'P1M', billingCycle: 'monthly', currency: 'USD', price: '50.00' }];

/** Accounts and offers with a bit of everything. No address leads anywhere: nobody is called. */
export const recordedDefinition: WorldDefinitionInput = {
  version: 1,
  startsAt: '2020-07-14T10:00:00Z',
  settings: { 'renew.webhook': true },
  partners: [
    ...(['reseller', 'other'] as const).map((alias, index) => ({
      ...{ alias, name: `Reseller ${alias}`, kind: 'indirectReseller' as const, country: 'US' },
      mpnId: `484738${index}`,
    })),
    {
      ...{ alias: 'provider', name: 'Provider', kind: 'indirectProvider', mpnId: '5900017', country: 'US' },
      ...{ clientSecret: 'a secret of the provider', resellers: ['reseller', 'other'] },
      ...{ billingCurrency: 'EUR', taxRate: '19' },
    },
    {
      ...{ alias: 'sandbox', name: 'Sandbox', kind: 'directBill', mpnId: '7654321', country: 'US' },
      sandbox: true,
    },
    { alias: 'direct', name: 'Direct', kind: 'directBill', mpnId: '1234567', country: 'US' },
  ],
  customers: [
    {
      ...{ alias: 'lakeshore', partner: 'provider', companyName: 'Lakeshore', country: 'US' },
      ...{ domain: 'lakeshore.onmicrosoft.com', agreement: 'none' },
    },
    {
      ...{ alias: 'trial', partner: 'sandbox', companyName: 'Trial', country: 'US' },
      domain: 'trial.onmicrosoft.com',
    },
    { alias: 'solo', companyName: 'Solo', domain: 'solo.onmicrosoft.com', country: 'US' },
  ],
  publishers: [
    {
      ...{
        alias: 'harbor',
        name: 'Harbor',
        clientSecret: 'a secret of the publisher',
        answersOperations: true,
      },
      landingPageUrl: 'https://harbor.example/land?from=market',
      webhookUrl: 'https://harbor.example/hook?code=a-key',
      steps: [{ name: 'consent', owner: 'customer', before: 'activation' }],
    },
  ],
  exchangeRates: [
    { from: 'USD', to: 'EUR', rate: '0.846202666' },
    { from: 'USD', to: 'EUR', rate: '0.9', month: '2020-08' },
  ],
  offers: [
    {
      ...{ offerId: 'watch', publisher: 'harbor', title: 'Watch', pricingModel: 'perUser' },
      plans: [
        plan('monthly', monthly),
        plan('yearly', yearly),
        plan('more', more),
        plan('trial', monthly, { freeTrial: true }),
        plan('swift', monthly, { autoActivation: true }),
      ],
      margins: [{ percent: 15, partners: ['provider'], until: '2020-08-31' }],
    },
    {
      ...{ offerId: 'sonar', publisher: 'harbor', title: 'Sonar', pricingModel: 'flat' },
      dimensions: [
        {
          ...{ id: 'email', displayName: 'E-mails', unitOfMeasure: 'per 100' },
          prices: [{ currency: 'USD', price: '0.50' }],
        },
      ],
      plans: [plan('flat', monthly, { included: [{ dimension: 'email', units: '100' }] })],
    },
  ],
};
