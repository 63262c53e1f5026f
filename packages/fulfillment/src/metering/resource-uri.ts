import type { State, Subscription } from '@marketsim/core';
import { derivedGuid } from '../guid.ts';
import { purchasedName } from '../resources/subscription.ts';

/** The Azure subscription that a customer's purchases are resources of: one for each customer. */
export const azureSubscriptionId = ({ customerId }: Pick<Subscription, 'customerId'>): string =>
  derivedGuid('azure subscription', customerId);

/** A SaaS subscription as an Azure resource, as metering names it beside its id (SF 6.2). */
export const resourceUri = (subscription: Subscription, state: State): string =>
  `/subscriptions/${azureSubscriptionId(subscription)}/resourceGroups/saas/providers/Microsoft.SaaS/resources/${purchasedName(subscription, state)}`;
