import type { Customer, Instant, Order, State } from '@marketsim/core';
import { listedAgreement } from '../agreement/resource.ts';
import { customerResource } from '../customer/resource.ts';
import { invoiceResource } from '../invoice/resource.ts';
import { orderResource } from '../order/resource.ts';
import { subscriptionResource } from '../subscription/resource.ts';
import { userResource } from '../user/resource.ts';
import { wireCycle } from '../wire/values.ts';
import type { ResourceType } from './operation-types.ts';

/** A resource as it stood at an instant. */
export interface Standing {
  /** Whose partner can read about it; absent for what a customer bought itself (PUR-18). */
  readonly partnerId: string | undefined;
  /** Absent for what is of no single customer. */
  readonly customer?: Customer;
  /** Spelled out when somebody reads it. */
  readonly resource: () => object;
  readonly customizedData: readonly { readonly key: string; readonly value: string }[];
}

type Look = (id: string, state: State, now: Instant) => Standing | undefined;

/** How a resource stands in a state that goes on changing: what can change of it later is taken out now. */
const looks: Readonly<Record<ResourceType, Look>> = {
  customer: (id, { customers }) => {
    const customer = customers.get(id);
    if (!customer) return undefined;
    const customizedData = [
      { key: 'PrimaryDomainName', value: customer.domain },
      { key: 'Relationship', value: 'reseller' },
    ];
    const { partnerId, qualification } = customer;
    const resource = () => ({ ...customerResource(customer), qualification: qualification?.value });
    return { partnerId, customer, resource, customizedData };
  },
  customer_user: (id, { customers, users }) => {
    const user = users.get(id);
    const customer = user && customers.get(user.customerId);
    if (!user || !customer) return undefined;
    const { partnerId } = customer;
    return { partnerId, customer, resource: () => userResource(user), customizedData: [] };
  },
  agreement: (id, { customers, agreements }) => {
    const customer = customers.get(id);
    const agreed = [...agreements.of(id)].at(-1);
    if (!customer || !agreed) return undefined;
    const { partnerId } = customer;
    return { partnerId, customer, resource: () => listedAgreement(agreed), customizedData: [] };
  },
  order: (id, { customers, orders, settings, offers, subscriptions: all }, now) => {
    const order = orders.get(id);
    const customer = order && customers.get(order.customerId);
    if (!order || !customer) return undefined;
    const subscriptions = new Map(
      order.lineItems.flatMap(({ subscriptionId }) => {
        const subscription = all.get(subscriptionId);
        return subscription ? [[subscriptionId, subscription] as const] : [];
      }),
    );
    return {
      partnerId: order.partnerId,
      customer,
      resource: () => orderResource(order, { state: { settings, offers, subscriptions }, customer, now }),
      customizedData: orderData(order),
    };
  },
  subscription: (id, { customers, subscriptions, settings, offers, publishers }, now) => {
    const subscription = subscriptions.get(id);
    const customer = subscription && customers.get(subscription.customerId);
    if (!subscription || !customer) return undefined;
    const state = { settings, offers, publishers };
    return {
      partnerId: subscription.partnerId,
      customer,
      resource: () => subscriptionResource(subscription, { state, now, customer }),
      customizedData: [],
    };
  },
  invoice: (id, { ledger, partners }) => {
    const invoice = ledger.invoices.get(id);
    const partner = partners.get(invoice?.payerId ?? '');
    if (!invoice || !partner) return undefined;
    const seen = { state: { ledger, payments: new Map() }, partner };
    return { partnerId: partner.id, resource: () => invoiceResource(invoice, seen), customizedData: [] };
  },
};

export const standingOf = (
  { resourceType, id }: { readonly resourceType: ResourceType; readonly id: string },
  state: State,
  now: Instant,
): Standing | undefined => looks[resourceType](id, state, now);

function orderData(order: Order): Standing['customizedData'] {
  const lines = order.lineItems.flatMap((line, index) => [
    { key: `OfferId-${index}`, value: line.catalogItemId },
    { key: `SubscriptionId-${index}`, value: line.subscriptionId },
    { key: `SubscriptionName-${index}`, value: line.friendlyName },
    { key: `Quantity-${index}`, value: String(line.quantity) },
    { key: `PartnerOnRecord-${index}`, value: line.partnerIdOnRecord ?? '' },
  ]);
  return [
    { key: 'OrderId', value: order.id },
    { key: 'AlternateId', value: order.alternateId },
    { key: 'BillingCycle', value: wireCycle(order.billingCycle) },
    ...lines,
  ];
}
