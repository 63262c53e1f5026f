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

const usage = {
  usageEventId: 'c3f5a0d8-4b71-4e26-9f83-5a1d7e90b264',
  status: 'Accepted',
  messageTime: '2026-02-20T09:15:02.75Z',
  resourceId: 'd4a6b1e9-5c82-4f37-8094-6b2e8fa1c375',
  resourceUri:
    '/subscriptions/8c1f4b7e-2d95-4a60-b3c8-7e0f5d6a9b12/resourceGroups/saas/providers/Microsoft.SaaS/resources/Shore',
  quantity: 12.5,
  dimension: 'pings',
  effectiveStartTime: '2026-02-20T08:00:00Z',
  planId: 'shore',
} as const;

const expiredUsage = {
  status: 'Expired',
  messageTime: '2026-02-20T09:15:02.75Z',
  error: {
    message: 'One or more errors have occurred.',
    target: 'usageEventRequest',
    code: 'BadArgument',
    details: [
      {
        message: 'The effective time provided is has expired or is in future.',
        target: 'effectiveStartTime',
        code: 'BadArgument',
      },
    ],
  },
  resourceId: usage.resourceId,
  quantity: 4,
  dimension: 'pings',
  effectiveStartTime: '2026-02-18T08:00:00Z',
  planId: 'shore',
} as const;

const usageRow = {
  usageDate: '2026-02-20T00:00:00Z',
  usageResourceId: usage.resourceId,
  dimension: 'pings',
  planId: 'shore',
  planName: '',
  offerId: 'soundings',
  offerName: '',
  offerType: 'SaaS',
  azureSubscriptionId: '8c1f4b7e-2d95-4a60-b3c8-7e0f5d6a9b12',
  reconStatus: 'Submitted',
  submittedQuantity: 12.5,
  processedQuantity: 0,
  submittedCount: 1,
} as const;

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
  usage,
  usages: { result: [usage, expiredUsage], count: 2 },
  usageRows: [usageRow],
} as const;
