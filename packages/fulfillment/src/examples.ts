const subscription = {
  id: '5b0c2f1e-8d47-4a96-b3e2-71c9d05f8a64',
  publisherId: 'harbourworks',
  offerId: 'pierdesk',
  name: 'Quay office',
  saasSubscriptionStatus: 'Subscribed',
  beneficiary: {
    emailId: 'it@saltmarsh.example',
    objectId: '0f6d3b82-1c5e-4e07-9a4b-d2837c61f590',
    tenantId: 'a83e5d17-42f6-4b09-8c7d-19e0b6f4a235',
    puid: null,
  },
  purchaser: {
    emailId: 'orders@northern-cloud.example',
    objectId: 'c94a17e0-6b38-4d52-af61-5e0d8b2739c4',
    tenantId: '37d9e0b5-f162-4c8a-9d43-b6a8215c7e0f',
    puid: null,
  },
  planId: 'crew',
  term: { startDate: '2026-02-10T00:00:00Z', endDate: '2026-03-09T00:00:00Z', termUnit: 'P1M' },
  autoRenew: true,
  isTest: false,
  isFreeTrial: false,
  allowedCustomerOperations: ['Read'],
  sandboxType: 'None',
  created: '2026-02-09T14:25:30.5Z',
  lastModified: '0001-01-01T00:00:00',
  quantity: 12,
  sessionMode: 'None',
};

const plan = {
  planId: 'crew',
  displayName: 'Crew',
  isPrivate: false,
  description: 'For teams of any size',
  minQuantity: 1,
  maxQuantity: 200,
  hasFreeTrials: false,
  isPricePerSeat: true,
  isStopSell: false,
  market: 'DE',
  planComponents: {
    recurrentBillingTerms: [
      { currency: 'EUR', price: 18.5, termUnit: 'P1M', termDescription: '1 Month Subscription' },
    ],
    meteringDimensions: [],
  },
  sourceOffers: [],
};

/** Replies as the OpenAPI document shows them. */
export const examples = {
  subscription,
  resolved: {
    id: subscription.id,
    subscriptionName: subscription.name,
    offerId: subscription.offerId,
    planId: subscription.planId,
    quantity: subscription.quantity,
    subscription,
  },
  page: { subscriptions: [subscription] },
  plans: { plans: [plan] },
  operation: {
    id: 'e71d4c09-35ab-4f82-90c6-8b2fa6d01e57',
    activityId: 'e71d4c09-35ab-4f82-90c6-8b2fa6d01e57',
    publisherId: 'harbourworks',
    offerId: 'pierdesk',
    planId: 'crew',
    quantity: 15,
    operationRequestSource: 'Azure',
    subscriptionId: subscription.id,
    timeStamp: '2026-02-20T08:00:00Z',
    action: 'ChangeQuantity',
    status: 'InProgress',
  },
} as const;
