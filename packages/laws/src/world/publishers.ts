import type { Publisher } from '@marketsim/core';

/** The ways in which a publisher can take part in a sale. */
export type PublisherName = 'plain' | 'desk' | 'asked' | 'told' | 'gated';

interface PublisherFixture extends Publisher {
  /** Where it is told of changes, if anywhere. */
  readonly webhookUrl?: string;
}

const publisher = (id: PublisherName, rest: Partial<PublisherFixture>): PublisherFixture => ({
  id,
  name: id,
  tenantId: `${id}-tenant`,
  applicationId: `${id}-application`,
  reportsLicenseAssignment: false,
  answersOperations: false,
  ...rest,
});

/**
 * `plain` lets everything happen at once and leaves licences to the marketplace; `desk` assigns licences itself;
 * `asked` looks for open changes and answers them; `told` assigns licences and hears of changes at its webhook;
 * `gated` wants steps done before the setup, before cancelling and before a change of quantity.
 */
export const publishers: Readonly<Record<PublisherName, PublisherFixture>> = {
  plain: publisher('plain', {}),
  desk: publisher('desk', { reportsLicenseAssignment: true }),
  asked: publisher('asked', { answersOperations: true }),
  told: publisher('told', {
    reportsLicenseAssignment: true,
    webhookUrl: 'https://contosoharbor.example/webhook',
  }),
  gated: publisher('gated', {
    reportsLicenseAssignment: true,
    steps: [
      { name: 'companyForm', owner: 'customer', before: 'activation' },
      { name: 'tenantSetUp', owner: 'publisher', before: 'activation' },
      { name: 'exportData', owner: 'partner', before: 'cancel' },
      { name: 'seatPlan', owner: 'customer', before: 'quantity' },
    ],
  }),
};

export const publisherNames = Object.keys(publishers) as readonly PublisherName[];
