import { instant, price, type Subscription } from '@marketsim/core';
import { exampleOffer, examplePublisher, exampleSettings } from '../catalog/example.ts';
import { exampleCustomer } from '../customer/resource.ts';
import { exampleIds } from '../wire/example.ts';
import { subscriptionResource } from './resource.ts';

const orderedAt = instant('2026-01-05T09:21:00Z');

const exampleSubscription: Subscription = {
  phase: 'pending',
  id: exampleIds.subscription,
  channel: 'csp',
  partnerId: exampleIds.partner,
  customerId: exampleIds.customer,
  publisherId: examplePublisher.id,
  productId: exampleIds.product,
  skuId: exampleIds.sku,
  availabilityId: exampleIds.availability,
  orderId: exampleIds.order,
  lineItemNumber: 0,
  friendlyName: 'Bakery rota',
  quantity: 5,
  currency: 'USD',
  reseller: { kind: 'reseller', mpnId: exampleIds.resellerMpnId },
  autoRenew: true,
  paidTerm: { duration: 'P1M', billingCycle: 'monthly' },
  unitPrice: price('12.00'),
  startsWithTrial: false,
  orderedAt,
  lapsesAt: instant('2026-02-04T09:21:00Z'),
  windowEndsAt: instant('2026-01-06T09:21:00Z'),
  tokensIssued: 0,
  operationsOpened: 0,
  version: 1,
};

/** The subscription of the examples as the wire has it: bought, and waiting to be set up. */
export const exampleSubscriptionBody = subscriptionResource(exampleSubscription, {
  state: {
    settings: exampleSettings,
    offers: new Map([[exampleIds.product, exampleOffer]]),
    publishers: new Map([[examplePublisher.id, examplePublisher]]),
  },
  now: orderedAt,
  customer: exampleCustomer,
});
